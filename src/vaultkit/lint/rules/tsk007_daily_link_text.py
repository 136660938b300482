"""A link to a daily note shows another day.

## Why
The reader sees one day, and the link opens another: it was copied, and one half was changed.
Source: https://help.obsidian.md/plugins/daily-notes

## Example
```md
Read on [[2024-04-15|2024-04-18]].
```
Instead:
```md
Read on [[2024-04-18|2024-04-18]].
```

## Fix
None: which of the two days is meant can not be told.
"""

from __future__ import annotations

from vaultkit.lint.daily import daily_date, read_day
from vaultkit.lint.rule import rule
from vaultkit.notes.note import Link

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


def _may(kind: str, _target: str, words: str | None) -> bool:
    """Tell whether a link may show a day."""
    return bool(words) and kind not in {"url", "citation"}


@rule("TSK007", "daily-link-text", of=Link, severity="warning", glance=_may)
def daily_link_text(link: Link, scene: Scene) -> Iterator[Finding]:
    """Report a link whose words begin with another ISO date than its target's name."""
    if link.kind in {"url", "citation"} or not link.display:
        return
    shown = read_day(link.display.strip())
    target = daily_date(link.target, scene) if shown else None
    if shown is None or target is None or shown[0] == target:
        return
    words = link.target.lower().replace("-", " ").replace("_", " ").split()
    week = any(word[0] == "w" and word[1:].isdigit() for word in words)
    if week and shown[0].isocalendar()[:2] == target.isocalendar()[:2]:
        return
    yield scene.finding(
        link.span,
        f"shows {shown[0].isoformat()}, and opens {target.isoformat()}",
        cause="links to daily notes that show another day",
    )
