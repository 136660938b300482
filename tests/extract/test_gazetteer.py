"""Names are found in bytes as they are found in any text, and only where the text has them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.lexicon import make_lexicon
from vaultkit.graph.vocab import knowledge

GAZETTEER = Gazetteer(make_lexicon(knowledge()))
FORMS = sorted({form for those in GAZETTEER.lexicon.forms.values() for _, form in those})
BETWEEN = st.sampled_from(
    [
        *("", " ", "-", "_", "\n", "-\n", " \n", "s", "s ", "3", "x", "'", ". ", "\x00"),
        *("\u00e9", "\u2026", "\u00b2", "\u2011", "\u00a0", "\u00ad", "\u4e16", "\U0001f4c5"),
        *("\ufb01", "\u0130", "\ufffc"),
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw names as listed and as misused, with all kinds of characters in and around them."""
    out = []
    for form in draw(st.lists(st.sampled_from(FORMS), max_size=4)):
        cut = draw(st.integers(0, len(form)))
        written = form[:cut] + draw(BETWEEN) + form[cut:]
        out += [draw(st.sampled_from([written, written.lower(), written.upper()])), draw(BETWEEN)]
    return draw(BETWEEN) + "".join(out) + draw(st.text(max_size=8))


@given(texts())
@settings(max_examples=400, deadline=None)
def test_bytes_hold_the_names_that_the_text_holds(text: str) -> None:
    assert GAZETTEER._find(text) == GAZETTEER._find_anywhere(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GPT 4", ["GPT 4"]),
        ("gpt-4 and Mixtrals", ["gpt-4", "Mixtral"]),
        ("an egpt-4", []),
        ("\u4f7f\u7528GPT-4\u6a21\u578b", ["GPT-4"]),
        ("\u00e9GPT-4", []),
        ("the GPT\u20114", ["GPT\u20114"]),
        ("\U0001f4c5 Mixtral", ["Mixtral"]),
        ("", []),
        ("- _\n", []),
    ],
)
def test_a_name_stands_between_edges_of_words(text: str, found: list[str]) -> None:
    longest: list[str] = []
    last = 0
    for hit in GAZETTEER.find(text):
        if hit.start >= last:
            longest.append(text[hit.start : hit.end])
            last = hit.end
    assert longest == found
