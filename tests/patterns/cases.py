"""Reads the case files, runs the extractor over them as one vault, and keeps misses.txt."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
MISSES = HERE / "misses.txt"

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vaultkit.graph.facts import Claim
    from vaultkit.graph.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Wanted:
    """One claim that a case asks for."""

    subject: str
    predicates: tuple[str, ...]
    object: str
    modalities: tuple[str, ...]
    may: bool = False
    """It may be said, and need not."""

    def __str__(self) -> str:
        cells = [self.subject, "/".join(self.predicates), self.object]
        if self.modalities != ("asserted",):
            cells.append("/".join(self.modalities))
        return " | ".join(cells)


@dataclass(frozen=True, slots=True)
class Case:
    """A note of a few lines, and what is to be read out of it."""

    file: str
    """Path of the case file from this folder, without `.md`."""
    line: int
    text: str
    checks: tuple[str, ...]
    wanted: tuple[Wanted, ...]

    @property
    def name(self) -> str:
        """Return the name in misses.txt: the file, and how the note begins, on one line."""
        return f"{self.file}: {' / '.join(self.text.split(chr(10)))[:90].strip()}"

    @property
    def path(self) -> str:
        title = re.search(r"(?m)^# (.+)", self.text) if self.text.startswith("---") else None
        return f"{self.file}/{self.line}/{title[1]}.md" if title else f"{self.file}/{self.line}.md"


def read_cases(file: Path) -> Iterator[Case]:
    """Yield the cases of a file, in its order."""
    name = file.relative_to(HERE).with_suffix("").as_posix()
    checks: tuple[str, ...] = ()
    quote: list[str] = []
    wanted: list[Wanted] = []
    start = 0

    def done() -> Iterator[Case]:
        if quote:
            yield Case(name, start, "\n".join(quote) + "\n", checks, tuple(wanted))

    quoting = False
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("Checks: "):
            checks = tuple(line.removeprefix("Checks: ").split())
        elif line.startswith(">"):
            if not quoting:
                yield from done()
                quote, wanted, start = [], [], number
            quote.append(line.removeprefix(">").removeprefix(" "))
        elif line.startswith("- "):
            words = line.removeprefix("- ")
            may = words.startswith("(")
            words = words.removeprefix("(").removesuffix(")") if may else words
            cells = [cell.strip() for cell in words.split(" | ")]
            modalities = tuple(cells[3].split("/")) if len(cells) > 3 else ("asserted",)
            wanted.append(Wanted(cells[0], tuple(cells[1].split("/")), cells[2], modalities, may))
        quoting = line.startswith(">")
    yield from done()


@cache
def all_cases() -> tuple[Case, ...]:
    files = sorted([*HERE.glob("*.md"), *HERE.glob("apart/*.md")])
    return tuple(case for file in files if file.name != "README.md" for case in read_cases(file))


@cache
def graph() -> KnowledgeGraph:
    """Return what is read out of all cases, each a note of one vault."""
    from vaultkit.config import Config
    from vaultkit.extract.extract import extract
    from vaultkit.vault.vault import Vault

    notes = {case.path: case.text for case in all_cases()}
    return extract(Vault.of(notes, config=Config()), Config())


@cache
def claims() -> dict[str, tuple[Claim, ...]]:
    """Return the claims of each note."""
    by: dict[str, list[Claim]] = {}
    for claim in graph().claims:
        by.setdefault(claim.note, []).append(claim)
    return {note: tuple(held) for note, held in by.items()}


def folded(name: str) -> str:
    return re.sub(r"[\s\-_]+", "", name).casefold()


def names(entity: str) -> set[str]:
    found = graph().entities.get(entity)  # type: ignore[call-overload] # an id, read from a claim
    forms = (found.label, *found.aliases) if found else (entity.partition("/")[2],)
    return {folded(form) for form in forms}


def number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def fits(claim: Claim, wanted: Wanted) -> bool:
    """Tell whether a claim says what is wanted, modality aside."""
    if claim.predicate not in wanted.predicates:
        return False
    if folded(wanted.subject) not in names(claim.subject):
        return False
    if claim.object is not None:
        return folded(wanted.object) in names(claim.object)
    said, meant = number(str(claim.value)), number(wanted.object)
    if said is not None and meant is not None and "-" not in wanted.object:
        return abs(said - meant) <= 0.05 * max(abs(said), abs(meant))
    return str(claim.value).startswith(wanted.object)


def wrong(case: Case) -> list[str]:
    """Return what is missing and what is too much, one line each; nothing where all is right."""
    from vaultkit.graph.vocab import schema

    checked = {name for one in case.checks for name in schema().below(one)}
    said = [one for one in claims().get(case.path, ()) if one.predicate in checked]
    found = []
    for wanted in case.wanted:
        met = any(fits(one, wanted) and one.modality in wanted.modalities for one in said)
        if not met and not wanted.may:
            found.append(f"missing: {wanted}")
    for one in said:
        if one.modality != "asserted":
            continue
        if not any(fits(one, wanted) and "asserted" in wanted.modalities for wanted in case.wanted):
            what = one.object if one.object is not None else one.value
            found.append(f"too much: {one.subject} | {one.predicate} | {what} ({one.rule})")
    return found


def share(cases: Iterable[Case]) -> str:
    """Return precision and recall of the claims that some cases ask for."""
    asked = met = said = right = 0
    for case in cases:
        wanted = [one for one in case.wanted if not one.may]
        found = wrong(case)
        extra = sum(one.startswith("too much") for one in found)
        lost = sum(one.startswith("missing") for one in found)
        asked += len(wanted)
        met += len(wanted) - lost
        said += len(wanted) - lost + extra
        right += len(wanted) - lost
    return f"claims: precision {right / max(1, said):.2f}, recall {met / max(1, asked):.2f}"


def misses() -> tuple[str, ...]:
    """Return the names of the cases that are known to be read wrongly."""
    lines = MISSES.read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def say(*lines: str) -> None:
    sys.stdout.write("\n    ".join(lines) + "\n")


def main() -> None:
    """Say how the cases stand; with `--write`, put misses.txt right."""
    bad = {case.name: wrong(case) for case in all_cases() if wrong(case)}
    if "-v" in sys.argv:
        for name, why in bad.items():
            if "apart/" not in name or "--apart" in sys.argv:
                say(name, *why)
    for part in ("", "apart/"):
        held = [case for case in all_cases() if case.file.startswith("apart/") == bool(part)]
        right = [case for case in held if case.name not in bad]
        say(f"{part or 'open'}: {len(right)} of {len(held)} right; {share(held)}")
    say("now right:", *sorted(set(misses()) - set(bad)))
    say("now wrong:", *sorted(set(bad) - set(misses())))
    if "--write" in sys.argv:
        head = "# Cases that are read wrongly today (README.md says what this file is for).\n"
        MISSES.write_text(head + "".join(f"{name}\n" for name in sorted(bad)), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1] / "src"))
    main()
