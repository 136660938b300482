"""A link names a block that its note does not have.

## Why
Obsidian opens the note at its top, and an embed of a block that is gone shows an error.
Block ids are compared without case (B34-B39). Source: https://help.obsidian.md/links

## Example
```md
As said in [[Llama#^data]].
=== Llama.md
1.4T tokens. ^dat
```
Instead:
```md
As said in [[Llama#^data]].
=== Llama.md
1.4T tokens. ^data
```

## Fix
None: which block was meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.rule import rule
from vaultkit.lint.scene import named
from vaultkit.notes.note import Link, Note
from vaultkit.text import NotePath
from vaultkit.vault.resolve import Missing

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("LNK005", "missing-block", of=Link, severity="error", when={"missing-block"})
def missing_block(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link to a block id that is not there."""
    reached = scene.reached
    assert isinstance(reached, Missing)
    path = reached.path or scene.path
    note = scene.vault.notes.get(NotePath(path))
    ids = scene.once(f"ids {path}", lambda: _ids(note))
    yield scene.finding(
        link.span,
        f"no block `{link.subpath}` in `{path}`",
        hint=f"its blocks: {named(ids)}" if ids else "that note has no block ids",
        cause="links to blocks that are not there",
        topic=f"{path}{link.subpath}",
    )


def _ids(note: Note | None) -> list[str]:
    """Return the block ids of a note, sorted."""
    return sorted({f"^{one.id}" for one in note.blocks if one.id}) if note else []
