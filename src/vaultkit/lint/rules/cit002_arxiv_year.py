"""A year beside an arXiv link is before the paper's.

## Why
The id begins with year and month of the first version: a paper can not be older than that. A later
year is fine, as papers are published again. Source:
https://info.arxiv.org/help/arxiv_identifier.html

## Example
```md
- [2022] LLaMA [paper](https://arxiv.org/abs/2302.13971)
```
Instead:
```md
- [2023] LLaMA [paper](https://arxiv.org/abs/2302.13971)
```

## Fix
None: whether the year or the link is wrong can not be told.
"""

from __future__ import annotations

from bisect import bisect_right

from vaultkit.lint.arxiv import arxiv_id, first_day, may_be_arxiv
from vaultkit.lint.rule import rule
from vaultkit.lint.stretches import is_code, sections
from vaultkit.notes import rows
from vaultkit.notes.note import Note
from vaultkit.text import Span, pattern

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


YEAR = pattern(r"[\[(]((?:19|20)[0-9]{2})[\])]")


@rule("CIT002", "arxiv-year", of=Note, severity="warning", links={"url"})
def arxiv_year(note: Note, scene: Scene) -> Iterator[Finding]:
    """Report `[YEAR]` or `(YEAR)` on a line, or in the heading, of one arXiv id of a later year."""
    by_line: dict[int, set[tuple[int, int]]] = {}
    for row in rows.of_links(note.links):
        kind, target = row[rows.KIND], row[rows.TARGET]
        name = arxiv_id(target) if kind == "url" and may_be_arxiv(kind, target, None) else None
        first = first_day(name) if name else None
        if first:
            by_line.setdefault(note.place(row[rows.START]).line, set()).add(first)
    if not by_line:
        return
    lines = sorted(by_line)
    for heading, start, end in sections(note):
        top = note.place(heading.span.start).line
        low, high = note.place(start).line, note.place(max(start, end - 1)).line
        inside = [by_line[at] for at in lines[bisect_right(lines, low) : bisect_right(lines, high)]]
        if top not in by_line and inside:
            by_line[top] = set().union(*inside)
    for number, months in sorted(by_line.items()):
        line, start = note.line(number), note.lines[number - 1]
        years = list(YEAR.finditer(line))
        if len(months) != 1 or len(years) != 1:
            continue
        (year, month), said = next(iter(months)), years[0]
        span = Span(start + said.start(), start + said.end())
        if int(said.group(1)) < year and not is_code(note, span):
            yield scene.finding(
                span,
                f"the paper's arXiv id is of {year}-{month:02}",
                cause="years before the first version of the paper beside them",
            )
