"""A model is one of a family or series, or a size of a release.

Foo-mini is the smallest of the Foo family. The Foo series includes Foo-S and Foo-L.
"""

from vaultkit.extract.pattern import Pattern

part_of = Pattern(
    "part-of",
    "partOf",
    (
        "S =is|are|was|were ~5 =of|in =the|its? O family|series|lineup|suite|collection|herd|line",
        "S member|part|size|tier of =the? O family|series|lineup|suite|collection|herd|line",
        "S belong to =the? O family|series|lineup|suite",
    ),
    several=False,
    gap=2,
)

has_parts = Pattern(
    "has-parts",
    "partOf",
    (
        "O family|series|lineup|suite|collection|herd|models include|comprise|contain|span|consist|cover ~2 of? S",
        "O come|ship|exist|available as|in S",
        "O family|series|lineup|suite|collection|herd : S",
    ),
    gap=3,
)
