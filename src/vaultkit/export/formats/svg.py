"""SVG: the lineage over time as one picture, without script."""

from __future__ import annotations

from vaultkit.export.format import MARK, Format, Source
from vaultkit.export.views.evidence import Source as Shown
from vaultkit.export.views.layout import picture
from vaultkit.export.views.page import asset
from vaultkit.export.views.scene import scene
from vaultkit.export.views.svg import draw
from vaultkit.graph.vocab import knowledge


def write(source: Source) -> str:
    """Return the picture of the lineage page with its style inside."""
    what = scene(source.graph, knowledge(), Shown("", source.share, obsidian_links=False))
    drawn = draw(picture(what), "Model lineage")
    head, mark, rest = drawn.partition(">")
    style = asset("page.css").replace("]]>", "]] >")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {MARK} -->\n'
        f'{head} data-theme="light"{mark}<style><![CDATA[{style}]]></style>'
        f'<rect class="sky" width="100%" height="100%"/>{rest}\n'
    )


svg = Format("svg", ".svg", "the lineage over time as a picture", write)
