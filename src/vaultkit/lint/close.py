"""Names so close that one must be meant for the other: case, hyphens, a slip of one letter."""

from __future__ import annotations

from collections import defaultdict

from vaultkit.values import field, keeping

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterable

FEW = 32
"""Of more names, each is looked up by its letters instead of held against every one."""
LEAST_LETTERS = 6
"""Shorter names are never taken for slips of one another: `GQA` is not `MQA`."""


def fold(name: str) -> str:
    """Return a name without what case, blanks, hyphens and other marks make different."""
    text = name.lower()
    if not name.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", name).lower()
    return "".join(char for char in text if char.isalnum() or char in "+#")


def last(path: str) -> str:
    """Return the last part of a path without the ending `.md`."""
    base = path.rpartition("/")[2]
    return base[:-3] if base[-3:].lower() == ".md" else base


@keeping
class Names:
    """The names of files by their folded form, and by it with one letter left out."""

    by_fold: dict[str, list[str]]
    by_sign: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Those that may be slips of one another: of the same first letter, digits and signs."""
    by_slip: dict[tuple[str, str], dict[str, set[str]]] = field(default_factory=dict)
    """Of many such, each by its letters with one left out."""

    @classmethod
    def of(cls, paths: Iterable[str]) -> Names:
        """Index files: a note by its name, another file with its ending."""
        by_fold: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            by_fold[fold(last(path))].append(path)
        by_fold.pop("", None)
        return cls(dict(by_fold))

    def same(self, target: str) -> list[str]:
        """Return the files whose names differ from the target's only in case and marks.

        Where the target has folders, files in folders that agree with them come alone.
        """
        found = self.by_fold.get(fold(last(target)), [])
        folder = fold(target.rpartition("/")[0])
        exact = [path for path in found if fold(path.rpartition("/")[0]).endswith(folder)]
        return exact or found

    def slips(self, target: str) -> list[str]:
        """Return the files whose names differ by one letter that is no digit."""
        name = fold(last(target))
        if len(name) < LEAST_LETTERS:
            return []
        if not self.by_sign:
            for one in self.by_fold:
                if len(one) >= LEAST_LETTERS - 1:
                    self.by_sign.setdefault(_sign(one), []).append(one)
        sign = _sign(name)
        near: Iterable[str] = self.by_sign.get(sign, ())
        if len(self.by_sign.get(sign, ())) > FEW:
            if sign not in self.by_slip:
                index = self.by_slip[sign] = {}
                for one in near:
                    for key in _without_one(one):
                        index.setdefault(key, set()).add(one)
            index = self.by_slip[sign]
            near = {one for key in _without_one(name) for one in index.get(key, ())}
        close = sorted(one for one in near if is_slip(name, one))
        return [path for one in close for path in self.by_fold[one]]


def _sign(name: str) -> tuple[str, str]:
    """Return what slips of one another have in common."""
    return name[0], "".join(_telling(name))


def _without_one(name: str) -> set[str]:
    """Return a name and all it becomes when one letter is left out."""
    return {name} | {name[:at] + name[at + 1 :] for at in range(len(name))}


def is_slip(one: str, other: str) -> bool:
    """Tell whether two folded names differ by one letter put in, left out, changed or swapped.

    A digit, `+` or `#` that differs is no slip (Llama 2 is not Llama 3, C is not C#), nor is a
    first letter: those are other names more often than they are slips.
    """
    if one == other or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    if _telling(one) != _telling(other):
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, left = one[at:], other[at:]
    if len(one) == len(other):
        swapped = rest[:2] == left[1::-1] and rest[2:] == left[2:] and len(rest) > 1
        return swapped or rest[1:] == left[1:]
    longer, shorter = (rest, left) if len(rest) > len(left) else (left, rest)
    return longer[1:] == shorter


def _telling(name: str) -> list[str]:
    """Return the letters of a name that tell it from others like it."""
    return [char for char in name if char.isdigit() or char in "+#"]
