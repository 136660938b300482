"""The note of decisions: read back as written, sorted, and open to the user's hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.vault.decisions import (
    ACCEPTED,
    REJECTED,
    SECTIONS,
    UNWANTED,
    Decisions,
    decisions_text,
    parse_decisions,
)

KEYS = st.text("abc/0- .", min_size=1, max_size=9).filter(lambda key: key.strip() == key)
ITEMS = st.dictionaries(KEYS, st.text("xyz 13B", max_size=9).map(str.strip), max_size=4)
ALL = st.dictionaries(st.sampled_from(SECTIONS), ITEMS).map(Decisions)


def held(decisions: Decisions) -> dict[str, dict[str, str]]:
    return {name: dict(decisions.of(name)) for name in SECTIONS if decisions.of(name)}


@given(ALL, ALL)
def test_what_is_written_is_read_back(one: Decisions, two: Decisions) -> None:
    text = decisions_text(None, one)
    assert held(parse_decisions(text)) == held(one)
    assert decisions_text(text, one) == text, "writing the same again changes nothing"
    again = decisions_text(text, two)
    assert held(parse_decisions(again)) == held(two)
    assert decisions_text(again, two) == again


def test_the_users_own_words_stay() -> None:
    old = "---\r\na: 1\r\n---\r\nMine.\r\n\r\n## Rejected\r\n\r\nWhy: see below.\r\n- `b` x\r\n\r\n## Other\r\n- `c` not a decision\r\n"
    made = decisions_text(
        old, Decisions({REJECTED: {"a": "y", "b": "x"}, UNWANTED: {"model/o": ""}})
    )
    assert made == (
        "---\r\na: 1\r\n---\r\nMine.\r\n\r\n## Rejected\r\n\r\nWhy: see below.\r\n- `a` y\r\n- `b` x\r\n"
        "\r\n## Other\r\n- `c` not a decision\r\n\r\n## Notes not wanted\r\n\r\n- `model/o`\r\n"
    )


def test_a_claim_is_accepted_or_rejected_never_both() -> None:
    one = Decisions().accept({"a": "words"}).reject({"a": "words"})
    assert not one.accepted
    assert one.rejected == {"a"}
    assert dict(one.accept({"a": ""}).of(ACCEPTED)) == {"a": ""}
