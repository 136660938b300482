"""A run of lint over all notes that remembers: the next one judges only what changed."""

from __future__ import annotations

from vaultkit.cli import replaying
from vaultkit.vault import replay

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from vaultkit.cli.command import Session
    from vaultkit.config import Config
    from vaultkit.lint.again import Again, Change
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.vault.vault import Vault
    from vaultkit.vault.walk import Walk

    Judged = tuple[Vault, tuple[Finding, ...], dict[str, Any]]


def judged(
    session: Session, rules: Sequence[Rule], today: date, outside: Outside
) -> tuple[Vault, tuple[Finding, ...]] | None:
    """Return the vault and all findings; None where this run is none that is remembered."""
    from vaultkit.lint.again import can_remember

    hand = replaying.HAND
    if hand is None or not rules or not can_remember(rules):
        return None
    config = session.workspace.config
    again = judged_again(hand, config, rules, today, outside)
    if again is not None:
        return again[0], again[1].findings()
    return _whole(hand, session, rules, today, outside)


def _whole(
    hand: replaying.Hand, session: Session, rules: Sequence[Rule], today: date, outside: Outside
) -> tuple[Vault, tuple[Finding, ...]]:
    """Judge everything, and keep what is needed to judge less the next time."""
    from vaultkit.vault import bases

    walk = hand.inputs[replay.WALK]
    vault, found, base = _once(session, rules, today, outside, walk) or _at_once(
        session, rules, today, outside, walk
    )
    if vault.skipped == tuple(sorted(walk.skipped)):  # all that a walk finds could be read
        settings = vault.settings
        base["settings"] = [getattr(settings, name) for name in settings.__match_args__]
        base["entries"] = dict(vault.entries)
        hand.base = bases.keep(hand.root, hand.key, base)
    return vault, found


def _once(
    session: Session, rules: Sequence[Rule], today: date, outside: Outside, walk: Walk
) -> Judged | None:
    """Judge each note as it passes; None where that is not enough."""
    from vaultkit.lint.once import can_pass, lint_all_once
    from vaultkit.vault.passing import open_passing

    space = session.workspace
    if not can_pass(rules):
        return None
    try:
        vault = open_passing(space.root, space.config, use_cache=space.use_cache, found=walk)
        return vault, *lint_all_once(vault, rules, space.config, today, outside)
    except OSError:
        return None  # a file can not be read: the reading of all says which


def _at_once(
    session: Session, rules: Sequence[Rule], today: date, outside: Outside, walk: Walk
) -> Judged:
    """Judge all notes held in memory."""
    from vaultkit.lint.again import lint_all
    from vaultkit.vault.files import open_vault
    from vaultkit.vault.hands import processes

    space = session.workspace
    vault = open_vault(
        space.root, space.config, use_cache=space.use_cache, found=walk, hands=processes
    )
    return vault, *lint_all(vault, rules, space.config, today, outside)


def judged_again(
    hand: replaying.Hand, config: Config, rules: Sequence[Rule], today: date, outside: Outside
) -> tuple[Vault, Again] | None:
    """Judge what changed since the run before; None where everything must be judged."""
    record, change = hand.record, changed(hand)
    if record is None or change is None:
        return None
    from vaultkit.vault import bases

    base = bases.load(hand.root, hand.key, record.base)
    if base is None:
        return None
    from vaultkit.lint.again import lint_again
    from vaultkit.lint.memory import Memory
    from vaultkit.vault.asked import asked_vault
    from vaultkit.vault.settings import Settings

    try:
        memory = Memory(base, record.over)
        vault = asked_vault(
            hand.root,
            config,
            Settings(*base["settings"]),
            hand.inputs[replay.WALK],
            entries=base["entries"],
            aliases=lambda: memory.aliases({}),
        )
        made = lint_again(memory, change, vault, rules, config, today, outside)
    except (OSError, bases.Damaged):
        return None  # a file is gone, or can not be read: the whole run says which
    if made is None:
        return None
    hand.base, hand.over = record.base, made.over
    return vault, made


def changed(hand: replaying.Hand) -> Change | None:
    """Return what differs from the run before; None where too much may."""
    if hand.record is None:
        return None
    if hand.change is None:
        hand.change = _change(hand.record, hand.inputs)
    return hand.change


def _change(record: replay.Record, now: replay.Inputs) -> Change | None:
    """Return what differs between two looks; None where settings or vaultkit itself do."""
    from vaultkit.lint.again import Change

    before = (None, *record.rest)
    if any(before[at] != now[at] for at in (replay.BESIDE, replay.CODE)):
        return None
    moved, gone, names = record.difference(now[replay.WALK])
    hidden = set(before[replay.HIDDEN]).symmetric_difference(now[replay.HIDDEN])
    return Change(
        moved,
        gone,
        names | hidden,
        skipped=before[replay.SKIPPED] != now[replay.SKIPPED],
        day=before[replay.DAY] != now[replay.DAY],
        commit=before[replay.HEAD] != now[replay.HEAD],
    )
