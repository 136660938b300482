"""Obsidian's own settings of a vault, as far as they matter here (B86, B87)."""

from __future__ import annotations

from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


@frozen
class Settings:
    """What stands in `.obsidian/`; the app's defaults where it does not."""

    new_link_format: str = "shortest"
    """`shortest`, `relative` or `absolute`."""
    use_markdown_links: bool = False
    attachment_folder: str = ""
    ignore_filters: tuple[str, ...] = ()
    """Folders, path prefixes or `/regex/` that search and graph leave out; links still work."""
    daily_format: str = "YYYY-MM-DD"
    daily_folder: str = ""
    daily_enabled: bool = False
    is_obsidian: bool = False
    """There is a folder `.obsidian`."""

    def is_ignored(self, path: str) -> bool:
        """Tell whether search, graph and the lists of tags leave a file out (B59, B86).

        Entries that are regular expressions count not: they may come from a stranger, and
        Python's can be made to run for ever.
        """
        return any(
            path == one or path.startswith(one if one.endswith("/") else f"{one}/")
            for one in self.ignore_filters
            if one and not (one.startswith("/") and one.endswith("/") and len(one) > 1)
        )


def read_settings(load: Callable[[str], bytes | None], *, is_obsidian: bool) -> Settings:
    """Return the settings; `load` gives a file of `.obsidian/`, or None. Broken files count not."""
    app = _table(load("app.json"))
    daily = _table(load("daily-notes.json"))
    core = _any(load("core-plugins.json"))
    enabled = "daily-notes" in core if isinstance(core, list) else False
    if isinstance(core, dict):
        enabled = core.get("daily-notes") is True
    filters = app.get("userIgnoreFilters")
    return Settings(
        _text(app, "newLinkFormat", "shortest"),
        app.get("useMarkdownLinks") is True,
        _text(app, "attachmentFolderPath", ""),
        tuple(one for one in filters if isinstance(one, str)) if isinstance(filters, list) else (),
        _text(daily, "format", "YYYY-MM-DD"),
        _text(daily, "folder", "").strip("/"),
        enabled,
        is_obsidian,
    )


def _any(data: bytes | None) -> Any:
    """Parse JSON; None where it is none."""
    if data is None:
        return None
    import json

    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _table(data: bytes | None) -> dict[str, Any]:
    """Parse a JSON object."""
    made = _any(data)
    return made if isinstance(made, dict) else {}


def _text(table: dict[str, Any], key: str, default: str) -> str:
    """Return a text setting that is not empty."""
    value = table.get(key)
    return value if isinstance(value, str) and value else default
