"""What `vaultkit list` can show: a table of records with fixed keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaultkit.errors import VaultkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from vaultkit.cli.command import Session
    from vaultkit.notes.note import Note

    Rows = Callable[[Session, Collection[str]], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One kind of record: its keys in order, and what yields it."""

    keys: tuple[str, ...]
    rows: Rows
    """From the session and the paths of the sources to show (all of them where no PATH is given);
    each record has exactly the keys."""
    help: str = ""
    """One line for `vaultkit list --help`."""
    seen: Callable[[Mapping[str, Any]], Iterable[Mapping[str, Any]]] | None = None
    """For a person's table: the rows that a record is shown as, where its values are records."""


def notes_of(session: Session, paths: Collection[str]) -> Iterator[Note]:
    """Yield the notes among the chosen paths, in order of path."""
    for path, note in session.workspace.vault.notes.items():
        if path in paths:
            yield note


def chosen_paths(session: Session, given: Sequence[str]) -> Collection[str]:
    """Return the vault's sources that the given paths name: files, or folders with all in them.

    Raises:
        VaultkitError: a path names nothing in the vault.
    """
    import os
    from pathlib import Path

    vault = session.workspace.vault
    every = dict.fromkeys(sorted({*vault.notes, *vault.others}))
    if not given:
        return every
    root = os.path.realpath(session.workspace.root)
    chosen: set[str] = set()
    for one in given:
        tries = [one.replace(os.sep, "/").removeprefix("./").rstrip("/")]
        relative = os.path.relpath(os.path.realpath(one), root).replace(os.sep, "/")
        if Path(one).exists() and not relative.startswith("../"):
            tries.insert(0, relative)
        for path in tries:
            found = [one for one in every if _names(path, one)]
            if found:
                chosen.update(found)
                break
        else:
            if any(path in vault.files for path in tries):
                continue
            raise VaultkitError(
                "names no note or folder of the vault",
                where=one,
                hint="give paths from the vault's root or from here",
            )
    return dict.fromkeys(sorted(chosen))


def _names(given: str, path: str) -> bool:
    """Tell whether a given path names this file, or a folder that it is in."""
    return given in {".", path, path.removesuffix(".md")} or path.startswith(f"{given}/")
