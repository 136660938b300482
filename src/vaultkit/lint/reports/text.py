"""Findings for a person: a code frame each where they are few, else grouped by cause."""

from __future__ import annotations

from collections import Counter, defaultdict

from vaultkit.lint.finding import SEVERITIES
from vaultkit.lint.report import Report, View
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.lint.finding import Finding

FEW = 12
"""So many findings are shown with their lines; more are grouped."""
ROOM = 72
"""Lines of a grouped report: two screens."""
WIDTH = 100
"""Cells of a line of the report."""
MOST_EXAMPLES = {"error": 5, "warning": 3, "info": 3}
COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


@frozen
class Group:
    """Findings of one rule with one cause."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Return the first finding, which names rule and level."""
        return self.findings[0]

    @property
    def ranked(self) -> list[tuple[str, int]]:
        """Return the topics by count, the most frequent first; empty where all differ."""
        counts = Counter(one.topic for one in self.findings if one.topic)
        if len(counts) == len(self.findings):
            return []
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def groups(findings: Sequence[Finding]) -> list[Group]:
    """Group findings by rule and cause: worst level first, then the largest."""
    by: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for one in findings:
        by[one.severity, one.code, one.cause].append(one)
    made = [Group(tuple(some)) for some in by.values()]
    return sorted(
        made,
        key=lambda one: (
            SEVERITIES.index(one.first.severity),
            -len(one.findings),
            one.first.code,
            one.first.cause,
        ),
    )


def render(findings: Sequence[Finding], view: View) -> str:
    """Return the report with its last line, which counts."""
    if not findings:
        return f"{view.style('no findings', fg='green')} in {_count(view.notes, 'note')}\n"
    if view.everything or len(findings) <= FEW:
        worst = sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.order))
        body = [line for one in worst for line in frame(one, view)]
    else:
        body = _grouped(groups(findings), view)
    return "\n".join([*body, summary(findings, view)]) + "\n"


def frame(one: Finding, view: View) -> list[str]:
    """Return a finding with its line of the note and a caret under the place."""
    where = f"{view.prefix}{one.path}:{one.place.line}:{one.place.column}"
    lines = [f"{view.style(where, bold=True)} {_level(one, view)} {one.code} {one.message}"]
    source = view.line(one.path, one.place.line)
    if source is not None and source.strip():
        lines += _caret(one, source, view)
    if one.hint:
        lines.append(f"  {view.style('hint:', fg='cyan')} {one.hint}")
    return [*lines, ""]


def _caret(one: Finding, source: str, view: View) -> list[str]:
    """Return the source line, cut around the place, and a line of carets below it."""
    from vaultkit.lint.width import cells

    at = one.place.column - 1
    same = one.end.line == one.place.line
    length = max(1, (one.end.column - one.place.column) if same else len(source) - at)
    room = WIDTH - 10
    start = 0 if len(source) <= room else max(0, min(at - 20, len(source) - room))
    cut = "".join(char if char.isprintable() else " " for char in source[start : start + room])
    dots = "…" if start else ""
    marked = cut[at - start : at - start + length]
    pad = " " * (cells(dots) + cells(cut[: at - start]))
    carets = "^" * max(1, cells(marked))
    number = str(one.place.line)
    bar = view.style("|", fg="blue")
    return [
        f"{number:>6} {bar} {dots}{cut}".rstrip(),
        f"{'':>6} {bar} {pad}{view.style(carets, fg=COLORS[one.severity])}",
    ]


def _grouped(all_groups: list[Group], view: View) -> list[str]:
    """Return every group's head, and as many examples as fit on two screens, worst first."""
    kept = all_groups[: ROOM // 2]
    room = ROOM - len(kept)
    room -= sum(1 for one in kept if _mend(one, view))
    examples = dict.fromkeys(range(len(kept)), 0)
    wanted = {at: min(MOST_EXAMPLES[g.first.severity], _lines(g)) for at, g in enumerate(kept)}
    while room > 0:
        before = room
        for at in examples:
            if examples[at] < wanted[at] and room > 0:
                examples[at] += 1
                room -= 1
        if room == before:
            break
    lines: list[str] = []
    for at, group in enumerate(kept):
        lines += _group(group, examples[at], view)
    if len(all_groups) > len(kept):
        rest = sum(len(one.findings) for one in all_groups[len(kept) :])
        lines.append(f"and {rest} more of {len(all_groups) - len(kept)} kinds")
    return lines


def _lines(group: Group) -> int:
    """Return how many example lines a group has: none where it is its own example."""
    return 0 if len(group.findings) == 1 else len(group.ranked) or len(group.findings)


def _group(group: Group, examples: int, view: View) -> list[str]:
    """Return a group's head, some examples, and how to mend them all."""
    one = group.first
    if len(group.findings) == 1:
        where = f"{view.prefix}{one.path}:{one.place.line}:{one.place.column}"
        words = f"{one.message} ({one.hint})" if one.hint else one.message
        return [_cut(f"{_level(one, view)} {one.code} {words}  {where}")]
    words = one.cause or f"of {one.name}"
    count = view.style(str(len(group.findings)), bold=True)
    lines = [f"{_level(one, view)} {one.code} {count} {words}"]
    if group.ranked:
        lines += [_cut(f"  {count:>5} x {topic}") for topic, count in group.ranked[:examples]]
    else:
        for other in group.findings[:examples]:
            where = f"{view.prefix}{other.path}:{other.place.line}:{other.place.column}"
            lines.append(_cut(f"  {where}  {other.message}"))
    mend = _mend(group, view)
    return [*lines, mend] if mend else lines


def _mend(group: Group, view: View) -> str:
    """Say by which command the findings of a group are mended."""
    if len(group.findings) == 1:
        return ""
    safe = sum(1 for one in group.findings if one.fix is not None and one.fix.safe)
    unsafe = sum(1 for one in group.findings if one.fix is not None and not one.fix.safe)
    if not safe and not unsafe:
        return ""
    option = "--fix" if safe else "--unsafe-fixes"
    count = safe or unsafe
    words = "mends them" if count == len(group.findings) else f"mends {count} of them"
    command = f"{view.command} {option} --select {group.first.code}"
    return f"  {view.style('hint:', fg='cyan')} `{command}` {words}"


def summary(findings: Sequence[Finding], view: View) -> str:
    """Return the last line: how many of each level, in how many files, and what mends itself."""
    counts = Counter(one.severity for one in findings)
    words = {"error": "error", "warning": "warning", "info": "note of info"}
    plural = {"error": "errors", "warning": "warnings", "info": "notes of info"}
    parts = [
        view.style(_count(counts[one], words[one], plural[one]), fg=COLORS[one])
        for one in SEVERITIES
        if counts[one]
    ]
    files = len({one.path for one in findings})
    text = f"{', '.join(parts)} in {files} of {_count(view.notes, 'note')}"
    safe = sum(1 for one in findings if one.fix is not None and one.fix.safe)
    if safe:
        text += f"; --fix mends {safe}"
    shown = len(findings) <= FEW or view.everything
    return text if shown else f"{text}; -v shows each with its line"


def _count(number: int, one: str, many: str = "") -> str:
    """Return a number with its word."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def _level(one: Finding, view: View) -> str:
    """Return a finding's level in its colour."""
    return view.style(one.severity, fg=COLORS[one.severity], bold=True)


def _cut(text: str) -> str:
    """Return a line that does not wrap."""
    return text if len(text) <= 2 * WIDTH else text[: 2 * WIDTH - 1] + "…"


report = Report(render)
