"""Row 58: whatever is done to a note around and inside its panels, the user's text stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from vaultkit.notes.parse import parse_note
from vaultkit.sync.panel import PanelKind, block
from vaultkit.sync.place import keep_panels
from vaultkit.text import NotePath

if TYPE_CHECKING:
    from vaultkit.notes.note import Note

KINDS = {name: PanelKind(name, "for tests", lambda _: "") for name in ("facts", "lineage")}
PIECES = st.sampled_from(
    [
        block("facts", "- old", html=False),
        block("lineage", "- old", html=True),
        block("facts", "- old", html=False).replace("- old", "- mine"),
        "%% vaultkit:begin facts v1 sha=000000000000 %%",
        "%% vaultkit:end facts %%",
        "```",
        "%%",
        "words",
        "# Heading",
        "[[link]]",
        "- [ ] task",
        "",
        "> quote",
        "| a | b |\n| - | - |",
        "---",
        "<div>",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=9), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_text_outside_of_panels_stays(pieces: list[str], end: str, add: bool) -> None:  # noqa: FBT001
    text = "\n".join(pieces).replace("\n", end)
    note = parse_note(NotePath("n.md"), text)
    made = keep_panels(note, content, KINDS, html=False, add=["facts"] if add else [])
    after = parse_note(NotePath("n.md"), made.text)
    assert outside(note) == outside(after)
    for panel in note.panels:
        if "mine" in panel.content.of(text):
            assert panel.span.of(text) in made.text, "a panel that the user changed stays"
    if made.text != text:
        again = keep_panels(after, content, KINDS, html=False)
        assert again.text == made.text, "a second run changes nothing"


def content(kind: PanelKind) -> str:
    """Return what a panel is to hold now."""
    return f"- new text of {kind.name}"


def outside(note: Note) -> str:
    """Return the words outside of panels."""
    parts, at = [], 0
    for panel in note.panels:
        parts.append(note.text[at : panel.span.start])
        at = panel.span.end
    return " ".join("".join([*parts, note.text[at:]]).split())
