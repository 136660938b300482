"""A model does without a technique.

Foo does not use MoE. No dropout. Foo drops biases. Foo is dense, without MoE.
"""

from vaultkit.extract.pattern import Pattern

lacks_technique = Pattern(
    "lacks-technique",
    "lacksTechnique",
    (
        "S =not|no|never|neither|without|lacks|lack|lacking|omits|omit|drops|drop|removes|remove|removed|removing|avoids|avoid|avoiding|excludes|abandons|eliminates|eliminating|forgoes|skips|skipping|discards|discarding|ditches|replaces|replace|replacing|dropping ~4 O",
        "S =instead|rather =of|than O",
        "S =unlike|departing|contrast ~2 O",
        "S =no longer use|need|rely ~1 O",
        "S didnt|dont|doesnt ~3 O",
    ),
    objects=frozenset({"TECH"}),
    gap=4,
)
