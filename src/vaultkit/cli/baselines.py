"""The baseline of lint on disk: found by itself, written when asked, and shrinking."""

from __future__ import annotations

from pathlib import Path

from vaultkit.errors import VaultkitError

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.cli.command import Session
    from vaultkit.cli.wish import Task, Wish
    from vaultkit.lint.baseline import Baseline
    from vaultkit.lint.finding import Finding


def read_baseline(session: Session, wish: Wish) -> tuple[Baseline | None, Path]:
    """Return the baseline and its file: the one given, else the vault's own where there is one.

    Raises:
        VaultkitError: the one given is not there, or the file is no baseline.
    """
    space = session.workspace
    file = space.root / space.config.lint.baseline
    if not file.resolve().is_relative_to(space.root.resolve()):
        raise VaultkitError("leads out of the vault", where="lint.baseline")
    if wish.baseline:
        file = Path(wish.baseline)
    if wish.write_baseline or not file.is_file():
        if wish.baseline and not wish.write_baseline:
            raise VaultkitError("there is no such baseline", where=wish.baseline)
        return None, file
    from vaultkit.lint.baseline import Baseline

    return Baseline.read(file.read_text(encoding="utf-8"), file.name), file


def write_baseline(session: Session, file: Path, found: Sequence[Finding]) -> None:
    """Write all findings into the baseline."""
    from vaultkit.lint.baseline import Baseline

    file.write_text(Baseline.of(found).text(), encoding="utf-8", newline="\n")
    count = "1 finding" if len(found) == 1 else f"{len(found)} findings"
    session.note(f"{count} written to {file.name}; from now on only new ones are reported")


def pass_over(
    session: Session,
    wish: Wish,
    task: Task,
    base: Baseline,
    file: Path,
    found: Sequence[Finding],
) -> tuple[Finding, ...]:
    """Return the findings that are not in the baseline; drop from it what is mended.

    It shrinks in runs over the whole vault on disk only, and never in a hook.
    """
    codes = {one.code for one in task.rules}
    new, passed, used = base.split(found, set(task.vault.files))
    if passed:
        session.note(f"{len(passed)} in {file.name} passed over")
    whole = task.only is None and task.can_write and not (wish.staged or wish.from_ref)
    if whole:
        kept = used.with_others(base, codes)
        text = kept.text()
        if kept.size < base.size:
            file.write_text(text, encoding="utf-8", newline="\n")
            session.note(f"{base.size - kept.size} mended, and taken out of {file.name}")
    return tuple(new)
