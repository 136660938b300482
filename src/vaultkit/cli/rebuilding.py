"""`vaultkit build` where the notes that changed say nothing new: all outputs stand as they were.

Only for a plain run that was made before with the same outputs; everything else goes its usual way.
What changed is read again with the names that were kept; the other notes are not opened.
"""

from __future__ import annotations

import marshal
import os

from vaultkit.cli import replaying
from vaultkit.vault import replay

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

BASE = "builds"
"""Kind of what is kept beside the record."""
MOST = 50
"""Where more notes changed, all are taken up."""
_SAME = (replay.HIDDEN, replay.SKIPPED, replay.BESIDE, replay.CODE)
"""Of what a look returns, what a graph depends on besides the files: no day, no commit."""


def can_rebuild(arguments: Sequence[str]) -> bool:
    """Tell whether a command line only builds, with options that this file knows."""
    return "build" in arguments and _read(arguments) is not None


def _read(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the options of a build, None where any is not known here."""
    options: dict[str, str] = {}
    left = list(arguments)
    words = []
    while left:
        one = left.pop(0)
        name, mark, value = one.partition("=")
        if name in {"--vault", "--out"}:
            if not mark and not left:
                return None
            options[name] = value if mark else left.pop(0)
        elif one in {"-q", "--quiet"}:
            options["--quiet"] = "yes"
        else:
            words.append(one)
    return options if words == ["build"] else None


def key_of(out: str, *, quiet: bool) -> list[str]:
    """Return under what a build is kept: the folder as it was given, where, and how it speaks."""
    out = os.path.normpath(out) if out else ""
    return ["build", out, os.path.realpath(os.getcwd()), "quiet" * quiet]  # noqa: PTH109 (pathlib costs too much)


def rebuilt(arguments: Sequence[str]) -> int | None:
    """Say what the build before said, where it still holds; None where it must go its usual way."""
    options = _read(arguments)
    if options is None:
        return None
    root = replaying.root_of(arguments)
    key = key_of(options.get("--out", ""), quiet="--quiet" in options)
    began = replay.now()
    record = replay.recall(root, key)
    if record is None:
        return None
    inputs = replay.look(root, *record.question)
    changed = _changed(record, inputs)
    if changed is None:
        return None
    out, err, outputs, seen = record.answer
    checked = _checked(outputs, seen, began)
    if checked is None or (changed and not _says_the_same(root, key, record, changed)):
        return None
    answer = (out, err, outputs, checked)
    made = replay.Record(record.question, inputs, answer, record.base)
    replay.remember(root, key, made, began, record)
    replaying.show(out, err)
    return 0


def _changed(record: replay.Record, inputs: replay.Inputs) -> list[str] | None:
    """Return the notes that were written since; None where anything else is not as it was."""
    now = inputs[1:]
    if any(record.rest[at - 1] != now[at - 1] for at in _SAME):
        return None
    changed, gone, names = record.difference(inputs[replay.WALK])
    fits = len(changed) <= MOST and all(path[-3:].lower() == ".md" for path in changed)
    return sorted(changed) if fits and not (gone or names) else None


def _says_the_same(
    root: str, key: Sequence[str], record: replay.Record, changed: Sequence[str]
) -> bool:
    """Tell whether the notes that changed say what they said."""
    body = replay.read(replay.place_of(root, key, BASE), record.base) if record.base else None
    if body is None:
        return False
    kept = marshal.loads(body)  # noqa: S302 (only the user can write there, and the hash is right)
    from pathlib import Path

    from vaultkit.config import read_config
    from vaultkit.errors import VaultkitError
    from vaultkit.extract.again import says_nothing_new
    from vaultkit.vault.contents import read_bytes
    from vaultkit.vault.files import SIZE_LIMIT

    try:
        config = read_config(Path(root))
        # What the user decided, and names that a note teaches, count beyond the note.
        special = {config.decisions_note, config.knowledge.names_note}
        if special & {*changed, *(path[:-3] for path in changed)}:
            return False
        data = {path: read_bytes(f"{root}/{path}") for path in changed}
        if any(len(one) > SIZE_LIMIT for one in data.values()):
            return False
        return says_nothing_new(kept, data, config.knowledge.property_map)
    except (OSError, VaultkitError):
        return False


def _checked(outputs: Mapping[str, Any], seen: int, now: int) -> int | None:
    """Return when all outputs were last seen to be as they were written; None where one is not.

    Args:
        outputs: stamp and hash of each file.
        seen: when their content was looked at last (ns).
    """
    latest = seen
    for file, (stamp, digest) in outputs.items():
        if stamp_of_output(file) != tuple(stamp):
            return None
        if max(stamp[:2]) + replay.RACY_NS < seen:
            continue  # it can not have changed under its stamp
        if hash_of(file) != digest:
            return None
        latest = now
    return latest


def stamp_of_output(file: str) -> tuple[int, int, int, int] | None:
    """Return the times, size and number of an output; None where no plain file stands there."""
    from stat import S_ISREG

    try:
        stat = os.lstat(file)
    except OSError:
        return None
    if not S_ISREG(stat.st_mode):
        return None
    return (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def hash_of(file: str) -> bytes:
    """Return the hash of a file's content; of none where it can not be read."""
    from hashlib import blake2b

    try:
        with open(file, "rb") as made:  # noqa: PTH123 (the same)
            return blake2b(made.read(), digest_size=32).digest()
    except OSError:
        return b""


def keep(
    root: str,
    key: Sequence[str],
    look: tuple[replay.Inputs, replay.Inputs, int],
    said: tuple[bytes, bytes],
    files: Sequence[str],
    base: dict[str, Any],
) -> None:
    """Keep what a build was made from, said and wrote.

    Args:
        look: what `replay.look` was asked and saw before the notes were read, and when (ns).
        said: the bytes of stdout and stderr.
        files: paths of the outputs.
        base: what `extract.again.traces` returned.
    """
    question, inputs, began = look
    outputs = {file: (stamp_of_output(file), hash_of(file)) for file in files}
    if any(stamp is None for stamp, _ in outputs.values()):
        return
    body = marshal.dumps(base)
    if replay.write(replay.place_of(root, key, BASE), body):
        answer = (*said, outputs, began)
        made = replay.Record(question, inputs, answer, replay.digest_of(body))
        replay.remember(root, key, made, began)
