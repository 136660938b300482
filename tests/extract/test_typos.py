"""Misspelt names beside a size or version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.lexicon import make_lexicon
from vaultkit.extract.mentions import Reader
from vaultkit.extract.typos import is_slip
from vaultkit.extract.view import View
from vaultkit.graph.vocab import knowledge


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Gazetteer(make_lexicon(knowledge())))


def labels(reader: Reader, text: str) -> list[str]:
    view = View(text, tuple(range(len(text) + 1)))
    return [one.entry.label for one in reader.read(view) if one.entry.is_model]


@pytest.mark.parametrize(
    "text",
    [
        "Mistrall is a wind",
        "the falcons 2 of them",
        "Falcons 40 years ago",
        "The claudes 3 and 4",
        "We saw Minstral 7B",  # Mistral or Ministral
        "chapter 3 of the fallcon 2",
        "Geminis 2 fish",
        "Section 12 and figure 3",
        "Version 2 and Release 7",
    ],
)
def test_words_that_are_no_names(reader: Reader, text: str) -> None:
    assert not {"Mistral 7B", "Falcon 2", "Gemini 2", "Claude 3"} & set(labels(reader, text))


@pytest.mark.parametrize("text", ["Llamba-8B is new", "Ollama 2", "Mixtral 8x7B", "Vicuna 13B"])
def test_a_name_of_its_own_stays(reader: Reader, text: str) -> None:
    assert "Llama 8B" not in labels(reader, text)
    assert "Llama 2" not in labels(reader, text)
    assert "Mistral 8x7B" not in labels(reader, text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Mistrall 7B is small", "Mistral 7B"),
        ("Mistarl 7B is small", "Mistral 7B"),
        ("Llamma-2-13b was used", "Llama 2 13B"),
        ("we took Mixtrall 8x7B", "Mixtral 8x7B"),
        ("Faclon 40B and others", "Falcon 40B"),
        ("vicunna-13b is a chat model", "Vicuna-13B"),
        ("Cluade 3 Opus writes", "Claude 3 Opus"),
        ("Gemnini 1.5 Pro", "Gemini 1.5 Pro"),
    ],
)
def test_one_slip_is_forgiven(reader: Reader, text: str, label: str) -> None:
    assert labels(reader, text) in ([label], [label.replace("-13B", " 13B")])


@given(st.text("abcdemistrl", min_size=6, max_size=10), st.integers(0, 9))
def test_every_letter_twice_is_a_slip(name: str, at: int) -> None:
    at = at % len(name)
    word = name[: at + 1] + name[at:]
    assert is_slip(word, name) or word == name + "s"
    assert not is_slip(name, name)
