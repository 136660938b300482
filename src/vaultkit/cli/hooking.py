"""`vaultkit lint --staged` as a hook runs it: the same run, without the cost of a command line.

Only the options that hooks are given are read here; with any other it goes its usual way.
"""

from __future__ import annotations

import os
import sys
from functools import cached_property

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from vaultkit.workspace import Workspace

_FLAGS = {"--staged": "staged", "--exit-zero": "exit_zero", "--quiet": "quiet", "-q": "quiet"}
_VALUES = {
    "--vault": (),
    "--format": ("text", "json", "github"),
    "--fail-on": ("error", "warning", "info"),
}
"""Options with a value, and the values that are known; none named: any."""


def hooked(arguments: Sequence[str]) -> int | None:
    """Judge what is staged and print the report; None where that is to go its usual way."""
    given = read(arguments)
    if given is None or (sys.stdout.isatty() and not os.environ.get("NO_COLOR")):
        return None
    from vaultkit.cli import replaying
    from vaultkit.cli.linting import run
    from vaultkit.cli.wish import Wish
    from vaultkit.errors import VaultkitError

    plain = Plain(given.get("--vault"), quiet="quiet" in given)
    level: Any = given.get("--fail-on", "error")
    session: Any = plain
    wish = Wish(
        form=given.get("--format", "text"),
        fail_on=level,
        exit_zero="exit_zero" in given,
        staged=True,
    )
    try:
        run(session, wish)
    except VaultkitError as error:
        replaying.show(b"", f"vaultkit: {error}\n".encode("utf-8", "backslashreplace"))
        return error.exit_code
    except Exception:  # noqa: BLE001 (nothing is printed yet: the usual way reports it)
        return None
    out = "".join(plain.said).encode("utf-8", "surrogatepass")
    err = "".join(plain.notes).encode("utf-8", "surrogatepass")
    replaying.show(out, err)
    return plain.exit_code


def read(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the options of a hook's command line; None where it has others."""
    given: dict[str, str] = {}
    words = list(arguments)
    if words.count("lint") != 1 or "PRE_COMMIT_FROM_REF" in os.environ:
        return None
    while words:
        name, sign, value = words.pop(0).partition("=")
        if name == "lint" and not sign:
            continue
        if name in _FLAGS and not sign:
            given[_FLAGS[name]] = name
        elif name in _VALUES and (sign or words):
            given[name] = value if sign else words.pop(0)
            if _VALUES[name] and given[name] not in _VALUES[name]:
                return None
        else:
            return None
    return given if "staged" in given else None


class Plain:
    """What a run of lint asks of a `Session`, without colours and without click."""

    def __init__(self, vault: str | None, *, quiet: bool) -> None:
        self.exit_code = 0
        self.verbose = 0
        self.color = False
        self.said: list[str] = []
        self.notes: list[str] = []
        self._vault = vault
        self._quiet = quiet

    @cached_property
    def workspace(self) -> Workspace:
        """Open the vault (settings are read, notes not yet)."""
        from vaultkit.workspace import open_workspace

        return open_workspace(self._vault)

    def style(self, text: str, **style: Any) -> str:
        """Return the text as it is."""
        del style
        return text

    def say(self, text: str) -> None:
        """Keep a result."""
        self.said.append(text)

    def note(self, text: str) -> None:
        """Keep what is no result, unless nobody wants to hear it."""
        if not self._quiet:
            self.notes.append(f"{text}\n")
