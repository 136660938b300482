"""A model is better than another one, in the note's words.

Foo outperforms Bar and Baz. Foo is better than Bar. Foo beats Bar on MMLU. Foo surpasses Bar.
"""

from vaultkit.extract.pattern import Pattern

outperforms = Pattern(
    "outperforms",
    "outperforms",
    (
        "S outperform|beat|surpass|exceed|outscore|outclass|overtake|outrank|dominate|eclipse|crush|edge|outdo|outshine =out|past? ~4 O",
        "S outperform|beat|surpass|exceed|outscore|outclass|overtake|outrank|eclipse|crush|outdo|outshine O",
        "S =tops|topped|bests|bested O",
        "S better|stronger|superior|higher|faster|ahead|greater|preferable|smarter _6 than|to|of O",
        "S =more capable|powerful|efficient|accurate|performant|robust|competent|advanced than O",
        "S prefer|favor|favour ~4 to|over O",
        "S improve|improves|gain|gains|win|wins ~3 over|against O",
        "S ahead =of O",
        "S score|rank|place|reach|achieve|get|finish|sit|land ~9 =above|ahead =of? O",
        "S =leads|leading O",
    ),
    gap=7,
)

outperformed_by = Pattern(
    "outperformed-by",
    "outperforms",
    (
        "S outperform|beat|surpass|exceed|overtake|outscore|outclass|eclipse ~2 by O",
        "S trail|lag|fall|underperform ~2 behind|short? =of? O",
        "S worse|weaker|inferior|lower|below|behind _4 than|to O",
        "S =is|are|was|were|just|far|still|slightly|closely|well|narrowly|lags|falls =behind O",
        "S underperform|trails O",
    ),
    swap=True,
    gap=5,
)
