"""A part of a model began with another one's weights.

Foo was initialised with the weights of Bar. Foo was upcycled from Bar. Foo warm-starts from Bar.
"""

from vaultkit.extract.pattern import Pattern

initialized_from = Pattern(
    "initialized-from",
    "initializedFrom",
    (
        "S initialize|initialise|warm-start|warmstart|seed|bootstrap ~2 from|with|by ~3 weights|parameters|checkpoint|checkpoints of|from O",
        "S initialize|initialise|warm-start|warmstart|init ~3 from|with|using O",
        "S upcycle|upcycled ~3 from O",
        "S start|begin|starts ~1 from|with ~2 weights|parameters|checkpoint|checkpoints of O",
        "S inherit|copy|reuse ~2 weights|parameters|checkpoint of|from O",
        "S initialize|initialise|init : O",
        "S =upcycling|upcycle of O",
    ),
    gap=4,
)

upcycled_into = Pattern(
    "upcycled-into",
    "initializedFrom",
    ("O upcycle|upcycled ~2 into|to S", "O weights|checkpoint initialize|initialise|seed S"),
    gap=4,
)
"""`Bar was upcycled into Foo`."""
