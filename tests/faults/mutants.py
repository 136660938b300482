"""Bad writers, one at a time: a pytest plug-in that puts one in the place of the real one."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from vaultkit.vault import guards, site, swap, write
from vaultkit.vault.disk import Disk, Folder

if TYPE_CHECKING:
    from pathlib import Path

    from vaultkit.vault.journal import Step
    from vaultkit.vault.site import Site


def truncate(one: Site, step: Step, folder: Folder, name: str, after: bytes) -> None:
    """Write over the note in its place, as `open(path, "w")` does."""
    fd = os.open(name, os.O_WRONLY | os.O_TRUNC, dir_fd=folder.fd)
    half = len(after) // 2
    one.disk.write(fd, after[:half])
    one.disk.write(fd, after[half:])
    os.close(fd)
    del step


def no_verify(*_: Any) -> bool:
    """Never look at what was displaced."""
    return True


def no_fsync(one: Site, name: str, data: bytes, *_: Any) -> None:
    """Trust the cache: a new file gets its name before its bytes are safe."""
    fd = one.disk.open_new(one.tmp, name)
    one.disk.write(fd, data)
    os.close(fd)


def no_marks(self: Disk, source: int, target: int, made: os.stat_result) -> None:
    """Let a note's mode and attributes go."""
    del self, source, target, made


def follow(root: Path, path: str) -> tuple[str, ...]:
    """Take a path as it is given."""
    del root
    return tuple(path.split("/"))


def nothing(*_: Any, **__: Any) -> None:
    """Guard nothing."""


MUTANTS: dict[str, tuple[object, str, object]] = {
    "truncate": (swap, "_rewrite", truncate),
    "no-verify": (swap, "_is_as_planned", no_verify),
    "no-fsync": (site.Site, "write_temp", no_fsync),
    "no-marks": (Disk, "copy_marks", no_marks),
    "no-jail": (guards, "safe_parts", follow),
    "no-shrink-guard": (guards, "check_shrink", nothing),
    "no-lock": (write, "locked", nullcontext),
    "no-settle": (write, "settle", nothing),
}
chosen = os.environ.get("VAULTKIT_MUTANT", "")
if chosen:
    place, attribute, bad = MUTANTS[chosen]
    setattr(place, attribute, bad)
