"""The sentences of docs/hard-sentences.md are read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.lexicon import make_lexicon
from vaultkit.extract.reading import read_note
from vaultkit.graph.vocab import knowledge
from vaultkit.notes.parse import parse_note
from vaultkit.text import NotePath

PAGE = Path(__file__).resolve().parents[2] / "docs" / "hard-sentences.md"


def cases() -> list[tuple[str, list[str]]]:
    parts = re.split(r"^```markdown\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for part in parts:
        text, _, rest = part.partition("\n```\n")
        found.append((text, [line[2:] for line in rest.split("\n") if line.startswith("- ")]))
    return found


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(make_lexicon(knowledge()))


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_reading(gazetteer: Gazetteer, text: str, wanted: list[str]) -> None:
    reading = read_note(parse_note(NotePath("x.md"), text), gazetteer)
    labels = {one.id: one.label for one in reading.entries}
    said = []
    for claim in reading.claims:
        target = labels[claim.object] if claim.object else claim.value
        doubt = "" if claim.modality == "asserted" else f" | {claim.modality}"
        said.append(f"{labels[claim.subject]} | {claim.predicate} | {target}{doubt}")
    assert sorted(said) == sorted(wanted)


def test_quotes_are_what_the_note_says(gazetteer: Gazetteer) -> None:
    for text, _ in cases():
        for claim in read_note(parse_note(NotePath("x.md"), text), gazetteer).claims:
            assert claim.quote == text[claim.span.start : claim.span.end]


def test_reading_twice_gives_the_same() -> None:
    text = "\n\n".join(text for text, _ in cases())
    note = parse_note(NotePath("x.md"), text)
    one, two = (read_note(note, Gazetteer(make_lexicon(knowledge()))) for _ in range(2))
    assert one == two


def test_there_are_twenty() -> None:
    assert len(cases()) >= 20
