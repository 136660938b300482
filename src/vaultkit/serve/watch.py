"""Watching a vault: what changed on disk, in calm moments, by content and not by time alone."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vaultkit.errors import MissingExtra, VaultNotFound
from vaultkit.vault.change import TooMany

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from threading import Event

QUIET = 1.0
"""Seconds without a change before it is looked at."""
LONGEST_WAIT = 10.0
"""Seconds after which it is looked at although somebody goes on writing."""
GONE_MOST = 0.2
GONE_FROM = 10
READ = (".md", ".canvas", ".base", ".bib")
"""Files whose content counts; of any other only that it is there."""
SETTINGS = (
    "vaultkit.toml",
    "pyproject.toml",
    ".obsidian/app.json",
    ".obsidian/daily-notes.json",
    ".obsidian/core-plugins.json",
)


@dataclass(slots=True)
class Seen:
    """What a vault held when it was last looked at."""

    root: Path
    hashes: dict[str, str] = field(default_factory=dict)

    def look(self) -> frozenset[str]:
        """Return the files whose content is new, changed or gone since the last look.

        Raises:
            VaultNotFound: the folder is gone (unmounted, moved): nothing may be concluded.
            TooMany: so many notes are gone at once that something else is wrong.
        """
        if not self.root.is_dir():
            raise VaultNotFound("the vault is gone", where=str(self.root))
        now = dict(_hashes(self.root))
        if not self.root.is_dir():
            raise VaultNotFound("the vault is gone", where=str(self.root))
        # What stands elsewhere with the same content was moved (a folder renamed), and is not gone.
        come = {now[path] for path in set(now) - set(self.hashes)}
        gone = set(self.hashes) - set(now)
        lost = {path for path in gone if self.hashes[path] not in come}
        if len(lost) > max(GONE_FROM, len(self.hashes) * GONE_MOST):
            raise TooMany(
                f"{len(lost)} of {len(self.hashes)} files are gone at once",
                where=str(self.root),
                hint="if that was meant, start vaultkit watch again",
            )
        changed = {path for path, digest in now.items() if self.hashes.get(path) != digest}
        self.hashes = now
        return frozenset(changed | gone)


def _hashes(root: Path) -> Iterator[tuple[str, str]]:
    """Yield every file that counts, with the hash of its content."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(
            name for name in names if not name.startswith(".") and name != "node_modules"
        )
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in sorted(files):
            if name.startswith("."):
                continue
            path = name if inside == "." else f"{inside}/{name}"
            if not name.lower().endswith(READ):
                yield path, ""
                continue
            try:
                with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123 (a walk)
                    yield path, hashlib.blake2b(file.read(), digest_size=16).hexdigest()
            except OSError:
                continue
    for name in SETTINGS:
        try:
            yield name, hashlib.blake2b((root / name).read_bytes(), digest_size=16).hexdigest()
        except OSError:
            continue


def changes(
    root: Path, stop: Event | None = None, waiting: Callable[[], bool] = lambda: False
) -> Iterator[frozenset[str]]:
    """Yield what changed in a vault, each time it has been calm for a moment.

    The watcher's events only wake it: what changed is told by content, so that nothing is missed
    after a burst, and a touch or vaultkit's own writes wake nobody.

    Args:
        root: the vault's folder.
        stop: ends the watch when it is set.
        waiting: tells whether something was left for later; then an empty set comes when the
            vault has been calm for two seconds, changed or not.

    Raises:
        MissingExtra: the package that watches is not installed.
        VaultNotFound: the vault is gone.
    """
    try:
        import watchfiles
    except ImportError as error:
        raise MissingExtra("watch", "vaultkit watch") from error
    seen = Seen(root)
    seen.look()
    yield frozenset()
    for events in watchfiles.watch(
        root,
        debounce=int(LONGEST_WAIT * 1000),
        step=int(QUIET * 1000),
        stop_event=stop,
        rust_timeout=2000,
        yield_on_timeout=True,
        ignore_permission_denied=True,
        raise_interrupt=True,
    ):
        if not events and root.is_dir():
            if waiting():
                yield seen.look()
            continue
        changed = seen.look()
        if changed or waiting():
            yield changed
