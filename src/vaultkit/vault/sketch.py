"""How much of one text stands in another: lines as numbers, so that no text need be kept."""

from __future__ import annotations

import json
from hashlib import blake2b

Sketch = dict[str, int]
"""Short hash of each line that is not blank, and how many bytes such lines have."""


def sketch(data: bytes) -> Sketch:
    """Return the sketch of a text; line ends and blanks around a line do not count."""
    found: Sketch = {}
    for line in data.split(b"\n"):
        words = line.strip()
        if words:
            key = blake2b(words, digest_size=6).hexdigest()
            found[key] = found.get(key, 0) + len(words)
    return found


def shared(one: Sketch, two: Sketch) -> float:
    """Return how much two texts have in common: 1.0 for the same lines, 0.0 for none."""
    total = sum(one.values()) + sum(two.values())
    common = sum(min(weight, two[key]) for key, weight in one.items() if key in two)
    return 2 * common / total if total else 0.0


def packed(one: Sketch) -> bytes:
    """Return a sketch as bytes."""
    return json.dumps(one, sort_keys=True).encode("ascii")


def unpacked(data: bytes) -> Sketch:
    """Return a sketch from its bytes; empty where they are none."""
    try:
        made = json.loads(data)
    except ValueError:
        return {}
    if not isinstance(made, dict):
        return {}
    return {str(key): int(value) for key, value in made.items() if isinstance(value, int)}
