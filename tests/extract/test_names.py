"""The grammar of model names: base, version, size, variant, quantisation."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.lexicon import Entry, make_lexicon
from vaultkit.extract.mentions import Reader
from vaultkit.extract.names import SIZE, find_shaped, fold, read_tail
from vaultkit.extract.numbers import find_quantities, read_number
from vaultkit.extract.view import View
from vaultkit.graph.facts import EntityId
from vaultkit.graph.vocab import knowledge


def view(text: str) -> View:
    return View(text, tuple(range(len(text) + 1)))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Gazetteer(make_lexicon(knowledge())))


@pytest.mark.parametrize(
    ("text", "version", "size", "variants", "quant"),
    [
        (" 2 70B chat", "2", "70B", ("chat",), ""),
        ("-2-70B-chat", "2", "70B", ("chat",), ""),
        ("2", "2", "", (), ""),
        (" 8x7B Instruct", "", "8x7B", ("instruct",), ""),
        ("-1_5", "1.5", "", (), ""),
        ("-7b-GGUF", "", "7B", (), "gguf"),
        (" large models", "", "", (), ""),
        (" 3 times", "3", "", (), ""),
        (" 12 layers", "", "", (), ""),
        (" 90% of", "", "", (), ""),
    ],
)
def test_tail(text: str, version: str, size: str, variants: tuple[str, ...], quant: str) -> None:
    tail = read_tail(text, 0)
    assert (tail.version, tail.size, tail.variants, tail.quant) == (version, size, variants, quant)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Llama-2-70B-chat is here", ["Llama 2 70B Chat"]),
        ("llama2 and LLaMA-2", ["Llama 2", "Llama 2"]),
        ("Mixtral 8x7B", ["Mixtral 8x7B"]),
        ("phi-1_5 and phi-1.5", ["Phi-1.5", "Phi-1.5"]),
        ("Command-R+ is out", ["Command R+"]),
        ("Phi-4 14B and phi-4-14b", ["Phi-4", "Phi-4"]),
        ("Phi-4 3B", ["Phi-4 3B"]),
        ("the orca swims with a falcon", []),
        ("a G PT is no GPT-2", ["GPT-2"]),
        ("see https nothing t 5 here", []),
        ("Foobar-13B-chat, a new one", ["Foobar-13B-chat"]),
        ("trained on 8 A100-80GB", []),
    ],
)
def test_mentions(reader: Reader, text: str, labels: list[str]) -> None:
    found = [one.entry.label for one in reader.read(view(text)) if one.entry.is_model]
    assert found == labels


def test_a_vaults_own_name_is_found() -> None:
    own = Entry(EntityId("model/zork-9b"), "model", "Zork 9B", ("Zork 9B", "ZK9"))
    reader = Reader(Gazetteer(make_lexicon(knowledge(), [own])))
    assert [one.entry.id for one in reader.read(view("ZK9 beats it"))] == ["model/zork-9b"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("7B", [7e9]),
        ("1.4 trillion tokens", [1.4e12]),
        ("70-billion parameter", [7e10]),
        ("117million", [1.17e8]),
        ("131,072", [131072]),
        ("4,096,819,218,432", [4096819218432]),
        ("on 2024-07-23 it came", []),
        ("2x larger, 40% more", [2, 40]),
        ("two experts", [2]),
    ],
)
def test_numbers(text: str, values: list[float]) -> None:
    assert [one.value for one in find_quantities(text)] == values


def test_ratios_are_told_from_counts() -> None:
    assert [one.relative for one in find_quantities("1.7x faster with 7B")] == [True, False]


@given(st.text(max_size=200))
def test_numbers_stand_where_they_say(text: str) -> None:
    for one in find_quantities(text):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(max_size=300))
def test_reading_names_is_total(text: str) -> None:
    reader = Reader(Gazetteer(make_lexicon(knowledge()[:200])))
    found = reader.read(view(text))
    assert all(
        one.start < two.start and one.end <= two.start for one, two in itertools.pairwise(found)
    )
    assert all(text[one.start : one.end].strip() for one in found)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_shapes() -> None:
    assert [
        name for _, _, name, sure in find_shaped("OpenFoo-Bar2-13B and org/foo-7b-chat") if sure
    ] == [
        "OpenFoo-Bar2-13B",
        "foo-7b-chat",
    ]
    assert read_number("128k") == 128_000
    assert SIZE.search("8x7B")
