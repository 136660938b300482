"""Properties and Dataview fields: what the user states about an entity, read as curated claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.extract.attribute import all_attributes
from vaultkit.extract.names import Tail, canonical_size
from vaultkit.extract.numbers import find_quantities, read_number, whole
from vaultkit.extract.statement import Statement
from vaultkit.extract.view import View, make_view
from vaultkit.notes.own import is_own_value
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.extract.found import Found
    from vaultkit.extract.lexicon import Entry
    from vaultkit.extract.reading import Page
    from vaultkit.graph.facts import Kind
    from vaultkit.notes.note import Field

OBJECTS: dict[str, tuple[str, frozenset[str], Kind]] = {}
"""Key to predicate, kinds of its objects, and the kind of a name that no list has."""
_MODELS = frozenset({"model", "model-series", "model-variant"})


def _known(predicate: str, kinds: frozenset[str], kind: Kind, *keys: str) -> None:
    """Add keys that mean one predicate."""
    for key in keys:
        OBJECTS[key] = (predicate, kinds, kind)


_ORGS = frozenset({"organization", "person"})
_DATA = frozenset({"dataset", "benchmark"})
_known(
    "developedBy",
    _ORGS,
    "organization",
    "developed_by",
    "developer",
    "organization",
    "company",
    "creator",
    "maker",
)
_known("partOf", _MODELS, "model-series", "part_of", "family", "series")
_known("fineTunedFrom", _MODELS, "model", "fine_tuned_from", "finetuned_from", "base_model")
_known("derivedFrom", _MODELS, "model", "derived_from", "based_on", "parent")
_known("learnedFrom", _MODELS, "model", "learned_from")
_known("distilledFrom", _MODELS, "model", "distilled_from", "teacher")
_known("trainedOnOutputsOf", _MODELS, "model", "trained_on_outputs_of")
_known("adapterOf", _MODELS, "model", "adapter_of")
_known("quantizedFrom", _MODELS, "model", "quantized_from")
_known("mergeOf", _MODELS, "model", "merge_of", "merged_from")
_known("architectureFrom", _MODELS, "model", "architecture_from")
_known("successorOf", _MODELS, "model", "successor_of", "predecessor")
_known("variantOf", _MODELS, "model", "variant_of")
_known(
    "usesTechnique", frozenset({"technique"}), "technique", "uses", "techniques", "uses_technique"
)
_known("lacksTechnique", frozenset({"technique"}), "technique", "lacks", "lacks_technique")
_known("trainedOn", _DATA, "dataset", "trained_on", "datasets", "training_data")
_known("pretrainedOn", _DATA, "dataset", "pretrained_on")
_known("fineTunedOn", _DATA, "dataset", "fine_tuned_on")
_known("evaluatedOn", _DATA, "benchmark", "evaluated_on", "benchmarks")
_known("introducedBy", frozenset({"paper"}), "paper", "paper", "introduced_by")
_known("outperforms", _MODELS, "model", "outperforms")
_known("comparedWith", _MODELS, "model", "compared_with")
_known("generatedBy", _MODELS, "model", "generated_by")

NUMBERS = {
    "parameters": "parameterCount",
    "params": "parameterCount",
    "parameter_count": "parameterCount",
    "active_parameters": "activeParameterCount",
    "training_tokens": "trainingTokens",
    "tokens": "trainingTokens",
    "context_length": "contextLength",
    "context_window": "contextLength",
    "context": "contextLength",
    "vocab_size": "vocabularySize",
    "vocabulary_size": "vocabularySize",
    "layers": "layerCount",
    "hidden_size": "hiddenSize",
    "heads": "headCount",
    "kv_heads": "kvHeadCount",
    "experts": "expertCount",
    "experts_per_token": "expertsPerToken",
}
RELATIONS = {
    "finetune": "fineTunedFrom",
    "adapter": "adapterOf",
    "merge": "mergeOf",
    "quantized": "quantizedFrom",
}
"""Hugging Face's `base_model_relation`."""
_DATE = pattern(r"(?P<date>(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?)")
_WEIGHTS = frozenset({"open", "gated", "closed"})


def read_fields(page: Page) -> None:
    """Read the properties of a note about an entity, and the fields in its text."""
    own = page.title.models or page.title.others
    for field in page.note.fields:
        if is_own_value(page.note, field):
            continue  # vaultkit wrote it: it says nothing (A8.1)
        subjects = _subjects(page, field) if field.inline else own[:1]
        for subject in subjects[:1]:
            view = make_view(page.note, field.span)
            for one in _read(page, field, subject):
                page.add(one, view, ("",), layer="curated")


def _subjects(page: Page, field: Field) -> tuple[Entry, ...]:
    """Return what an inline field is about: its section, else the note."""
    for unit in page.units:
        if unit.span.start <= field.span.start < unit.span.end and unit.topic.models:
            return unit.topic.models
    return page.title.models or page.title.others


def _read(page: Page, field: Field, subject: Entry) -> Iterator[Statement]:
    """Yield what one field says of its subject."""
    key = field.key.strip().lower().replace("-", "_").replace(" ", "_")
    key = page.property_map.get(field.key, key)
    values = field.value if isinstance(field.value, list) else [field.value]
    texts = [
        str(one)
        for one in values
        if isinstance(one, str | int | float) and not isinstance(one, bool)
    ]
    if key in OBJECTS:
        yield from _things(page, subject, key, texts)
    elif key in NUMBERS and subject.is_model:
        yield from _numbers(page, subject, NUMBERS[key], texts)
    elif key in {"released", "release_date", "publication_date"}:
        for text in texts:
            match = _DATE.search(text)
            if match:
                yield _made(subject, "releaseDate", None, match["date"], text)
    elif key == "introduces" and subject.kind == "paper":
        for target, _ in _entries(page, texts, None, "technique"):
            yield _made(target, "introducedBy", subject, None, None)
    elif key in {"license", "licence"}:
        for text in texts:
            known = page.reader.lexicon.find(text, frozenset({"license"}))
            if known is not None:
                yield _made(subject, "license", known, None, None)
            else:
                yield _made(subject, "licenseNote", None, text.strip(), text)
    elif key in {"weights", "openness"}:
        for text in texts:
            if text.strip().lower() in _WEIGHTS:
                yield _made(subject, "weightsAvailability", None, text.strip().lower(), text)


def _things(page: Page, subject: Entry, key: str, texts: list[str]) -> Iterator[Statement]:
    """Yield a relation to each thing that a field names."""
    predicate, kinds, kind = OBJECTS[key]
    if key == "base_model":
        told = next(
            (str(one.value) for one in page.note.fields if one.key == "base_model_relation"), ""
        )
        predicate = RELATIONS.get(told, predicate)
    if predicate in {"developedBy", "introducedBy"}:
        fits = subject.kind in {
            "model",
            "model-series",
            "model-variant",
            "technique",
            "dataset",
            "benchmark",
            "software",
        }
    elif predicate == "generatedBy":
        fits = subject.kind in _DATA
    else:
        fits = subject.is_model
    if not fits:
        return
    for target, _ in _entries(page, texts, kinds, kind):
        if target.id != subject.id:
            yield _made(subject, predicate, target, None, None)


def _entries(
    page: Page, texts: list[str], kinds: frozenset[str] | None, kind: Kind
) -> Iterator[tuple[Entry, str]]:
    """Yield what the values of a field name; a name that no list has becomes an entity."""
    lexicon = page.reader.lexicon
    for text in texts:
        name, shown = _name(text)
        if not name or len(name) < 2:
            continue
        wanted = kinds or frozenset(
            {
                "model",
                "model-series",
                "model-variant",
                "technique",
                "dataset",
                "benchmark",
                "software",
            }
        )
        known = lexicon.find(name, wanted) or (lexicon.find(shown, wanted) if shown else None)
        if known is None:
            view = View(name, tuple(range(len(name) + 1)))
            found: list[Found] = [
                one for one in page.reader.read(view, cell=True) if one.entry.kind in wanted
            ]
            whole_name = [one for one in found if (one.end - one.start) * 2 >= len(name)]
            known = whole_name[0].entry if whole_name else None
        if known is None and kinds is not None:
            known = lexicon.new(name, kind)
        if known is not None:
            yield known, text


def _name(text: str) -> tuple[str, str]:
    """Return the name in a value, and the words shown for it: `[[Foo|the Foo]]`."""
    inner = text.strip()
    match = re.fullmatch(r"\[\[([^\]|#]{1,200})(?:#[^\]|]{0,200})?(?:\|([^\]]{1,200}))?\]\]", inner)
    if match:
        return match[1].rpartition("/")[2].strip(), (match[2] or "").strip()
    if re.fullmatch(r"[\w.-]{2,40}/[\w.-]{2,100}", inner):
        return inner.rpartition("/")[2], ""
    return inner, ""


def _numbers(page: Page, subject: Entry, predicate: str, texts: list[str]) -> Iterator[Statement]:
    """Yield the number of a field; several sizes are those of the variants."""
    attribute = next(one for one in all_attributes() if one.predicate == predicate)
    values = []
    for text in texts:
        number = read_number(text)
        found = find_quantities(text)
        if number is None and len(found) == 1:
            number = found[0].value
        if number is not None and attribute.least <= number <= attribute.most:
            values.append((number, text.strip()))
    if len(values) == 1:
        yield _made(subject, predicate, None, whole(values[0][0]), values[0][1])
    elif len(values) > 1 and predicate == "parameterCount":
        for number, text in values:
            variant = page.reader.lexicon.with_tail(subject, Tail(0, size=canonical_size(text)))
            if variant.id != subject.id:
                yield _made(variant, predicate, None, whole(number), text)
                yield _made(variant, "partOf", subject, None, None)


def _made(
    subject: Entry, predicate: str, target: Entry | None, value: str | float | None, raw: str | None
) -> Statement:
    """Return a statement of a field; its place is set by the field's view."""
    return Statement(subject, predicate, target, value, raw, 0, 10**9, "property")
