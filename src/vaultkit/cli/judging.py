"""A run of lint over all notes that remembers: the next one judges only what changed."""

from __future__ import annotations

from vaultkit.cli import replaying
from vaultkit.vault import replay

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vaultkit.cli.command import Session
    from vaultkit.config import Config
    from vaultkit.lint.again import Change
    from vaultkit.lint.finding import Finding
    from vaultkit.lint.rule import Rule
    from vaultkit.lint.scene import Outside
    from vaultkit.vault.vault import Vault
    from vaultkit.vault.walk import Walk


def judged(
    session: Session, rules: Sequence[Rule], today: date, outside: Outside
) -> tuple[Vault, tuple[Finding, ...]] | None:
    """Return the vault and all findings; None where this run is none that is remembered."""
    from vaultkit.lint.again import can_remember

    hand = replaying.HAND
    if hand is None or not rules or not can_remember(rules):
        return None
    config = session.workspace.config
    return judged_again(hand, config, rules, today, outside) or _whole(
        hand, session, rules, today, outside
    )


def _whole(
    hand: replaying.Hand, session: Session, rules: Sequence[Rule], today: date, outside: Outside
) -> tuple[Vault, tuple[Finding, ...]]:
    """Judge everything, and keep what is needed to judge less the next time."""
    from vaultkit.lint.again import lint_all
    from vaultkit.vault.files import open_vault
    from vaultkit.vault.hands import processes

    space = session.workspace
    walk = _walk(hand.inputs)
    vault = open_vault(
        space.root, space.config, use_cache=space.use_cache, found=walk, hands=processes
    )
    found, base = lint_all(vault, rules, space.config, today, outside)
    if vault.skipped == tuple(sorted(walk.skipped)):  # all that a walk finds could be read
        settings = vault.settings
        base["settings"] = [getattr(settings, name) for name in settings.__match_args__]
        base["entries"] = dict(vault.entries)
        hand.base = replay.keep_base(hand.root, hand.key, base)
    return vault, found


def judged_again(
    hand: replaying.Hand, config: Config, rules: Sequence[Rule], today: date, outside: Outside
) -> tuple[Vault, tuple[Finding, ...]] | None:
    """Judge what changed since the run before; None where everything must be judged."""
    record, change = hand.record, changed(hand)
    if record is None or change is None:
        return None
    base = replay.load_base(hand.root, hand.key, record.base)
    if base is None:
        return None
    from vaultkit.lint.again import lint_again
    from vaultkit.lint.memory import Memory
    from vaultkit.vault.asked import asked_vault
    from vaultkit.vault.settings import Settings

    walk = _walk(hand.inputs)
    memory = Memory(base, record.over)
    vault = asked_vault(
        hand.root,
        config,
        Settings(*base["settings"]),
        walk.files,
        hidden=walk.hidden,
        skipped=sorted(walk.skipped),
        entries=base["entries"],
        aliases=memory.aliases({}),
    )
    try:
        made = lint_again(memory, change, vault, rules, config, today, outside)
    except OSError:
        return None  # a file is gone, or can not be read: the whole run says which
    if made is None:
        return None
    found, over = made
    hand.base, hand.over = record.base, over
    return vault, found


def changed(hand: replaying.Hand) -> Change | None:
    """Return what differs from the run before; None where too much may."""
    if hand.record is None:
        return None
    if hand.change is None:
        hand.change = _change(hand.record.inputs, hand.inputs)
    return hand.change


def _walk(inputs: replay.Inputs) -> Walk:
    """Return what a look saw as the walk that it was."""
    from vaultkit.vault.asked import NAMED
    from vaultkit.vault.walk import Walk

    walk = Walk()
    walk.files = dict(inputs[replay.FILES])
    walk.named = [path for path, stamp in walk.files.items() if stamp == NAMED]
    walk.hidden = list(inputs[replay.HIDDEN])
    walk.skipped = [(path, why) for path, why in inputs[replay.SKIPPED]]
    return walk


def _change(old: replay.Inputs, new: replay.Inputs) -> Change | None:
    """Return what differs between two looks; None where settings or vaultkit itself do."""
    from vaultkit.lint.again import Change

    if any(old[at] != new[at] for at in (replay.BESIDE, replay.CODE)):
        return None
    before, now = old[replay.FILES], new[replay.FILES]
    hidden = set(old[replay.HIDDEN]).symmetric_difference(new[replay.HIDDEN])
    return Change(
        frozenset(path for path, stamp in now.items() if before.get(path) != stamp),
        frozenset(before.keys() - now.keys()),
        frozenset(before.keys() ^ now.keys()) | hidden,
        skipped=old[replay.SKIPPED] != new[replay.SKIPPED],
        day=old[replay.DAY] != new[replay.DAY],
        commit=old[replay.HEAD] != new[replay.HEAD],
    )
