"""A model follows another one in its line.

Foo 2 is the successor of Foo 1. Foo 2 improves upon Foo 1. Foo 2 replaces Foo 1.
"""

from vaultkit.extract.pattern import Pattern

successor_of = Pattern(
    "successor-of",
    "successorOf",
    (
        "S successor|follow-up|followup|sequel|suppressor|heir|descendant to|of O",
        "S follow|up ~1 to O",
        "S natural|direct|next ~1 continuation|evolution|step|iteration|generation|descendant|successor of|from|after|to O",
        "S continuation|evolution|iteration|update|upgrade|refresh|refinement of|to|over|from O",
        "S succeed|supersede|replace|supplant|obsolete O",
        "S come|arrive|follow ~2 after O",
        "S upgrade|upgraded|updated|improved|new|newer|enhanced|next-generation _1 version|iteration|generation of O",
        "S difference|differences|change|changes|update|updates|upgrade _2 from|over|to|since|vs|versus O",
        "S =builds|building =on|upon O",
        "S supersede|succeed O",
        "S drop-in replacement|successor for|of O",
    ),
    several=False,
    gap=4,
)

succeeded_by = Pattern(
    "succeeded-by",
    "successorOf",
    (
        "O succeed|supersede|replace|follow|supplant by|with S",
        "O =evolved into|to S",
        "O predecessor|precursor|forerunner of|to S",
        "O ' s successor|follow-up S",
        "O successor , S",
        "O =was followed by S",
    ),
)

predecessor = Pattern(
    "has-predecessor",
    "successorOf",
    (
        "S predecessor|precursor =: O",
        "S =its|the|their predecessor|predecessors ,? O",
        "S =compared =to|with =its predecessor O",
        "S ' s predecessor _4 be O",
    ),
    several=False,
)
