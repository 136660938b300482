"""Rules by what is known of them: the file of one is imported when it is first called.

Where one note changed, most rules are never called: it has no table, no task, no broken link.
"""

from __future__ import annotations

from vaultkit.lint.rule import PARTS, Rule
from vaultkit.plugins import load

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from vaultkit.lint.finding import Finding

    Row = tuple[str, str, str, dict[str, Any]]

_OWN = "vaultkit.lint.rules."
_OTHERWISE = frozenset({"check", "doc", "of", "options", "gathers", "glance"})
"""Of a rule: what is no plain value. Without its glance it is only called more often."""


def packed(rules: Iterable[Rule]) -> list[Row] | None:
    """Return rules as plain values; None where some are not our own."""
    rows: list[Row] = []
    for one in rules:
        module, name = one.check.__module__, getattr(one.check, "__name__", "")
        if not module.startswith(_OWN) or getattr(load(module), name, None) is not one:
            return None
        plain = one.options is None and not one.gathers
        names = [name for name in one.__match_args__ if name not in _OTHERWISE] if plain else []
        known = {name: getattr(one, name) for name in names}
        rows.append((module, name, one.of.__name__, known))
    return rows


def unpacked(rows: Sequence[Row]) -> tuple[Rule, ...]:
    """Return the rules again, in the same order; few of their files are imported."""
    kinds = {one.__name__: one for one in PARTS}
    return tuple(
        Rule(of=kinds[of], check=_Late(module, name), doc="", **known)
        if known
        else _rule(module, name)
        for module, name, of, known in rows
    )


def _rule(module: str, name: str) -> Rule:
    """Import the file of a rule."""
    found: Rule = getattr(load(module), name)
    return found


class _Late:
    """The check of a rule whose file is not imported yet."""

    def __init__(self, module: str, name: str) -> None:
        self._where = (module, name)

    def __call__(self, part: Any, scene: Any) -> Iterator[Finding]:
        return _rule(*self._where).check(part, scene)
