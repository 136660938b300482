"""The frame of every page: one file, its script and style named by hash, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vaultkit.export.views.escape import esc, island
from vaultkit.export.views.squeeze import squeeze_script, squeeze_style


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is made of."""

    title: str
    body: str
    data: object
    """Goes into the page as JSON for its script."""
    scripts: tuple[str, ...]
    """Names of script files, joined into one."""
    styles: tuple[str, ...] = ("page.css",)
    library: str = ""
    """A library's script, as it was published; it goes before the page's own."""
    library_styles: tuple[str, ...] = ()
    """Hashes of the style sheets that the library makes when it starts."""


@cache
def asset(name: str) -> str:
    """Return a script or style sheet that ships with the pages."""
    text = files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
    return squeeze_script(text) if name.endswith(".js") else squeeze_style(text)


def render(page: Page) -> str:
    """Return the page as HTML, the same bytes for the same values."""
    style = "\n".join(asset(name) for name in page.styles)
    joined = "\n".join(asset(name) for name in page.scripts)
    script = f'"use strict";\n(() => {{\n{joined}\n}})();\n' if page.scripts else ""
    scripts = [script, *filter(None, [page.library])]
    hashes = " ".join(f"'sha256-{_hash(one)}'" for one in scripts)
    sheets = " ".join(f"'sha256-{one}'" for one in (_hash(style), *page.library_styles))
    if page.library_styles:
        # A library also empties the style of its own elements, and nothing more.
        sheets += f" 'unsafe-hashes' 'sha256-{_hash('')}'"
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src {sheets}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    library = f"<script>{page.library}</script>\n" if page.library else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="generator" content="vaultkit">\n'
        f"<title>{esc(page.title, 200)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{page.body}\n"
        f'<script type="application/json" id="data">{island(page.data)}</script>\n'
        f"{library}<script>{script}</script>\n</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
