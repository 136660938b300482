"""Ids of papers on arXiv, in addresses and words."""

from __future__ import annotations

from vaultkit.text import pattern

_ADDRESS = pattern(
    r"(?i)https?://(?:[a-z]{1,10}\.)?arxiv\.org/(?:abs|pdf|html|format|ps)/([^\s?#]{1,60})"
)
_NEW = pattern(r"([0-9]{2})([0-9]{2})\.([0-9]{4,5})(?:v[0-9]{1,3})?")
_OLD = pattern(r"[a-z-]{2,20}(?:\.[A-Za-z-]{2,4})?/([0-9]{2})([0-9]{2})[0-9]{3}(?:v[0-9]{1,3})?")
_IN_WORDS = pattern(r"(?<![0-9.])([0-9]{4}\.[0-9]{4,5})(?:v[0-9]{1,3})?(?![0-9])")
FIVE_DIGITS_FROM = (2015, 1)
FIRST_NEW = (2007, 4)
MONTHS = 12


def may_be_arxiv(_kind: str, target: str, _words: str | None) -> bool:
    """Tell whether a link's target may be an address of a paper: a look that costs little."""
    return "rx" in target or "rx" in target.lower()


def arxiv_id(address: str) -> str | None:
    """Return what stands for the id in an address of a paper; None for other addresses."""
    found = _ADDRESS.match(address)
    if not found:
        return None
    name = found.group(1).rstrip("/.,;)")
    return name.removesuffix(".pdf").removesuffix(".html")


def is_possible(name: str) -> bool:
    """Tell whether arXiv gives ids like this one."""
    new = _NEW.fullmatch(name)
    if new:
        month = (2000 + int(new.group(1)), int(new.group(2)))
        digits = 5 if month >= FIVE_DIGITS_FROM else 4
        return month >= FIRST_NEW and 1 <= month[1] <= MONTHS and len(new.group(3)) == digits
    old = _OLD.fullmatch(name)
    return old is not None and 1 <= int(old.group(2)) <= MONTHS


def first_day(name: str) -> tuple[int, int] | None:
    """Return year and month of a paper's first version; None where the id is none."""
    new = _NEW.fullmatch(name)
    if new and is_possible(name):
        return 2000 + int(new.group(1)), int(new.group(2))
    return None


def ids_in(words: str) -> list[str]:
    """Return the ids, without versions, that stand in words."""
    return list(dict.fromkeys(found.group(1) for found in _IN_WORDS.finditer(words)))
