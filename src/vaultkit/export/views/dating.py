"""When a model is placed on the time axis, and why there (design/knowledge A8.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vaultkit.graph.facts import Claim, EntityId
    from vaultkit.graph.known import Known

DateSource = Literal["stated", "paper", "list", "relatives", "none"]

_ARXIV = re.compile(r"paper/arxiv-(\d\d)(0[1-9]|1[0-2])\.\d{4,5}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-\d\d)?")

SAID_BY = {
    "stated": "stated in the notes",
    "paper": "month of its paper, not later than",
    "list": "from vaultkit's list",
    "relatives": "placed after its latest parent; no date known",
    "none": "date unknown",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A month on the axis: years * 12 + months since January of year 0, with its reason."""

    low: int
    high: int
    """The last month that it can mean: a bare year spans twelve."""
    source: DateSource
    point: int | None = None
    """The month within it that another source gives, for drawing only."""

    @property
    def month(self) -> float:
        """Return where to draw it."""
        return (self.low + self.high) / 2 if self.point is None else self.point

    @property
    def words(self) -> str:
        """Return the date as precisely as it is known: `2023-07` or `2023`."""
        year, month = divmod(self.low, 12)
        return f"{year}-{month + 1:02}" if self.low == self.high else f"{year}"


def read_month(text: str, source: DateSource) -> Placed | None:
    """Return the month of an ISO date; a bare year is all its months."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found[1])
    if found[2] is None:
        return Placed(year * 12, year * 12 + 11, source)
    month = year * 12 + int(found[2]) - 1
    return Placed(month, month, source) if 1 <= int(found[2]) <= 12 else None  # noqa: PLR2004 (months)


def paper_month(paper: str) -> Placed | None:
    """Return the month in a paper's arXiv number."""
    found = _ARXIV.match(paper)
    if found is None:
        return None
    month = (2000 + int(found[1])) * 12 + int(found[2]) - 1
    return Placed(month, month, "paper")


def date_of(
    claims: Iterable[Claim], known: Known | None, knowns: Mapping[EntityId, Known]
) -> Placed | None:
    """Return a model's date: stated, else by its paper's arXiv number, else the shipped list's."""
    papers: list[str] = []
    stated: Placed | None = None
    for claim in claims:
        if claim.status != "accepted":
            continue
        if claim.predicate == "releaseDate" and isinstance(claim.value, str | int):
            text = str(claim.value)
            cut = text[:4] if claim.date_precision == "year" else text
            stated = stated or read_month(cut, "stated")
        if claim.predicate == "introducedBy" and claim.object:
            papers.append(claim.object)
    if known is not None and known.paper:
        papers.append(known.paper)
    other = _other_date(papers, known, knowns)
    if stated is None or other is None:
        return stated or other
    fits = stated.low < stated.high and stated.low <= other.low == other.high <= stated.high
    return replace(stated, point=other.low) if fits else stated


def _other_date(
    papers: list[str], known: Known | None, knowns: Mapping[EntityId, Known]
) -> Placed | None:
    """Return the month of the paper, else that of the shipped list."""
    for paper in papers:
        if placed := paper_month(paper):
            return placed
    if known is not None and known.released:
        return read_month(known.released, "list")
    if known is not None and known.part_of is not None and known.part_of in knowns:
        above = knowns[known.part_of].released
        return read_month(above, "list") if above else None
    return None
