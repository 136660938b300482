"""Tables of models: models down the side or along the top, one attribute for each line across."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import Attribute, all_attributes
from vaultkit.extract.names import Tail, canonical_size, fold
from vaultkit.extract.numbers import find_quantities, whole
from vaultkit.extract.statement import Statement
from vaultkit.extract.view import View, make_view
from vaultkit.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.graph.facts import Modality
    from vaultkit.notes.note import Cell, Row, Table

LABELS = {
    "developedBy": "company organization organisation org developer developers creator maker vendor lab provider developedby madeby",
    "releaseDate": "time date released release year releasedate launch launched published when announced",
    "trainedOn": "data dataset datasets trainingdata corpus corpora pretrainingdata trainingcorpus trainingdataset traindata",
    "evaluatedOn": "evaluation eval evals benchmark benchmarks evaluatedon",
    "license": "license licence licensing",
    "fineTunedFrom": "basemodel base basemodels finetunedfrom parent basedon foundation backbone foundationmodel",
    "distilledFrom": "teacher teachers distilledfrom",
    "introducedBy": "paper reference arxiv source",
    "usesTechnique": (
        "architecture arch attention attentiontype positionalencoding position positions positionembedding positionalembedding pe activation "
        "activationfunction normalization norm normalisation tokenizer tokenization optimizer optimiser objective trainingobjective "
        "ffw+activation+related ffn trainingtechnique training technique techniques method methods alignment posttraining "
        "post-training finetuning moe keytechniques keytechnique features keyfeatures innovations trainingmethod type modeltype "
        "positionencoding trainingtechniques preprocessing pretrainingobjective quantization attentionmechanism keyinnovation"
    ),
    "outperforms": "outperforms beats",
    "successorOf": "predecessor successorof",
}
"""Predicate to the headers of columns (or rows) that mean it, folded."""

OBJECTS: dict[str, frozenset[str]] = {
    "developedBy": frozenset({"organization"}),
    "trainedOn": frozenset({"dataset"}),
    "evaluatedOn": frozenset({"benchmark"}),
    "license": frozenset({"license"}),
    "usesTechnique": frozenset({"technique"}),
    "introducedBy": frozenset({"paper"}),
}
_BENCH = frozenset({"benchmark"})
_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:[-./](?P<month>0?[1-9]|1[0-2])(?:[-./](?P<day>[0-2]?\d|3[01]))?)?(?!\d)"
)
_SCOPED = re.compile(
    r"(?P<value>[~<>]?\d[\d.,]*\s?[kKMBT]?)\s?\(\s?(?:for\s)?(?P<who>[^()]{1,60})\)"
)
_ACTIVE = re.compile(
    r"[(/,|;+]?\s?(?:(?P<before>~?\s?\d[\d.]*\s?[BMT])[\s-]?(?:params?\s|parameters\s|param\s)?(?:active|activated|act\.|\u6fc0\u6d3b|\ud65c\uc131)"
    r"(?:\s(?:params|parameters))?|(?:active|activated|\u6fc0\u6d3b|\ud65c\uc131)\s?:?\s?(?P<behind>~?\s?\d[\d.]*\s?[BMT])\b|-?(?<=[BT]-)A(?P<name>\d[\d.]*B)\b)\)?",
    re.IGNORECASE,
)
"""In a cell of all parameters, those that are used for one token: `46.7B (12.9B active)`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column of cells, each with the view of its text."""

    label: str
    cells: tuple[tuple[Entry | None, View, Cell], ...]
    ragged: bool


def read_tables(page: Page) -> None:
    """Read the tables of a note whose rows or columns are models."""
    for table in page.note.tables:
        for statement, view in _read(page, table):
            page.add(statement, view, ())


def _read(page: Page, table: Table) -> Iterator[tuple[Statement, View]]:
    """Yield what one table says: by the axis that names models."""
    columns = [_model(page, cell) for cell in table.header.cells[1:]]
    first = [row.cells[0] for row in table.rows if row.cells]
    rows = [_model(page, cell) for cell in first]
    down = sum(one is not None for one in rows) / max(len(rows), 1)
    along = sum(one is not None for one in columns) / max(len(columns), 1)
    if down < _SHARE and along < _SHARE:
        yield from _users(page, table)
        return
    width = len(table.header.cells)
    if along >= down:
        for row in table.rows:
            ragged = len(row.cells) != width
            label = fold(row.cells[0].text.strip("* ")) if row.cells else ""
            for entry, cell in zip(columns, row.cells[1:], strict=False):
                if entry is not None:
                    yield from _cell(page, label, entry, cell, row, ragged=ragged)
        return
    labels = [fold(cell.text.strip("* ")) for cell in table.header.cells]
    for row, entry in zip((row for row in table.rows if row.cells), rows, strict=False):
        if entry is None:
            continue
        ragged = len(row.cells) != width
        for label, cell in zip(labels[1:], row.cells[1:], strict=False):
            yield from _cell(page, label, entry, cell, row, ragged=ragged)


def _users(page: Page, table: Table) -> Iterator[tuple[Statement, View]]:
    """Yield who uses what in a table of techniques: `Technique | Idea | Used by`."""
    columns = [
        number
        for number, cell in enumerate(table.header.cells)
        if number and fold(cell.text.strip("* ")) in _USED_BY
    ]
    for row in table.rows if columns else ():
        if len(row.cells) != len(table.header.cells):
            continue
        name = make_view(page.note, row.cells[0].span)
        found = [one for one in page.reader.read(name, cell=True) if one.entry.kind == "technique"]
        named = {one.entry.id for one in found if not one.entry.general}
        covered = sum(one.end - one.start for one in found)
        if len(named) != 1 or covered * 2 < len(name.text.strip()):
            continue
        view = make_view(page.note, Span(row.span.start, row.span.end))
        for number in columns:
            cell = make_view(page.note, row.cells[number].span)
            if re.search(r"\b(?:not|no|without|unlike|except)\b|\?", cell.text, re.IGNORECASE):
                continue
            for one in page.reader.read(cell, cell=True):
                if one.entry.is_model and not one.style:
                    yield (
                        Statement(
                            one.entry, "usesTechnique", found[0].entry, None, None, 0, len(view.text),
                            "table-user", at=_find(view, cell),
                        ),
                        view,
                    )  # fmt: skip


_USED_BY = frozenset(
    (
        "usedby usedin adoptedby adopters users models examplemodels examples usedbymodels notablemodels "
        "modelsusingit usedinmodels whousesit adoptedin 사용모델 적용모델 代表模型 使用模型 应用模型"
    ).split()
)
_TERMS = 60
"""Characters of terms of use in words, at most."""
_SHARE = 0.6
"""How much of an axis must be models."""


def _model(page: Page, cell: Cell) -> Entry | None:
    """Return the model that a cell names and little else."""
    view = make_view(page.note, cell.span)
    found = [
        one for one in page.reader.read(view, cell=True) if one.entry.is_model and not one.style
    ]
    if not found:
        return None
    covered = sum(one.end - one.start for one in found)
    text = view.text.strip()
    return found[0].entry if covered * 2 >= len(text) - text.count("(") * 8 else None


def _cell(
    page: Page, label: str, entry: Entry, cell: Cell, row: Row, *, ragged: bool
) -> Iterator[tuple[Statement, View]]:
    """Yield what one cell says of a model."""
    if not cell.text.strip(" -\u2014?"):
        return
    view = make_view(page.note, Span(row.span.start, row.span.end))
    text_view = make_view(page.note, cell.span)
    at = _find(view, text_view)
    attribute = _attribute(label)
    modality: Modality = "hedged" if ragged or "?" in cell.text else "asserted"
    end = len(view.text)

    def made(
        subject: Entry,
        predicate: str,
        target: Entry | None,
        value: str | float | None,
        raw: str | None,
        rule: str,
    ) -> tuple[Statement, View]:
        return Statement(
            subject, predicate, target, value, raw, 0, end, rule, modality, at=at, factor=1.0
        ), view

    if attribute is not None:
        yield from (
            made(who, name, None, value, raw, "table-number")
            for who, name, value, raw in _numbers(page, entry, attribute, text_view.text)
        )
        return
    predicate = predicate_of(label)
    if predicate is None and re.sub(r"[^a-z]", "", label) in _REMARKS:
        for name, denied in _remarks(page, text_view):
            yield made(
                entry,
                "lacksTechnique" if denied else "usesTechnique",
                name,
                None,
                None,
                "table-remark",
            )
        return
    if predicate is None:
        bench = page.reader.lexicon.find(label, _BENCH)
        if bench is not None and re.search(r"\d", cell.text):
            yield made(entry, "evaluatedOn", bench, None, None, "table-benchmark")
        return
    if predicate == "releaseDate":
        match = _YEAR.search(text_view.text)
        if match:
            date = "-".join(part.zfill(2) for part in match.groups() if part)
            yield made(entry, predicate, None, date, match[0], "table-date")
        return
    kinds = OBJECTS.get(predicate)
    told = False
    for found in page.reader.read(text_view, cell=True):
        fits = found.entry.kind in kinds if kinds else found.entry.is_model
        if not fits or found.entry.id == entry.id or _denied(text_view.text, found):
            continue
        told = True
        yield made(entry, predicate, found.entry, None, None, "table-entity")
    words = text_view.text.strip()
    if predicate == "license" and not told and 1 < len(words) <= _TERMS and words[0].isalpha():
        yield made(entry, "licenseNote", None, words, words, "table-terms")
    if predicate == "usesTechnique":
        for raw, number in _vocabulary(page, text_view):
            yield made(entry, "vocabularySize", None, whole(number), raw, "table-vocabulary")


def _remarks(page: Page, view: View) -> Iterator[tuple[Entry, bool]]:
    """Yield the techniques that are whole remarks of a cell, and whether they are denied."""
    for part in re.split(r"[,;+]|<br\s?/?>|\s[&/]\s|\band\b", view.text):
        words = part.strip(" .*_`")
        bare = re.sub(
            r"^(?:no|without|w/o)\s|^(?:uses?|with|adds?|first|new)\s|\s\([^()]{0,40}\)$",
            "",
            words,
            flags=re.IGNORECASE,
        )
        technique = page.reader.lexicon.find(bare, OBJECTS["usesTechnique"]) if bare else None
        if technique is not None and not technique.general and len(bare) > 1:
            yield technique, re.match(r"(?:no|without|w/o)\s", words, re.IGNORECASE) is not None


_REMARKS = frozenset(
    (
        "notable notes note remarks remark comment comments highlights highlight details detail novelty whatsnew new keyideas "
        "keyidea keydesign design designs characteristics specifics specialties changes keychanges description summary key 비고 특징 备注 特点"
    ).split()
)
"""Headers, folded, of columns with free remarks: only a remark that is all a technique's name counts."""


def _find(view: View, cell: View) -> int:
    """Return where in a row's view the text of one of its cells begins."""
    wanted = cell.at[0]
    return next((index for index, place in enumerate(view.at) if place >= wanted), 0)


def _denied(text: str, found: Found) -> bool:
    """Tell whether a name in a cell is what is not used: `2.7x (instead of 4)`."""
    before = text[max(0, found.start - 16) : found.start].lower()
    return bool(re.search(r"(?:instead of|no|not|without|w/o)\s*$", before)) or before.endswith(
        "(no "
    )


def _vocabulary(page: Page, view: View) -> Iterator[tuple[str, float]]:
    """Yield the size of a vocabulary that stands in a tokenizer's cell: `BPE(50257)`."""
    names = page.reader.read(view, cell=True)
    if not names or not re.search(r"(?i)bpe|piece|token", view.text):
        return
    for number in find_quantities(view.text):
        if 1000 <= number.value <= 2e6 and not number.relative:
            yield number.raw, number.value
            return


def _attribute(label: str) -> Attribute | None:
    """Return the numeric attribute that a header means."""
    plain = re.sub(r"\([^()]*\)|[^a-z#_]", "", label)
    return next((one for one in all_attributes() if plain in one.labels), None)


def predicate_of(label: str) -> str | None:
    """Return the relation that a header or label means, where it means one."""
    plain = re.sub(r"\([^()]*\)", "", fold(label)).strip(": ")
    return next((name for name, words in LABELS.items() if plain in words.split()), None)


def _numbers(
    page: Page, entry: Entry, attribute: Attribute, text: str
) -> Iterator[tuple[Entry, str, float, str]]:
    """Yield the numbers of a cell: whose, which property, value, as written."""
    lexicon = page.reader.lexicon
    active = _ACTIVE.search(text) if attribute.predicate == "parameterCount" else None
    if active is not None:
        for one in find_quantities(active["before"] or active["behind"] or active["name"])[:1]:
            yield entry, "activeParameterCount", whole(one.value), one.raw
        text = text[: active.start()] + " " * len(active[0]) + text[active.end() :]
    scoped = list(_SCOPED.finditer(text))
    taken: list[tuple[int, int]] = []
    for match in scoped:
        sizes = re.findall(r"\d+(?:\.\d+)?\s?[BMT]\b", match["who"])
        words = re.findall(r"[A-Za-z][A-Za-z-]+", match["who"])
        numbers = find_quantities(match["value"])
        if not numbers:
            continue
        taken.append(match.span())
        if sizes:
            for size in sizes:
                yield (
                    lexicon.with_tail(entry, Tail(0, size=canonical_size(size))),
                    attribute.predicate,
                    whole(numbers[0].value),
                    numbers[0].raw,
                )
        elif words:
            yield (
                lexicon.with_tail(entry, Tail(0, variants=(words[-1].lower(),))),
                attribute.predicate,
                whole(numbers[0].value),
                numbers[0].raw,
            )
    numbers = [
        one
        for one in find_quantities(text)
        if not one.relative and not any(a <= one.start < b for a, b in taken)
    ]
    if not numbers:
        return
    values = _scaled(text, numbers)
    values = [(value, raw) for value, raw in values if attribute.least <= value <= attribute.most]
    if not values or (re.search(r"\d,\d{3},\d{3},\d{3}", text) and attribute.most < 1e10):
        return
    if len(values) == 2 and re.search(r"\d\w*\s?(?:-|to|~)\s?~?\d", text) and attribute.ranges:
        yield entry, attribute.predicate + "Min", values[0][0], values[0][1]
        yield entry, attribute.predicate + "Max", values[1][0], values[1][1]
        return
    if len(values) > 1:
        if attribute.predicate == "parameterCount":
            least, most = min(values), max(values)
            yield entry, "parameterCountMin", *least
            yield entry, "parameterCountMax", *most
        return
    yield entry, attribute.predicate, *values[0]


def _scaled(text: str, numbers: Sequence[object]) -> list[tuple[float, str]]:
    """Return values with the unit of the last one where the others have none: `7-65B`."""
    found = []
    last = find_quantities(text)[-1]
    scale = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
    for one in find_quantities(text):
        if one not in numbers:
            continue
        value = one.value
        raw = one.raw
        if (
            not one.unit
            and last.unit in scale
            and one is not last
            and value < last.value / scale[last.unit]
        ):
            value *= scale[last.unit]
            raw += last.unit.upper()
        found.append((whole(value), raw))
    return found
