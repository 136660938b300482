"""Which rules run: codes, prefixes and names, and the options of a rule."""

from __future__ import annotations

from functools import cache

from vaultkit.config import read_table
from vaultkit.errors import ConfigError, UnknownName
from vaultkit.lint.finding import SEVERITIES
from vaultkit.lint.rule import Rule
from vaultkit.plugins import collect
from vaultkit.values import replace

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from vaultkit.config import Config, LintConfig


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code."""
    from vaultkit.lint import rules

    return tuple(sorted(collect(rules, Rule), key=lambda one: one.code))


@cache
def default_rules() -> tuple[Rule, ...]:
    """Return the rules that run where nothing is selected; few of the others are imported."""
    from vaultkit.lint import rules

    found = collect(rules, Rule, rules.OFF)
    return tuple(sorted((one for one in found if is_default(one)), key=lambda one: one.code))


def is_default(rule: Rule) -> bool:
    """Tell whether a rule runs where nothing is selected."""
    return rule.default and not rule.needs_graph


def find_rule(code: str) -> Rule:
    """Return the rule with this code or name.

    Raises:
        UnknownName: there is none.
    """
    for one in all_rules():
        if code.upper() == one.code or code.lower() == one.name:
            return one
    raise UnknownName("rule", code, _words(), hint="vaultkit rule lists them")


def matching(code: str) -> tuple[Rule, ...]:
    """Return the rules that a code, a prefix of codes, a name or `ALL` stands for.

    Raises:
        UnknownName: it stands for none.
    """
    word = code.strip()
    if word.upper() == "ALL":
        return all_rules()
    found = tuple(one for one in all_rules() if one.code.startswith(word.upper()))
    return found or (find_rule(word),)


def choose(
    settings: LintConfig,
    *,
    select: Sequence[str] = (),
    extend: Sequence[str] = (),
    ignore: Sequence[str] = (),
    graph: bool = False,
) -> tuple[Rule, ...]:
    """Return the rules of a run, by options first, then settings, then defaults.

    Rules that look at the graph run only where they are selected, or with `graph`.

    Raises:
        UnknownName: a code stands for no rule.
        ConfigError: a level in the settings is none.
    """
    check_levels(settings)
    chosen = select or settings.select
    picked = {one for code in chosen for one in matching(code)} if chosen else set(default_rules())
    picked |= {one for code in (*settings.extend_select, *extend) for one in matching(code)}
    if graph:
        picked |= {one for one in all_rules() if one.needs_graph}
    picked -= {one for code in (*settings.ignore, *ignore) for one in matching(code)}
    return tuple(sorted(picked, key=lambda one: one.code))


def check_levels(settings: LintConfig) -> None:
    """Refuse settings that name a rule or a level which does not exist."""
    for code, level in settings.severity.items():
        find_rule(code)
        if level not in SEVERITIES:
            raise ConfigError(
                f"{level!r} is no level", where=f"lint.severity.{code}", hint=", ".join(SEVERITIES)
            )
    for codes in settings.per_path_ignores.values():
        for code in codes:
            matching(code)
    for code, table in settings.rules.items():
        one = find_rule(code)
        if one.options is None:
            raise ConfigError(f"{one.code} has no options", where=f"lint.rules.{code}")
        read_table(type(one.options), dict(table), f"lint.rules.{code}.")


def options_of(rule: Rule, config: Config) -> Any:
    """Return the options of a rule: its defaults, and what the settings change."""
    if rule.options is None:
        return None
    table = config.lint.rules.get(rule.code) or config.lint.rules.get(rule.name)
    if not table:
        return rule.options
    read = read_table(type(rule.options), dict(table), f"lint.rules.{rule.code}.")
    given = {key.replace("-", "_") for key in table}
    changes = {key: getattr(read, key) for key in given}
    return replace(rule.options, **changes)


def _words() -> Iterable[str]:
    """Return all codes and names."""
    return [word for one in all_rules() for word in (one.code, one.name)]
