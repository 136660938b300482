"""What was found in sentences, kept from run to run: one that stood before is not matched again."""

from __future__ import annotations

import contextlib
import marshal
from typing import TYPE_CHECKING

from vaultkit.extract.nlp import matcher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vaultkit.vault.shelf import Shelf

NAME = "sentences"
MOST = 200_000
"""Where more sentences are known, all are forgotten, so that what is kept does not grow for ever."""


@contextlib.contextmanager
def recalled(shelf: Shelf | None) -> Iterator[None]:
    """Read sentences with what is kept of them, and keep what is new; nothing where there is no shelf."""
    if shelf is None:
        yield
        return
    memory, stamp = matcher().memory, matcher().stamp
    for packed in shelf.load({NAME: stamp}).values():
        # The shelf hands out only bytes whose keyed hash proves that vaultkit wrote them.
        memory.update(marshal.loads(packed))  # noqa: S302
    known = len(memory)
    yield
    if len(memory) != known and len(memory) <= MOST:
        shelf.keep([(NAME, stamp, marshal.dumps(memory))], [NAME])
