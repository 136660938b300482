"""What a user means by the two names of a rename, and what the rename is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.sync.rename import RenameRefused
from vaultkit.vault.resolve import Ambiguous, Found, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.text import Edit, NotePath
    from vaultkit.vault.vault import Vault


def resolve_old(vault: Vault, given: str) -> tuple[str, bool]:
    """Return the file or folder that a user means, and whether it is a folder.

    Raises:
        RenameRefused: there is none, or the name is not unique.
    """
    path = given.strip("/")
    if path in vault.files:
        return path, False
    if any(one.startswith(f"{path}/") for one in vault.files):
        return path, True
    reached = vault.reach("", path)
    if isinstance(reached, Ambiguous):
        raise RenameRefused(
            "the name is not unique", where=given, hint=f"one of {', '.join(reached.candidates)}"
        )
    if isinstance(reached, Found):
        return reached.path, False
    near = reached.near if isinstance(reached, Missing) else ()
    raise RenameRefused(
        "there is no such note, file or folder",
        where=given,
        hint=f"did you mean {near[0]!r}?" if near else "give its path from the vault's root",
    )


def resolve_new(vault: Vault, old: str, given: str, *, folder: bool) -> str:
    """Return the new path that a user means.

    A name without `/` stays in the old folder; `/Name` goes to the root; a path that ends in `/`
    or is a folder keeps the name; an ending that is left out stays.
    """
    name = old.rpartition("/")[2]
    into = given.endswith("/") or (
        not folder and any(one.startswith(f"{given.strip('/')}/") for one in vault.files)
    )
    path = given.strip("/")
    if into:
        path = f"{path}/{name}" if path else name
    elif "/" not in given and "/" in old:
        path = f"{old.rpartition('/')[0]}/{given}"
    ending = name[name.rfind(".") :] if "." in name and not folder else ""
    if ending and not path.lower().endswith(ending.lower()):
        path += ending
    return path


def rename_label(old: str, new: str) -> str:
    """Return what a rename is called in the log."""
    return f"rename {old} -> {new}"


def edits_by_path(edits: tuple[Edit, ...]) -> Iterator[tuple[NotePath, list[Edit]]]:
    """Yield the edits of each file, in order of path."""
    by_path: dict[NotePath, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    yield from sorted(by_path.items())
