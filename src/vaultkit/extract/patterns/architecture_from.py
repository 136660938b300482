"""A model has another one's design, with weights of its own.

Foo has the same architecture as Bar. Foo is based on the Bar architecture. Built on Bar's design.
"""

from vaultkit.extract.pattern import Pattern

architecture_from = Pattern(
    "architecture-from",
    "architectureFrom",
    (
        "S same|identical|similar|nearly|equivalent _2 architecture|design|structure|backbone|architectures _3 =as|to|with O",
        "S =architecture|design ~3 same|identical|similar|equal ~2 as|to O",
        "S architecture|design|structure|backbone|arch based|build|model|pattern ~1 on|after|upon O",
        "S share ~3 architecture|design|backbone|structure _3 with O",
        "S follow|reuse|share|adopt|inherit|keep|borrow|use|retain|copy|mirror ~3 architecture|design|backbone|structure|recipe of|from|with O",
        "S follow|reuse|share|adopt|inherit|keep|borrow|use|retain|copy|mirror O ~3 architecture|design|backbone|structure|recipe|blueprint|layout|stack",
        "S architecture|design|arch|backbone : =same? =as? O",
        "S based|build|building|base ~2 on|upon|around|top|off O ~1 architecture|design|transformer|transformers|backbone|stack",
        "S based|build|building ~1 on|upon ~2 architecture|design|structure of O",
        "^ architecture|design|backbone|layout|blueprint ~1 mirror|follow|copy|resemble|replicate|reuse|inherit|match ~3 O",
        "^ architecture|design|backbone|layout|structure|block ~2 same|identical|similar|borrowed|taken|inherited|copied ~2 as|to|from|with|of O",
        "S architecture|design|layout|arch =is|are|was =that|those|the =same? of O",
        "S =takes|took|take|taking ~2 architecture|design|backbone|structure|blueprint ~3 of|from O",
        "S =takes|took|take|taking O ~1 architecture|design|structure|blueprint",
        "S =takes|took|take|inherits|inherited =over ~8 of|from O",
        "S =plain|vanilla|standard O _1 model|models|architecture|design",
        "S follow|reuse|share|adopt|keep|copy|mirror ~3 layout|recipe|blueprint of|from O",
        "S build|create|develop|make|derive ~1 from|on|with =the =same ~6 as|behind|create|build|power|underlie|for O",
        "S similar in architecture|design to O",
        "S architecturally|structurally ~2 similar|identical|same|close|equivalent to|as|with O",
        "S =scaled =up ~2 from|version|variant =of? O",
        "S backbone , O",
        "S =backbone =: O",
        "S clone|replication|replica|reproduction|reimplementation|re-implementation of O",
        "S have|has|share the? architecture|design|backbone|structure of O",
        "S architecturally|structurally a|an ~2 O",
        "S =llama-like|=like architecture O",
    ),
    gap=4,
    loose=True,
)
