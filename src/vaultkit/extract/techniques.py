"""Techniques that stand in what is said of a model, without a verb that ties them to it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from vaultkit.extract.arguments import Frame, find_subjects
from vaultkit.extract.headers import predicate_of
from vaultkit.extract.modality import modality_of
from vaultkit.extract.rows import behind_colon, in_brackets, of_stage
from vaultkit.extract.sentence import stem
from vaultkit.extract.statement import Statement
from vaultkit.extract.words import COMPARING, FILLERS, NEGATIONS, PREPOSITIONS, VERBS
from vaultkit.text import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from vaultkit.extract.sentence import Sentence
    from vaultkit.extract.units import Unit

_GENERAL = pattern(
    r"\b(?:most|many|some|other|existing|traditional|popular|several|typical|conventional|various|all|these|such|current(?:ly)?|modern|"
    r"recent|previous|prior|common)\s(?:\w+\s){0,3}(?:models|approaches|methods|LLMs|architectures|works|language models|techniques|transformers)\b"
    r"|\b(?:is|are) (?:a|an|the) (?:\w+\s){0,3}(?:technique|method|approach|way|process|paradigm|strategy|concept|idea)\b"
    r"|\b(?:alternative to|another (?:approach|way|method)|motivation|limitation|drawback|disadvantage|in general|generally speaking"
    r"|for example,? given|this is in contrast|as opposed|would be better|could be used|can be used|might|would be|could also|there could"
    r"|interesting to|ablations?(?!-)|inspired us|demonstrates? that|explores?|the findings of|future work|related work|note that|unlike|different from|if we want|for comparison|as a benchmark)\b",
    re.IGNORECASE,
)
"""Sentences that speak of techniques at large."""
_PLAIN = frozenset({"MODEL"})
_BACK = 5
_PURPOSE = frozenset(
    {
        "minimiz",
        "minimis",
        "reduc",
        "avoid",
        "improv",
        "surpass",
        "over",
        "against",
        "sam",
        "same",
        "better",
    }
)


_CAPTION = pattern(r"(?:Fig|Figure|Table|Image|Illustration)s?\b", re.IGNORECASE)


def is_general(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of the field at large, not of one model."""
    return _GENERAL.search(sentence.text) is not None


def read_techniques(
    sentence: Sentence, frame: Frame, known: Collection[tuple[str, str]], unit: Unit
) -> Iterator[Statement]:
    """Yield techniques that an item or a terse line lists for the model of its section.

    In a full sentence presence is never enough. A line counts where the technique is its label or
    all that it says; an item that is only a link with a gloss does not.
    """
    named = [index for index, token in enumerate(sentence.tokens) if token.type == "TECH"]
    recipe = bool(_recipe(sentence, named))
    if not named or (is_general(sentence) and not recipe) or _CAPTION.match(sentence.text):
        return
    if _OUTLINE.match(sentence.text) or _EASTERN.search(sentence.text):
        return
    if sum(token.type == "MODEL" for token in sentence.tokens) > _MANY or _only_link(
        sentence, unit
    ):
        return
    if len(sentence.tokens) > _LONG and unit.kind != "item":
        return
    listed = _listed(sentence, named, unit)
    if unit.kind == "item" and unit.own_heading and not _is_ruled(sentence):
        listed = sorted({*listed, *_openers(sentence, named)})
    row = behind_colon(sentence, named)
    row += in_brackets(sentence, named) if frame.own else []
    row += of_stage(sentence, named, unit.path[-1:]) if frame.own else []
    listed = sorted({*listed, *row})
    for index in listed:
        token = sentence.tokens[index]
        apart = _is_denied(sentence, index) if recipe else _set_apart(sentence, index)
        if token.found is None or token.found.entry.general or (apart and index not in row):
            continue
        subjects = find_subjects(sentence, index, _PLAIN, frame, loose=True)
        if len(subjects.entries) > _MANY or (
            not subjects.explicit and not frame.sure(subjects.entries)
        ):
            continue
        for subject in subjects.entries:
            if (subject.id, token.found.entry.id) in known:
                continue
            if _STEP.search(sentence.text) and subject.id != _last(sentence, index):
                continue  # `Foo -> Bar: SFT`: what is made of the first
            yield Statement(
                subject,
                "usesTechnique",
                token.found.entry,
                None,
                None,
                sentence.start,
                sentence.end,
                "technique-in-list" if unit.kind == "item" else "technique-line",
                modality_of(sentence, index, index + 1),
                subjects.explicit,
                token.start,
            )


_EASTERN = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Prose in Chinese, Japanese or Korean: its verbs are read by rules of their own."""
_OUTLINE = pattern(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s")
"""A numbered heading of an outline, not a statement."""
_MANY = 2
_LONG = 60
_TERSE = 12


_STEP = pattern(r"->|=>|\u2192")


def _last(sentence: Sentence, index: int) -> str:
    """Return the id of the last model before a place."""
    models = [
        one.found.entry.id for one in sentence.tokens[:index] if one.type == "MODEL" and one.found
    ]
    return models[-1] if models else ""


def _listed(sentence: Sentence, named: list[int], unit: Unit) -> list[int]:
    """Return the techniques that a line lists: its label, all that it says, or a row of them."""
    tokens = sentence.tokens
    called = _recipe(sentence, named)
    if called:
        return called
    fields = _fields(sentence, named)
    if fields:
        return fields
    first = named[0]
    head = tokens[:first]
    colon = max((n for n, token in enumerate(head) if token.norm == ":"), default=-1)
    lead = head[colon + 1 :]
    if any(token.type not in {"", "NUM", "CITE"} for token in lead):
        return []
    if sum(token.norm.isalnum() and token.norm not in FILLERS for token in lead) > 1:
        return []
    if any(token.stem in VERBS or token.norm in PREPOSITIONS for token in lead):
        return []
    if colon >= 0 and not _is_label(sentence, colon):
        return []
    after = first + 1
    while after < len(tokens) and sentence.depth[after] > sentence.depth[first]:
        after += 1
    behind = tokens[after].norm if after < len(tokens) else ""
    label = behind in {":", "-", "\u2014"} or after >= len(tokens) or behind in {".", ","}
    ruled = any(
        token.stem in VERBS and not token.norm.endswith(("ing", "ed"))
        for token in tokens[first + 1 :]
        if not token.type
    )
    words = sum(token.norm.isalnum() for token in tokens)
    terse = not ruled and words <= _TERSE
    own = unit.kind == "item" and sentence.start == 0 and unit.own_heading
    if not (terse or label or own):
        return []
    row = [first]
    if terse:
        for index in named[1:]:
            gap = tokens[row[-1] + 1 : index]
            if all(
                token.type in {"CITE", "TECH"}
                or token.norm in _ROW
                or token.norm in FILLERS
                or not token.norm.isalnum()
                for token in gap
            ):
                row.append(index)
    return row


def _is_ruled(sentence: Sentence) -> bool:
    """Tell whether a line has a verb of its own, so that it is a sentence."""
    return any(
        token.stem in VERBS
        and not token.type
        and not token.norm.endswith(("ing", "ed"))
        and token.norm not in FILLERS
        for token in sentence.tokens
    )


def _openers(sentence: Sentence, named: list[int]) -> list[int]:
    """Return the techniques that open a part of a row: `more data; Foo for the large ones`."""
    tokens = sentence.tokens
    found = []
    figures = any(token.type == "NUM" for token in tokens)
    for index in named:
        before = tokens[index - 1].norm if index else ";"
        after = tokens[index + 1].norm if index + 1 < len(tokens) else "."
        if sentence.depth[index] or before not in ({";", ",", "."} if figures else {";"}):
            continue
        if after in {
            "for",
            ";",
            ",",
            ".",
            "(",
            "+",
            "and",
            "throughout",
            "everywhere",
            "shared",
            "with",
        }:
            found.append(index)
    return found


def _is_label(sentence: Sentence, colon: int) -> bool:
    """Tell whether the words before a colon call for techniques, or name the model."""
    head = sentence.tokens[:colon]
    words = [token.norm for token in head if token.norm.isalnum() and not token.type]
    if any(token.type == "MODEL" for token in head):
        return len(words) <= _LABEL
    if predicate_of("".join(words)) == "usesTechnique":
        return True
    return 0 < len(words) <= _LABEL and any(stem(word) in _CALLS for word in words)


_CALLS = frozenset(
    stem(word)
    for word in (
        "architecture attention tokenizer tokenization training pretraining posttraining finetuning alignment optimizer "
        "objective normalization activation positional position encoding embedding technique method moe features key "
        "inference decoding quantization layers innovation design loss compression post pre "
        "new novelty novelties change changes improvement improvements addition additions ingredients recipe"
    ).split()
)
"""Words of labels behind which techniques are listed."""
_ROW = frozenset(
    "and with using via plus or on top of by followed then optimizer scheduler".split()
)
_LABEL = 5


def _fields(sentence: Sentence, named: list[int]) -> list[int]:
    """Return the techniques that are whole fields of a row of facts: `Foo, 7B, GQA, 32k context`."""
    tokens = sentence.tokens
    cuts = [
        -1,
        *(n for n, token in enumerate(tokens) if token.norm in {",", ";", "|", "."}),
        len(tokens),
    ]
    parts = [tokens[a + 1 : b] for a, b in itertools.pairwise(cuts)]
    facts = [part for part in parts if 0 < len(part) <= _LABEL and any(t.type for t in part)]
    if len(facts) < _LABEL - 2 or _is_index(sentence):
        return []
    found = []
    for index in named:
        part = next(
            part for part, a, b in zip(parts, cuts, cuts[1:], strict=False) if a < index < b
        )
        if all(
            token.type == "TECH" or token.norm in FILLERS or not token.norm.isalnum()
            for token in part
        ):
            found.append(index)
    return found


def _is_index(sentence: Sentence) -> bool:
    """Tell whether a row only points to other pages: `Related: Foo, Bar`; it has no figure."""
    head = next((n for n, token in enumerate(sentence.tokens) if token.norm == ":"), -1)
    label = sentence.tokens[: max(head, 0)]
    named = any(token.type for token in label)
    return head > 0 and not named and not any(token.quantity for token in sentence.tokens)


def _recipe(sentence: Sentence, named: list[int]) -> list[int]:
    """Return all that a training is said to consist of: `Post-training includes A, then B on C`."""
    match = _CONSISTS.match(sentence.text)
    if match is None:
        return []
    place = sentence.start + match.end()
    contrast = _CONTRAST.search(sentence.text, match.end())
    end = sentence.start + contrast.start() if contrast else sentence.end
    return [index for index in named if place <= sentence.tokens[index].start < end]


_CONTRAST = pattern(
    r"\b(?:as\sopposed|rather\sthan|instead|unlike|without|whereas|while|compared|than|but|like\sin|as\sin)\b"
)


_CONSISTS = pattern(
    r"[\s>*_+-]*(?:(?:The|Its|Their|This|Our)\s)?(?:\w+[\s-]){0,2}?(?:post-?training|pre-?training|training|alignment|fine-?tuning|pipeline|recipe|procedure)\b"
    r"(?:\s(?:pipeline|recipe|procedure|process|stage|phase|then))?\s(?:then\s)?(?:consist(?:s|ed)\sof|includ(?:es|ed)|involv(?:es|ed)|compris(?:es|ed)|combin(?:es|ed)|proceed(?:s|ed)\s(?:from|through|with)"
    r"|(?:is|was|are|were)\s(?:\w+\s){0,5}(?:based|built)\son|uses|used|relies\son|relied\son|applies|applied|is\sdone\s(?:with|via|by)|was\sdone\s(?:with|via|by))\b"
    r"|[\s>*_+-]*(?:post-?\s?training|alignment|fine-?tuning|recipe)\s?=\s",
    re.IGNORECASE,
)


def _only_link(sentence: Sentence, unit: Unit) -> bool:
    """Tell whether an item is a link to a note with at most a gloss: a list of related notes."""
    if unit.kind != "item" or sentence.start > 0:
        return False
    text = unit.view.text
    for link in unit.view.links:
        if link.link.kind == "wikilink" and not text[: link.start].strip(" -*[]x"):
            rest = text[link.end :].lstrip(" s")
            return not rest or rest[0] in "-\u2014:(|,"
    return False


def _is_denied(sentence: Sentence, index: int) -> bool:
    """Tell whether the words right before a technique deny it."""
    return any(token.stem in NEGATIONS for token in sentence.tokens[max(0, index - 2) : index])


def _set_apart(sentence: Sentence, index: int) -> bool:
    """Tell whether a name is denied, compared with, replaced, or only a likeness."""
    tokens = sentence.tokens
    listing = True
    for back in range(index - 1, max(-1, index - 1 - _BACK * 2), -1):
        token = tokens[back]
        if token.norm in {".", ";", ":", "?", "!", "(", ")", "\u2014", "but"}:
            break
        if token.type == "TECH" or token.norm in {",", "and", "or"}:
            continue
        if index - back > _BACK and not listing:
            break
        if token.stem in _PURPOSE and index - back <= 3:
            return True
        if token.stem in NEGATIONS or token.stem in COMPARING or token.norm.endswith("n't"):
            return True
        if token.norm in {
            "replace",
            "replaces",
            "replacing",
            "removing",
            "removed",
            "without",
            "vs",
            "than",
        }:
            return True
        listing = listing and token.type != ""
    after = [token.norm for token in tokens[index + 1 : index + 4]]
    before = tokens[index - 1] if index else None
    if before is not None and (before.type in {"NUM", "LIKE"} or before.norm == "for"):
        return True
    if after and after[0] in {
        "models",
        "methods",
        "approaches",
        "suite",
        "family",
        "systems",
        "works",
        "baselines",
    }:
        return True
    return bool(after) and (
        after[0] in {"like", "style"}
        or after[:2] in (["was", "replaced"], ["is", "replaced"], ["instead", "of"])
        or "not" in after[:2]
    )
