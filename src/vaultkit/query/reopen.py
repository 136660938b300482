"""A stored graph, asked again: opened at once where nothing that it was made from has changed.

A note of where the store lies is kept under the stamps of all it came from (see `vault.replay`);
they are compared before the store is opened, so that no stale graph ever answers. A command that
finds one needs neither the settings nor the notes, and imports next to nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from vaultkit.graph.terms import Iri, Names
from vaultkit.query.lexicon import Lexicon, Named
from vaultkit.query.stored import Stored
from vaultkit.vault import replay

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vaultkit.config import Config


def _key(layers: Iterable[str]) -> list[str]:
    """Return under what a store's note is kept."""
    return ["store", *layers]


def looked(root: str, config: Config) -> tuple[replay.Inputs, replay.Inputs]:
    """Return what to look at in a vault, and what is seen there now."""
    watched = tuple(one for one in (*config.knowledge.vocabulary,) if one)
    question = (list(config.exclude), config.build.out.strip("/"), watched)
    return question, replay.look(root, *question)


def remember(
    root: str,
    layers: Sequence[str],
    seen: tuple[replay.Inputs, replay.Inputs],
    began: int,
    ready: Stored,
    base: str,
) -> None:
    """Keep where a store lies, and its names.

    Args:
        seen: from `looked`, before the notes were read.
        began: when that was (ns).
    """
    if isinstance(ready.source, bytes):
        return
    things = ready.lexicon.things.values()
    rows = {str(one.iri): (one.kind, one.label, one.names) for one in things}
    answer = (os.fspath(ready.source), base, rows, dict(ready.lexicon.index))
    if replay.again(root, _key(layers)) != answer:
        replay.remember(root, _key(layers), replay.Record(seen[0], seen[1], answer), began)


def reopen(root: str, layers: Sequence[str]) -> Stored | None:
    """Return the stored graph of a vault, None where there is none, or what it is of changed."""
    found = replay.again(root, _key(layers))
    if found is None:
        return None
    folder, base, rows, index = found
    if not os.path.isfile(f"{folder}/CURRENT"):  # noqa: PTH113 (pathlib costs too much)
        return None
    try:
        os.utime(os.path.dirname(folder))  # noqa: PTH120 (the same)
    except OSError:
        return None
    return Stored(folder, Lexicon(_Things(rows), index), Names(base).prefixes(), forks=True)


class _Things(Mapping[Iri, Named]):
    """The graph's things, each made when it is first asked for: an answer names a few of them."""

    def __init__(self, rows: dict[str, tuple[str, str, tuple[str, ...]]]) -> None:
        self._rows = rows

    def __getitem__(self, iri: Iri) -> Named:
        kind, label, names = self._rows[iri]
        return Named(iri, kind, label, names)

    def __iter__(self) -> Iterator[Iri]:
        return map(Iri, self._rows)

    def __len__(self) -> int:
        return len(self._rows)
