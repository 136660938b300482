"""The vault page: all notes and entities on a canvas, placed in Python, with a list as its twin."""

from __future__ import annotations

import base64
from collections import Counter
from typing import TYPE_CHECKING, Any

from vaultkit.export.views.atlas import KINDS, WORDS, Atlas, atlas
from vaultkit.export.views.deflate import deflate
from vaultkit.export.views.escape import esc, island
from vaultkit.export.views.evidence import Source, opener
from vaultkit.export.views.page import Page, render
from vaultkit.export.views.share import public
from vaultkit.export.views.workings import worked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.graph.known import Known

PACK_FROM = 120_000
"""Data of more characters than this is packed; less stays plain, as it is easy to look into."""
MOST_GROUPS = 40
MOST_MEMBERS = 8
STYLES = ("page.css", "vault.css")
SCRIPTS = ("common.js", "vault_data.js", "vault_canvas.js", "vault_page.js")


def vault_page(
    graph: KnowledgeGraph,
    *,
    vault_name: str,
    known: Iterable[Known] = (),
    tags: Mapping[str, Sequence[str]] | None = None,
    share: bool = False,
    obsidian_links: bool = True,
) -> str:
    """Return the page of a whole vault as one HTML file; see `lineage_page` for the arguments."""
    if share:
        graph = public(graph, known)
    what = atlas(graph, tags=tags, share=share)
    return atlas_page(what, vault_name=vault_name, share=share, obsidian_links=obsidian_links)


def atlas_page(
    what: Atlas,
    *,
    vault_name: str,
    share: bool = False,
    obsidian_links: bool = True,
    title: str = "Vault",
    extra: Mapping[str, Any] | None = None,
) -> str:
    """Return the page of a layout that is at hand; `extra` goes into its data."""
    name = "" if share else vault_name
    head = f"{title} · {name}" if name else title
    source = Source(name, share, obsidian_links)
    data = pack(_data(what, opener(source)) | dict(extra or {}))
    return render(Page(head, _body(what, title, name), data, SCRIPTS, STYLES))


def pack(data: dict[str, Any]) -> dict[str, Any]:
    """Return data as it stands in the page: packed where it is large."""
    text = island(data)
    if len(text) < PACK_FROM:
        return data
    packed = worked("deflate", text, lambda: base64.b64encode(deflate(text.encode())).decode())
    return {"packed": packed}


def _data(what: Atlas, start: str) -> dict[str, Any]:
    """Return the columns of the page's data."""
    folders = sorted({spot.path.rpartition("/")[0] for spot in what.spots if spot.path})
    tags = sorted({tag for spot in what.spots for tag in spot.tags})
    folder_at = {name: at for at, name in enumerate(folders)}
    tag_at = {name: at for at, name in enumerate(tags)}
    names = what.names
    starts: list[int] = []
    last = 0
    for a, _, _ in what.links:
        starts.append(a - last)
        last = a
    return {
        "opener": start,
        "kinds": KINDS,
        "words": WORDS,
        "folders": folders,
        "tags": tags,
        "id": [_short_id(spot.id, spot.path) for spot in what.spots],
        "title": [_short_title(spot.title, spot.path) for spot in what.spots],
        "path": [spot.path for spot in what.spots],
        "kind": [KINDS.index(spot.kind) for spot in what.spots],
        "folder": [
            folder_at[spot.path.rpartition("/")[0]] if spot.path else -1 for spot in what.spots
        ],
        "tag": [[tag_at[tag] for tag in spot.tags] for spot in what.spots],
        "x": [int(place[0]) for place in what.places],
        "y": [int(place[1]) for place in what.places],
        "group": list(what.groups),
        "names": [names[group] for group in sorted(names)],
        "from": starts,
        "to": [b for _, b, _ in what.links],
        "how": "".join(str(kind) for _, _, kind in what.links),
    }


def _short_id(name: str, path: str) -> str:
    """Return nothing where an id follows from the path."""
    return "" if name == f"note/{path}" else name


def _short_title(title: str, path: str) -> str:
    """Return nothing where a title is the file's name."""
    return "" if path and title == path.removesuffix(".md").rpartition("/")[2] else title


def _body(what: Atlas, title: str, name: str) -> str:
    """Return everything between the body's tags."""
    of = f" in <b>{esc(name, 80)}</b>" if name else ""
    things = "notes and things" if title == "Vault" else "things"
    count = f"{len(what.spots):,} {things}, {len(what.links):,} links{of}"
    if not what.spots:
        stage = (
            '<main class="single"><div class="empty"><h2>Nothing to show yet</h2><p>There is no '
            "note here, or none that vaultkit may show.</p></div></main>"
        )
    else:
        stage = (
            '<main class="map"><section class="list" aria-label="List"><div id="list" '
            'role="listbox" tabindex="0" aria-label="Notes and things"></div></section>'
            '<section class="stage" aria-label="Picture"><canvas id="map" aria-hidden="true">'
            '</canvas><div class="hands" role="group" aria-label="Picture"></div></section>'
            '<aside class="side" aria-label="Card" aria-live="polite"><div class="intro">'
            "<h2>Read it like this</h2><p>Notes and what they speak of, in communities that are "
            "named after their hub. Names appear as you come closer. Choose one to see what it is "
            "linked to.</p></div><div id=card></div></aside></main>"
        )
    return (
        f'<header class="top"><div class="title"><h1>{esc(title, 120)}</h1><p>{count}</p></div>'
        f"</header>\n<noscript><p class=bar>The picture needs JavaScript; the communities stand "
        f"below.</p></noscript>\n{stage}\n{_groups(what)}"
    )


def _groups(what: Atlas) -> str:
    """Return the communities and their hubs in words."""
    if not what.links:
        return ""
    degree: Counter[int] = Counter()
    for a, b, _ in what.links:
        degree[a] += 1
        degree[b] += 1
    members: dict[int, list[int]] = {}
    for at, group in enumerate(what.groups):
        if group >= 0:
            members.setdefault(group, []).append(at)
    rows = []
    for group in sorted(members)[:MOST_GROUPS]:
        those = sorted(members[group], key=lambda at: (-degree[at], at))
        names = ", ".join(esc(what.spots[at].title, 80) for at in those[1 : MOST_MEMBERS + 1])
        hub = esc(what.spots[those[0]].title, 80)
        rows.append(f"<tr><th scope=row>{hub}<td>{len(those)}<td>{names}")
    return (
        f'<details class="twin"><summary>{len(members)} communities</summary><div class="wide">'
        "<table><thead><tr><th scope=col>Community<th scope=col>Size<th scope=col>Among them"
        f"</thead><tbody>{''.join(rows)}</tbody></table></div></details>"
    )
