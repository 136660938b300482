"""What was worked out for a page, kept by its inputs: where lines run, where discs stand."""

from __future__ import annotations

import contextlib
import marshal
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Protocol

    class Kept(Protocol):
        """Where bytes are kept by name and stamp, such as `vault.shelf.Shelf`."""

        def load(self, stamps: dict[str, bytes]) -> dict[str, bytes]:
            """Return what is kept under these stamps."""

        def keep(self, fresh: Any, paths: Any) -> None:
            """Keep what is fresh, and drop all but some."""


Made = TypeVar("Made")
NAME = "workings"


class _Held:
    """The workings at hand while pages are made; none where nobody asked to remember."""

    before: dict[bytes, bytes] | None = None
    used: dict[bytes, bytes]


@contextlib.contextmanager
def remembered(shelf: Kept | None) -> Iterator[None]:
    """Make pages with what is kept of earlier ones, and keep what these used."""
    if shelf is None:
        yield
        return
    before: dict[bytes, bytes] = {}
    for packed in shelf.load({NAME: b""}).values():
        # The shelf hands out only bytes whose keyed hash proves that vaultkit wrote them.
        before = marshal.loads(packed)  # noqa: S302
    _Held.before, _Held.used = before, {}
    try:
        yield
        if _Held.used.keys() != before.keys():
            shelf.keep([(NAME, b"", marshal.dumps(_Held.used))], [NAME])
    finally:
        _Held.before = None


def worked(how: str, inputs: Any, make: Callable[[], Made]) -> Made:
    """Return what `make` returns, or what it returned for the same inputs.

    Args:
        how: name of the work.
        inputs: all that the result depends on, as values that marshal takes.
        make: does the work; its result too is made of such values.
    """
    if _Held.before is None:
        return make()
    # Version 2 of the format has no references: equal values give equal bytes.
    key = blake2b(marshal.dumps((how, inputs), 2), digest_size=16).digest()
    packed = _Held.before.get(key)
    if packed is None:
        made = make()
        plain: Any = made
        _Held.used[key] = marshal.dumps(plain)
        return made
    _Held.used[key] = packed
    known: Made = marshal.loads(packed)  # noqa: S302 (the same)
    return known
