"""Puts trees on rows: blocks that slide under their parents until nothing meets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GAP = 10.0
TRUNK = 4.0
NEAR = 14.0
"""A child closer to its parent than this hangs under it instead of to the right of it."""
ARC = 18.0
"""How far to the left an arc swings that goes round a sibling under the parent."""

Kind = Literal["solid", "trunk"]
Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class Reserved:
    """A stretch of a row: a node with its label and its incoming line, or a trunk passing by."""

    left: float
    right: float
    kind: Kind
    node: bool = True
    """Solid only: nodes and labels may not be crossed by a trunk, lines may."""


@dataclass
class Block:
    """A tree laid out: what it takes of each row, and the row of each node, its root's being 0."""

    rows: dict[int, list[Reserved]] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)
    bracket: set[str] = field(default_factory=set)
    """Children reached by an arc on the left, as a sibling stands under the parent already."""

    def meets(self, other: Block, down: int) -> bool:
        """Tell whether `other`, moved `down` rows, would touch this block."""
        for row, theirs in other.rows.items():
            mine = self.rows.get(row + down)
            if mine and any(_touch(a, b) for a in mine for b in theirs):
                return True
        return False

    def add(self, other: Block, down: int) -> None:
        """Take another block in, `down` rows lower."""
        for row, theirs in other.rows.items():
            self.rows.setdefault(row + down, []).extend(theirs)
        for name, row in other.place.items():
            self.place[name] = row + down
        self.bracket |= other.bracket

    @property
    def depth(self) -> int:
        """Return the number of rows down to the last."""
        return max(self.rows, default=-1) + 1


def _touch(a: Reserved, b: Reserved) -> bool:
    """Tell whether two stretches of one row can not stand together."""
    if a.kind == "trunk" and b.kind == "trunk":
        return abs(a.left - b.left) < TRUNK * 2 and a != b
    if "trunk" in (a.kind, b.kind):
        solid = b if a.kind == "trunk" else a
        return solid.node and a.left < b.right and b.left < a.right
    return a.left < b.right + GAP and b.left < a.right + GAP


@dataclass(frozen=True, slots=True)
class Extent:
    """What one node takes of its row, in pixels."""

    x: float
    left: float
    right: float


def lay_tree(
    root: Name,
    children: Mapping[Name, Sequence[Name]],
    extents: Mapping[str, Extent],
    heir: Mapping[Name, Name],
) -> Block:
    """Lay a tree out; `heir` names for a node the child that goes on in the same row.

    Deep trees are walked without recursion: a chain of a thousand successors is a chain.
    """
    done: dict[Name, Block] = {}
    stack: list[tuple[Name, bool]] = [(root, False)]
    while stack:
        name, ready = stack.pop()
        if not ready:
            stack.append((name, True))
            stack.extend((child, False) for child in children.get(name, ()))
        else:
            kids = {child: done.pop(child) for child in children.get(name, ())}
            done[name] = _join(name, kids, extents, heir.get(name))
    return done[root]


def _join(
    name: Name, kids: Mapping[Name, Block], extents: Mapping[str, Extent], heir: Name | None
) -> Block:
    """Put the blocks of a node's children at and under its row."""
    own = extents[name]
    block = Block({0: [Reserved(own.left, own.right, "solid")]}, {name: 0})
    rest = dict(kids)
    if heir is not None and heir in rest and extents[heir].left > own.right + GAP:
        block.add(rest.pop(heir), 0)
        block.rows[0].append(_run(own.x, extents[heir]))
    order = sorted(rest, key=lambda kid: (extents[kid].x - own.x < NEAR, extents[kid].x, kid))
    for kid in order:
        _hang(block, own, kid, rest[kid], extents[kid])
    return block


def _run(left: float, child: Extent) -> Reserved:
    """Return the stretch of the line that comes in to a child from the left."""
    return Reserved(left, child.x, "solid", node=False)


def _with(block: Block, extra: Reserved, row: int) -> Block:
    """Return a copy of a block with one more stretch."""
    rows = {at: list(those) for at, those in block.rows.items()}
    rows.setdefault(row, []).append(extra)
    return Block(rows, block.place, block.bracket)


def _hang(block: Block, own: Extent, kid: str, under: Block, at: Extent) -> None:
    """Find the first row under the parent where a child's block and the line to it fit."""
    close = at.x - own.x < NEAR
    sides = (own.x, own.x - ARC) if close else (own.x,)
    for down in range(1, block.depth + 1):
        for side in sides:
            straight = close and side == own.x
            line = under if straight else _with(under, Reserved(side, at.x, "solid", node=False), 0)
            trunk = Reserved(side - TRUNK, side + TRUNK, "trunk")
            between = range(1, down)
            passes = not any(
                _touch(trunk, one) for row in between for one in block.rows.get(row, ())
            )
            if (passes or down == block.depth) and not block.meets(line, down):
                if down == block.depth and not passes and side != sides[-1]:
                    continue
                block.add(line, down)
                for row in between:
                    block.rows.setdefault(row, []).append(trunk)
                if side != own.x:
                    block.bracket.add(kid)
                return


def stack_blocks(blocks: Sequence[Block]) -> Block:
    """Put blocks of unrelated trees into one, each as high up as it fits."""
    whole = Block()
    for block in blocks:
        down = 0
        while whole.meets(block, down):
            down += 1
        whole.add(block, down)
    return whole
