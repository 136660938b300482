"""How often each rule is right, as measured on labelled notes (docs/accuracy.md, `make eval`)."""

from __future__ import annotations

PRIORS: dict[str, float] = {
    "active-parameters": 0.94,
    "adapter-technique": 0.91,
    "announced": 0.91,
    "architecture-from": 0.93,
    "base-then-tuned": 0.92,
    "beside-maker": 0.91,
    "compared-with": 0.97,
    "context-length": 0.97,
    "data-used-for": 0.91,
    "derived-from": 0.91,
    "described-data": 0.95,
    "described-teacher": 0.92,
    "developed-by": 0.93,
    "distilled-from": 0.91,
    "evaluated-on": 0.96,
    "experts": 0.87,
    "experts-per-token": 0.92,
    "fine-tuned-from": 0.93,
    "fine-tuned-on": 0.92,
    "fragment-figure": 0.96,
    "gloss-figure": 0.91,
    "has-technique": 0.92,
    "heading-nesting": 0.97,
    "heads": 0.91,
    "hidden-size": 0.92,
    "implied-technique": 0.94,
    "is-technique": 0.85,
    "kv-heads": 0.91,
    "labelled-line": 0.94,
    "layers": 0.94,
    "led-to": 0.92,
    "maker-account": 0.93,
    "maker-in-heading": 0.92,
    "maker-in-title": 0.93,
    "maker-of": 0.91,
    "maker-of-paper": 0.91,
    "maker-prefix": 0.94,
    "member-name": 0.9,
    "merge-of": 0.92,
    "outperformed-by": 0.91,
    "outperforms": 0.97,
    "parameters": 0.96,
    "participle": 0.93,
    "positional": 0.94,
    "possessive": 0.91,
    "possessive-noun": 0.91,
    "quantized-name": 0.91,
    "release-date": 0.82,
    "size-list": 0.95,
    "successor-of": 0.93,
    "table-date": 0.95,
    "table-entity": 0.97,
    "table-number": 0.98,
    "technique-applied": 0.85,
    "technique-by-stage": 0.91,
    "technique-in-list": 0.93,
    "technique-line": 0.91,
    "technique-used-by": 0.92,
    "terms-of-use": 0.91,
    "tokens-seen": 0.92,
    "told-technique": 0.93,
    "trained-on": 0.94,
    "trained-on-outputs-of": 0.92,
    "training-tokens": 0.96,
    "tuned-by": 0.91,
    "tuned-into": 0.91,
    "tuned-variant": 0.93,
    "tunes": 0.92,
    "uses-technique": 0.96,
    "variant-of": 0.92,
    "vendor-heading": 0.94,
    "vocabulary": 0.92,
}
"""Rule to confidence; measured, tests/extract/test_priors.py compares them."""

UNMEASURED = 0.85
"""Of a rule that no labelled note has put to use yet."""
_BEFORE = 10
_RIGHT_BEFORE = 9


def prior(rule: str) -> float:
    """Return the confidence of a rule's claims."""
    return PRIORS.get(rule, UNMEASURED)


def measured(said: int, right: int) -> float:
    """Return the prior that a measurement gives: few claims move it little from nine in ten."""
    return round((right + _RIGHT_BEFORE) / (said + _BEFORE), 2)
