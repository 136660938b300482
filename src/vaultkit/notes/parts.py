"""A note's parts as rows, made into values when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from typing import Any, TypeVar, overload

    T = TypeVar("T")
else:
    T = object


class Parts(Sequence[T]):
    """A sequence whose values are made from plain rows at the first look.

    Most runs look at few kinds of parts: making all of them would cost more than parsing. Equal to
    any sequence of equal values.
    """

    __slots__ = ("_made", "_make", "rows")

    def __init__(self, rows: Sequence[Any], make: Callable[[Any], T]) -> None:
        self.rows = rows
        """Tuples of numbers and texts, in order of position; a cache keeps them as they are."""
        self._make = make
        self._made: tuple[T, ...] | None = None

    def all(self) -> tuple[T, ...]:
        """Return all values."""
        if self._made is None:
            self._made = tuple(map(self._make, self.rows))
        return self._made

    def of_kind(self, kind: str) -> Iterator[T]:
        """Yield the values whose row begins with this kind; no others are made."""
        if self._made is not None:
            rows = zip(self.rows, self._made, strict=True)
            yield from (made for row, made in rows if row[0] == kind)
        else:
            yield from (self._make(row) for row in self.rows if row[0] == kind)

    def one(self, at: int) -> T:
        """Return one value, without making the others."""
        return self._make(self.rows[at]) if self._made is None else self._made[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self.rows)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> T: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[T]: ...
        def __getitem__(self, index: int | slice) -> T | Sequence[T]: ...

    else:

        def __getitem__(self, index: int | slice) -> T | Sequence[T]:
            return self.all()[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Parts):
            return self.all() == other.all()
        return self.all() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.all())

    def __repr__(self) -> str:
        return repr(self.all())


class Later(Parts[T]):
    """Parts that are read at the first look: most runs never look at some kinds."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[], Sequence[T]]) -> None:
        self._read: Callable[[], Sequence[T]] | None = read
        self._made = None

    def all(self) -> tuple[T, ...]:
        """Return all values."""
        if self._made is None:
            assert self._read is not None
            self._made = tuple(self._read())
            self._read = None  # what it was read from is needed no more
        return self._made

    def __len__(self) -> int:
        return len(self.all())
