"""A cite key has no entry in a bibliography.

## Why
The page shows a question mark, or the bare key, and the paper is not in the graph. In a vault
without a `.bib` file there is one finding a note. Source: https://github.com/inukshuk/jekyll-scholar

## Example
```md
Trained on text {% cite touvron2023llama %}.
```
Instead:
```md
Trained on text {% cite touvron2023llama %}.
=== papers.bib
@article{touvron2023llama, title = {LLaMA}}
```

## Fix
None: the entry is not known here.
"""

from __future__ import annotations

from vaultkit.errors import nearest
from vaultkit.lint.rule import rule
from vaultkit.lint.scene import named
from vaultkit.notes.note import Note

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


@rule("CIT003", "unknown-cite-key", of=Note, severity="warning", links={"citation"})
def unknown_cite_key(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report keys without an entry; all of a note at once where the vault has no entries."""
    entries = scene.vault.entries
    missing = [one for one in note.links if one.kind == "citation" and one.target not in entries]
    if not missing:
        return
    if not entries:
        keys = list(dict.fromkeys(one.target for one in missing))
        words = f"the cite keys {named(keys)} have" if len(keys) > 1 else f"{named(keys)} has"
        yield scene.finding(
            missing[0].span,
            f"{words} no entry: the vault has no .bib file",
            cause="notes with cite keys in a vault without a .bib file",
        )
        return
    for link in missing:
        near = nearest(link.target, entries, 1)
        yield scene.finding(
            link.span,
            f"no entry `{link.target}` in any .bib file",
            hint=f"is `{near[0]}` meant?" if near else "",
            cause="cite keys without an entry",
            topic=link.target,
        )
