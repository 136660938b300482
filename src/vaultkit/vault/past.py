"""The vault as it was at a revision of git, and since when a line stands as it does."""

from __future__ import annotations

import datetime as dt

from vaultkit.errors import VaultkitError
from vaultkit.values import frozen
from vaultkit.vault.files import READ
from vaultkit.vault.git import blobs, names, run_git
from vaultkit.vault.globs import matcher
from vaultkit.vault.index import FILE_MODES
from vaultkit.vault.vault import Vault, is_hidden

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from pathlib import Path


@frozen
class Since:
    """The commit that last changed a line."""

    commit: str
    """Its whole hash; zeros where the line is not committed yet."""
    day: str
    """Of its author's clock, ISO 8601; empty where the line is not committed yet."""
    summary: str

    @property
    def is_committed(self) -> bool:
        """Tell whether the line stands in a commit."""
        return self.commit.strip("0") != ""


def commit_of(root: Path, revision: str) -> str:
    """Return the hash of the commit that a revision names.

    Raises:
        VaultkitError: there is none, or the folder lies in no repository.
    """
    if revision.startswith("-") or not revision.strip() or "\0" in revision:
        raise VaultkitError("is no revision", where=repr(revision))
    try:
        found = run_git(root, "rev-parse", "--verify", "--end-of-options", revision + "^{commit}")
    except VaultkitError as error:
        if "repository" in error.what:
            raise
        raise VaultkitError(
            "git knows no such revision", where=revision, hint="see `git log`, or use HEAD~1"
        ) from error
    return found.decode("ascii").strip()


def vault_at(root: Path, revision: str, now: Vault) -> Vault:
    """Return the vault at a revision, read with today's settings.

    Raises:
        VaultkitError: git is missing, the folder is in no repository, or the revision is unknown.
    """
    commit = commit_of(root, revision)
    excluded = matcher(now.config.exclude)
    out = now.config.build.out.strip("/")
    ids: dict[str, str] = {}
    for row in names(run_git(root, "ls-tree", "-r", "-z", commit)):
        head, _, path = row.partition("\t")
        mode, _, blob = head.split(" ")
        if mode in FILE_MODES and not excluded(path) and not path.startswith(f"{out}/"):
            ids[path] = blob
    wanted = {
        path: one
        for path, one in ids.items()
        if path.lower().endswith(READ) and not is_hidden(path)
    }
    contents = blobs(root, wanted)
    return Vault.of(
        {path: contents.get(path, b"") for path in sorted(ids)}, now.config, now.settings
    )


def since(root: Path, path: str, line: int) -> Since | None:
    """Return the commit that last changed a line (1-based), None where git can not say."""
    try:
        said = run_git(root, "blame", "-w", "--porcelain", f"-L{line},{line}", "--", path)
    except VaultkitError:
        return None
    rows = said.decode("utf-8", "replace").split("\n")
    facts = dict(row.split(" ", 1) for row in rows[1:] if " " in row and not row.startswith("\t"))
    commit = rows[0].split(" ", 1)[0]
    if commit.strip("0") == "":
        return Since(commit, "", "not committed yet")
    seconds = int(facts.get("author-time", "0"))
    zone = facts.get("author-tz", "+0000")
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    offset = dt.timedelta(minutes=-minutes if zone[0] == "-" else minutes)
    moment = dt.datetime.fromtimestamp(seconds, dt.timezone(offset))
    return Since(commit, moment.date().isoformat(), facts.get("summary", ""))
