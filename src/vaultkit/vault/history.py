"""What git and the disk know of notes: when a line was written, and names that are gone."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from vaultkit.errors import VaultkitError
from vaultkit.vault.git import is_repository, names, run_git
from vaultkit.vault.globs import matcher

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_FILES = 50_000
"""So many files that the settings leave out are known by name."""
MOST_COMMITS = 5000
"""So far back names of notes are looked for."""
NOT_COMMITTED = "0" * 40


class History:
    """Asks git and the disk, each thing once, and only when a rule wants to know."""

    def __init__(
        self, root: str | os.PathLike[str], key: Callable[[str], str], exclude: tuple[str, ...] = ()
    ) -> None:
        self._root = os.fspath(root)
        self._exclude = exclude
        self._key = key
        self._in_git: bool | None = None
        self._lines: dict[str, dict[int, date]] = {}
        self._gone: dict[str, str] | None = None

    def written(self, path: str, line: int) -> date | None:
        """Return the day a line was committed; None where it is not, or git knows none."""
        if path not in self._lines:
            self._lines[path] = self._blame(path) if self._has_git() else {}
        return self._lines[path].get(line)

    def modified(self, path: str) -> date | None:
        """Return the day of the file's time."""
        try:
            stamp = os.stat(f"{self._root}/{path}").st_mtime  # noqa: PTH116 (follows as the reader does)
        except (OSError, ValueError):
            return None
        return datetime.fromtimestamp(stamp, UTC).date()

    def gone(self) -> Mapping[str, str]:
        """Return names of notes that git once had, by key, each with its last path."""
        if self._gone is None:
            self._gone = self._lost_names() if self._has_git() else {}
        return self._gone

    def left_out(self) -> tuple[str, ...]:
        """Return the visible files that the globs of the settings leave out, sorted."""
        if not self._exclude:
            return ()
        excluded = matcher(self._exclude)
        base = self._root
        found: list[str] = []
        for folder, folders, files in os.walk(base):
            folders[:] = [one for one in folders if not one.startswith(".")]
            inner = os.path.relpath(folder, base).replace(os.sep, "/")
            prefix = "" if inner == "." else f"{inner}/"
            found += [prefix + one for one in files if excluded(prefix + one)]
            if len(found) > MOST_FILES:
                break
        return tuple(sorted(found))

    def _has_git(self) -> bool:
        if self._in_git is None:
            self._in_git = is_repository(self._root)
        return self._in_git

    def _blame(self, path: str) -> dict[int, date]:
        """Return the day of every committed line of a note."""
        try:
            output = run_git(self._root, "blame", "--porcelain", "--", path)
        except VaultkitError:
            return {}
        days: dict[str, date] = {}
        lines: dict[int, date] = {}
        commit, number = "", 0
        pending: list[tuple[int, str]] = []
        for row in output.decode("utf-8", "replace").split("\n"):
            words = row.split(" ", 3)
            if row.startswith("\t"):
                pending.append((number, commit))
            elif row.startswith("author-time "):
                days[commit] = datetime.fromtimestamp(int(words[1]), UTC).date()
            elif len(words) > 2 and len(words[0]) >= len(NOT_COMMITTED) and words[2].isdigit():  # noqa: PLR2004
                commit, number = words[0], int(words[2])
        for number, commit in pending:
            if commit in days and not commit.startswith(NOT_COMMITTED):
                lines[number] = days[commit]
        return lines

    def _lost_names(self) -> dict[str, str]:
        """Read deletions and renames of notes, the newest first."""
        try:
            output = run_git(
                self._root, "log", f"--max-count={MOST_COMMITS}", "--diff-filter=DR", "-M", "-l200",
                "--name-status", "-z", "--format=", "--relative", "--", "*.md",
            )  # fmt: skip
        except VaultkitError:
            return {}
        gone: dict[str, str] = {}
        now: dict[str, str] = {}
        words = iter(names(output))
        for word in words:
            status = word.strip()
            if status.startswith("R"):
                old, new = next(words, ""), next(words, "")
                last = now.get(new, new)
                now.setdefault(old, last)
                gone.setdefault(self._key(old), last)
            elif status == "D":
                old = next(words, "")
                gone.setdefault(self._key(old), "")
        return gone
