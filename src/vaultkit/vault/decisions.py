"""What the user decided, in one Markdown note of the vault: it travels with every way of syncing.

The note has a section for each kind of decision and one list item for each, sorted. People may
edit it; what it does not understand stays as it is. Nothing of it is read as knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping

from vaultkit.text import NotePath, pattern
from vaultkit.values import field, frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.config import Config
    from vaultkit.vault.vault import Vault

ACCEPTED = "Accepted"
REJECTED = "Rejected"
UNWANTED = "Notes not wanted"
REMOVED = "Panels removed"
PLACED = "Panels placed"
MADE = "Made by vaultkit"
SECTIONS = (ACCEPTED, REJECTED, UNWANTED, REMOVED, PLACED, MADE)
_HEAD = (
    "# What was decided here\n\nvaultkit keeps this note; you may edit it. "
    "A line that you delete is a decision taken back.\n"
)
_ITEM = pattern(r"- `([^`\n]{1,200})`(?: ([^\n]{0,600}))?\r?\Z")


@frozen
class Decisions:
    """The decisions of a vault: by section, a key and a few words for people."""

    items: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, section: str) -> Mapping[str, str]:
        """Return the decisions of one kind: key to words."""
        return self.items.get(section, {})

    @property
    def accepted(self) -> frozenset[str]:
        """Return the ids of claims that the user confirmed."""
        return frozenset(self.of(ACCEPTED))

    @property
    def rejected(self) -> frozenset[str]:
        """Return the ids of claims that the user refused."""
        return frozenset(self.of(REJECTED))

    def with_items(self, section: str, added: Mapping[str, str]) -> Decisions:
        """Return the decisions with more of one kind; newer words replace older ones."""
        return Decisions({**self.items, section: {**self.of(section), **added}})

    def without(self, section: str, *keys: str) -> Decisions:
        """Return the decisions without some of one kind."""
        left = {key: words for key, words in self.of(section).items() if key not in keys}
        return Decisions({**self.items, section: left})

    def moved(self, to: Mapping[str, str]) -> Decisions:
        """Return the decisions with the paths of files that get another name."""
        items = {}
        for section, held in self.items.items():
            renamed = {}
            for key, words in held.items():
                path, colon, panel = key.rpartition(": ")
                if path in to:
                    key = f"{to[path]}{colon}{panel}"  # noqa: PLW2901 (the new key)
                renamed[to.get(key, key)] = words
            items[section] = renamed
        return Decisions(items)

    def accept(self, claims: Mapping[str, str]) -> Decisions:
        """Return the decisions with claims confirmed (and no longer refused)."""
        return self.with_items(ACCEPTED, claims).without(REJECTED, *claims)

    def reject(self, claims: Mapping[str, str]) -> Decisions:
        """Return the decisions with claims refused (and no longer confirmed)."""
        return self.with_items(REJECTED, claims).without(ACCEPTED, *claims)


def read_decisions(vault: Vault, config: Config) -> Decisions:
    """Return what the vault's note of decisions says; nothing where there is none."""
    note = vault.notes.get(NotePath(config.decisions_note))
    return parse_decisions(note.text) if note else Decisions()


def parse_decisions(text: str) -> Decisions:
    """Read the note's text: `## Section`, then items with the key in backticks."""
    items: dict[str, dict[str, str]] = {}
    section = ""
    for line in text.split("\n"):
        if line.startswith("## "):
            section = line[3:].strip()
        elif section in SECTIONS and (found := _ITEM.match(line)):
            items.setdefault(section, {})[found.group(1)] = (found.group(2) or "").strip()
    return Decisions(items)


def decisions_text(old: str | None, decisions: Decisions) -> str:
    """Return the note's text with these decisions; lines that are none of them stay.

    Args:
        old: the note as it is; None where there is none yet.
        decisions: all that holds now.
    """
    if old is None:
        return _HEAD + "".join(
            _section(name, decisions.of(name)) for name in SECTIONS if decisions.of(name)
        )
    end = "\r\n" if "\r\n" in old else "\n"
    lines = old.replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    section = ""
    written: set[str] = set()
    for number, line in enumerate([*lines, "## "]):
        last = number == len(lines)
        if line.startswith("## "):
            if section in SECTIONS and section not in written:
                written.add(section)
                kept = [*_trimmed(kept), *_items(decisions.of(section))]
                kept += [] if last else [""]
            section = line[3:].strip()
        if not last and not (section in SECTIONS and _ITEM.match(line)):
            kept.append(line)
    text = "\n".join(_trimmed(kept)) + "\n"
    text += "".join(
        _section(name, decisions.of(name))
        for name in SECTIONS
        if decisions.of(name) and name not in written
    )
    return text.replace("\n", end)


def _section(name: str, items: Mapping[str, str]) -> str:
    return "\n".join(["", f"## {name}", "", *_items(items)]) + "\n"


def _items(items: Mapping[str, str]) -> list[str]:
    return [f"- `{key}` {words}".rstrip() for key, words in sorted(items.items())]


def _trimmed(lines: list[str]) -> list[str]:
    """Return lines without the empty ones at their end, but one after a heading."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    if kept and kept[-1].startswith("## "):
        kept.append("")
    return kept
