"""What a user did wrong, with its exit code."""

from __future__ import annotations

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_MISUSE = 2
EXIT_BUG = 3
EXIT_INTERRUPTED = 130


class VaultkitError(Exception):
    """Misuse that a user can mend: what is wrong, where, and what to do next.

    Bad data in a note is never an error but a finding; anything that is not a `VaultkitError` is
    a bug of vaultkit.
    """

    exit_code = EXIT_MISUSE

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Return one line for the error and, where there is one, a line for the hint."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  hint: {self.hint}" if self.hint else head


class ConfigError(VaultkitError):
    """A setting that does not exist, or whose value does not fit."""


class VaultNotFound(VaultkitError):
    """The folder that should hold notes is not there, or is no folder."""


class UnknownName(VaultkitError):
    """A name (of an entity, rule, question, format ...) that is not known."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, hint: str = "") -> None:
        near = nearest(name, known)
        guess = f"did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
        super().__init__(f"unknown {kind} {name!r}", hint=guess or hint)
        self.near = near


class MissingExtra(VaultkitError):
    """A part of vaultkit that needs packages which are not installed."""

    def __init__(self, extra: str, why: str) -> None:
        super().__init__(
            f"{why} needs the extra '{extra}', which is not installed",
            hint=f"python -m pip install 'vaultkit[{extra}]'",
        )


class NoteChanged(VaultkitError):
    """A note changed on disk since it was read, so it was not written."""


class QueryError(VaultkitError):
    """A query that can not be read, is not allowed, or went over its limits."""


class PluginError(VaultkitError):
    """A plug-in that can not be loaded."""


def nearest(name: str, known: Iterable[str], most: int = 2) -> tuple[str, ...]:
    """Return at most `most` of the `known` names that look like `name`, best first."""
    import difflib  # only for somebody who mistyped

    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.lower(), one)
    close = difflib.get_close_matches(name.lower(), sorted(folded), n=most, cutoff=0.6)
    return tuple(folded[one] for one in close)
