"""What may be done to a vault's files, and what became of it: values of the writer."""

from __future__ import annotations

import hashlib

from vaultkit.errors import VaultkitError
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Literal

    State = Literal["done", "unchanged", "changed", "refused", "failed", "undone"]


@frozen
class Rewrite:
    """A file whose bytes are `before` gets the bytes `after`."""

    path: str
    before: bytes
    after: bytes
    may_shrink: bool = False
    """The shrink guard knows that this change is meant to lose lines."""


@frozen
class Create:
    """A file that must not exist yet."""

    path: str
    after: bytes


@frozen
class Move:
    """A file or folder goes from `path` to `to`, where nothing may stand."""

    path: str
    to: str


@frozen
class Remove:
    """A file that vaultkit made, and that nobody changed since, goes: only to undo a `Create`."""

    path: str
    before: bytes


@frozen
class RemoveFolder:
    """A folder that vaultkit made goes where it is empty: only to undo a `Create`."""

    path: str


Change = Rewrite | Create | Move | Remove | RemoveFolder


@frozen
class Outcome:
    """What became of one change."""

    path: str
    state: State
    """`done`; `unchanged` (nothing to do); `changed` (edited since it was read: left alone);
    `refused` (a guard); `failed` (the system said no); `undone` (the whole run was taken back)."""
    reason: str = ""


@frozen
class Report:
    """What a run did, change by change."""

    run: str = ""
    """Its number in the journal; empty where nothing was to be written."""
    outcomes: tuple[Outcome, ...] = ()
    weak: bool = False
    """The system has no exchange call, so the weaker way was used: an edit made in the instant
    of a write may be displaced, and is then kept in the journal."""
    kept: tuple[str, ...] = ()
    """Paths whose displaced content was neither vaultkit's nor what it had read: it is kept in
    the journal."""

    @property
    def written(self) -> tuple[str, ...]:
        """Return the paths that were changed."""
        return tuple(one.path for one in self.outcomes if one.state == "done")

    @property
    def left(self) -> tuple[Outcome, ...]:
        """Return what was asked for and not done, with its reasons."""
        return tuple(one for one in self.outcomes if one.state not in {"done", "unchanged"})


class Refused(VaultkitError):
    """A guard of the writer says no: the file stays as it is."""


class VaultBusy(VaultkitError):
    """Another writer is at work in the vault (vaultkit, or git in a merge)."""


class WriteFailed(VaultkitError):
    """The system refuses to write; what was under way is settled by the next run."""


class TooMany(VaultkitError):
    """The brake: a run would change more notes than is usual."""


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def brake(changed: int, total: int, allowed: int | None) -> None:
    """Stop a run that would change more than 10 notes and 20 % of the vault.

    Args:
        changed: how many notes the run would change.
        total: how many notes the vault has.
        allowed: what the user allows (`--max-changes`, or all with `--yes`); None is the default.

    Raises:
        TooMany: it is more than that.
    """
    most = max(10, total // 5) if allowed is None else allowed
    if changed > most:
        raise TooMany(
            f"{changed} of {total} notes would change, more than {most}",
            hint="look at it with --dry-run, then allow it with --yes or --max-changes N",
        )
