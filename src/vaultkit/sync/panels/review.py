"""What waits for the user: claims to confirm, contradictions, unknown names, wanted notes."""

from __future__ import annotations

from vaultkit.sync.panel import PanelKind
from vaultkit.sync.review import make_review

panel = PanelKind(
    "review",
    "Claims to confirm and other questions, with boxes to tick",
    make_review,
    anywhere=True,
)
