"""A date property is no date.

## Why
Obsidian and every query take only `YYYY-MM-DD` (with `THH:mm:ss` after it) for a date; another form
can not be sorted or compared (B66). Source: https://help.obsidian.md/properties

## Example
```md
---
created: 2023-09-12-Tuesday 11:07
---
```
Instead:
```md
---
created: 2023-09-12T11:07:00
---
```

## Fix
None: the form is the vault's to choose.
"""

from __future__ import annotations

from datetime import date

from vaultkit.lint.rule import rule
from vaultkit.notes.note import Field

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.lint.finding import Finding
    from vaultkit.lint.scene import Scene


KEYS = frozenset(
    (
        *("date", "created", "modified", "updated", "published", "released", "due", "start", "end"),
        *("created_at", "updated_at", "last_modified", "publish_date", "date_created"),
        "date_modified",
    )
)
ISO = 10
"""Letters of `YYYY-MM-DD`."""


@rule("NOT018", "malformed-date", of=Field, severity="warning", keys=KEYS)
def malformed_date(field: Field, scene: Scene) -> Iterator[Finding]:
    """Report date properties whose text begins with digits and is no ISO date."""
    if field.inline or field.key.lower().replace("-", "_") not in KEYS:
        return
    value = field.value
    if isinstance(value, str) and value[:1].isdigit() and not is_iso(value.strip()):
        yield scene.finding(
            field.value_span,
            f"`{field.key}` is no date: `{value}`",
            hint="write YYYY-MM-DD or YYYY-MM-DDTHH:mm:ss",
            cause="date properties that are no dates",
            topic=field.key,
        )


def is_iso(value: str) -> bool:
    """Tell whether a text is a year, month, day or day and time of ISO 8601."""
    parts = value[:ISO].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:  # noqa: PLR2004 (y, m, d)
        return False
    whole = "-".join([*parts, "01", "01"][:3])
    try:
        date.fromisoformat(whole)
    except ValueError:
        return False
    rest = value[ISO:]
    clock = rest[1:].replace(":", "").replace(".", "").replace("+", "").replace("-", "")
    return not rest or (rest[0] in "T " and clock.removesuffix("Z").strip().isdigit())
