"""Findings for a person: a code frame each where they are few, else grouped by cause."""

from __future__ import annotations

from vaultkit.lint.finding import SEVERITIES
from vaultkit.lint.memory import pack, unpack
from vaultkit.lint.report import FEW, Report, View
from vaultkit.lint.tally import COUNT, SAFE, SHOWN, tally
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vaultkit.lint.finding import Finding, Severity
    from vaultkit.lint.tally import Tally

ROOM = 72
"""Lines of a grouped report: two screens."""
WIDTH = 100
"""Cells of a line of the report."""
MOST_EXAMPLES = {"error": 5, "warning": 3, "info": 3}
COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


@frozen
class Group:
    """Findings of one rule with one cause."""

    severity: Severity
    code: str
    cause: str
    count: int
    safe: int
    """How many have a safe fix."""
    unsafe: int
    topics: Mapping[str, int]
    """How often each thing comes that a finding is about."""
    head: tuple[Finding, ...]
    """The first ones, in order; they name the rule."""

    @property
    def ranked(self) -> list[tuple[str, int]]:
        """Return the topics by count, the most frequent first; empty where all differ."""
        if not self.is_ranked:
            return []
        return sorted(self.topics.items(), key=lambda one: (-one[1], one[0]))

    @property
    def is_ranked(self) -> bool:
        """Tell whether some topics come more than once."""
        return len(self.topics) not in {0, self.count}


def groups(counted: Tally) -> list[Group]:
    """Return the groups of findings: worst level first, then the largest."""
    made = [
        Group(
            severity, code, cause, count, safe, unsafe, topics,
            tuple(unpack(path, row) for path, row in head[:SHOWN]),
        )
        for (severity, code, cause), (count, safe, unsafe, topics, head) in counted.groups.items()
    ]  # fmt: skip
    return sorted(
        made, key=lambda one: (SEVERITIES.index(one.severity), -one.count, one.code, one.cause)
    )


def render(findings: Sequence[Finding], view: View) -> str:
    """Return the report with its last line, which counts."""
    if not findings:
        return f"{view.style('no findings', fg='green')} in {_count(view.notes, 'note')}\n"
    counted = tally((one.path, pack(one)) for one in findings)
    if not view.everything and len(findings) > FEW:
        return render_counted(counted, view)
    worst = sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.order))
    body = [line for one in worst for line in frame(one, view)]
    return "\n".join([*body, summary(counted, view)]) + "\n"


def render_counted(counted: Tally, view: View) -> str:
    """Return the report of more than a few findings."""
    return "\n".join([*_grouped(groups(counted), view), summary(counted, view)]) + "\n"


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
    wanted = {at: min(MOST_EXAMPLES[g.severity], _lines(g)) for at, g in enumerate(kept)}
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
        rest = sum(one.count for one in all_groups[len(kept) :])
        lines.append(f"and {rest} more of {len(all_groups) - len(kept)} kinds")
    return lines


def _lines(group: Group) -> int:
    """Return how many example lines a group has: none where it is its own example."""
    if group.count == 1:
        return 0
    return len(group.topics) if group.is_ranked else group.count


def _group(group: Group, examples: int, view: View) -> list[str]:
    """Return a group's head, some examples, and how to mend them all."""
    one = group.head[0]
    if group.count == 1:
        where = f"{view.prefix}{one.path}:{one.place.line}:{one.place.column}"
        words = f"{one.message} ({one.hint})" if one.hint else one.message
        return [_cut(f"{_level(one, view)} {one.code} {words}  {where}")]
    words = one.cause or f"of {one.name}"
    count = view.style(str(group.count), bold=True)
    lines = [f"{_level(one, view)} {one.code} {count} {words}"]
    if group.is_ranked:
        lines += [_cut(f"  {count:>5} x {topic}") for topic, count in group.ranked[:examples]]
    else:
        for other in group.head[:examples]:
            where = f"{view.prefix}{other.path}:{other.place.line}:{other.place.column}"
            lines.append(_cut(f"  {where}  {other.message}"))
    mend = _mend(group, view)
    return [*lines, mend] if mend else lines


def _mend(group: Group, view: View) -> str:
    """Say by which command the findings of a group are mended."""
    count = group.safe or group.unsafe
    if group.count == 1 or not count:
        return ""
    option = "--fix" if group.safe else "--unsafe-fixes"
    words = "mends them" if count == group.count else f"mends {count} of them"
    command = f"{view.command} {option} --select {group.code}"
    return f"  {view.style('hint:', fg='cyan')} `{command}` {words}"


def summary(counted: Tally, view: View) -> str:
    """Return the last line: how many of each level, in how many files, and what mends itself."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for (severity, _, _), group in counted.groups.items():
        counts[severity] += group[COUNT]
    words = {"error": "error", "warning": "warning", "info": "note of info"}
    plural = {"error": "errors", "warning": "warnings", "info": "notes of info"}
    parts = [
        view.style(_count(counts[one], words[one], plural[one]), fg=COLORS[one])
        for one in SEVERITIES
        if counts[one]
    ]
    text = f"{', '.join(parts)} in {counted.files} of {_count(view.notes, 'note')}"
    safe = sum(group[SAFE] for group in counted.groups.values())
    if safe:
        text += f"; --fix mends {safe}"
    shown = sum(counts.values()) <= FEW or view.everything
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


report = Report(render, render_counted)
