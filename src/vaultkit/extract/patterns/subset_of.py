"""A dataset was taken out of another one.

SlimFoo is a subset of Foo. Foo was filtered from Bar. Foo is a cleaned part of Bar.
"""

from vaultkit.extract.pattern import Pattern

_DATA = frozenset({"DATA", "BENCH"})

subset_of = Pattern(
    "subset-of",
    "subsetOf",
    (
        "S subset|part|slice|sample|portion|fraction|split|selection|subsample of|from O",
        "S filter|clean|extract|derive|sample|take|curate|select|deduplicate|distil|crawl|mine|process|build|create|obtain ~4 from O",
        "S cleaned|filtered|deduplicated|curated|trimmed|clean ~2 version|copy|edition|snapshot of O",
        "S clean|filter|deduplicate|curate ~1 version|copy|edition|snapshot of O",
    ),
    subjects=_DATA,
    objects=_DATA,
    gap=4,
)
