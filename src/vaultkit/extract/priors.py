"""How often each rule is right, as measured on labelled notes (docs/accuracy.md, `make eval`)."""

from __future__ import annotations

PRIORS: dict[str, float] = {}
"""Rule to confidence; measured, see tests/extract/test_priors.py."""

UNMEASURED = 0.85
"""Of a rule that no labelled note has put to use yet."""


def prior(rule: str) -> float:
    """Return the confidence of a rule's claims."""
    return PRIORS.get(rule, UNMEASURED)
