"""Two notes have the same name, and links to it that give no path.

## Why
A short link reaches one of the two by their place only. When a second note of a name comes,
Obsidian rewrites the links to the first; another program does not, and they may change their
target (B90). Source: https://help.obsidian.md/links

## Example
```md
See [[Llama]].
=== animals/Llama.md
Animal.
=== models/Llama.md
Model.
```
Instead:
```md
See [[models/Llama]].
=== animals/Llama.md
Animal.
=== models/Llama.md
Model.
```

## Fix
None: write the path, or rename one with `vaultkit rename`.
"""

from __future__ import annotations

from vaultkit.lint.close import last
from vaultkit.lint.rule import Gather, rule
from vaultkit.lint.scene import named
from vaultkit.notes import rows
from vaultkit.text import Span
from vaultkit.vault.vault import Vault

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene
    from vaultkit.notes.note import Link


def _rows(part: object, links: Sequence[Link]) -> list[str]:
    """Return the names that links of a file give without a path, in lower case."""
    del part
    return sorted(
        {
            row[rows.TARGET].removesuffix(".md").lower()
            for row in rows.of_links(links)
            if row[rows.KIND] in {"wikilink", "property", "markdown"}
            and "/" not in row[rows.TARGET]
        }
    )


def _doubled(vault: Vault) -> dict[str, list[str]]:
    """Return the notes of each name that more than one has."""
    whole = "\n".join(vault.notes).lower().split("\n")
    if len({one[one.rfind("/") + 1 :] for one in whole}) == len(vault.notes):
        return {}
    by_name: dict[str, list[str]] = {}
    for where in vault.notes:
        by_name.setdefault(last(where).lower(), []).append(str(where))
    return {name: paths for name, paths in by_name.items() if len(paths) > 1}


SHORT = Gather("short", _rows, others=True, asked=lambda vault: bool(_doubled(vault)))


@rule("LNK014", "duplicate-name", of=Vault, severity="info", gathers=(SHORT,))
def duplicate_name(vault: Vault, scene: Scene) -> Iterator[Finding]:
    """Report the second and later notes of a name that some link gives without a path."""
    doubled = _doubled(vault)
    if not doubled:
        return
    short = {name for names in scene.gathered(SHORT).values() for name in names}
    for name, paths in doubled.items():
        if name in short:
            for path in paths[1:]:
                yield scene.finding(
                    Span(0, 0),
                    f"has the name of {named([one for one in paths if one != path])}",
                    cause="notes with the name of another, linked without a path",
                    topic=last(path),
                    path=path,
                )
