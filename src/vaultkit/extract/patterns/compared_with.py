"""Two models are compared; which one is better is not said.

Foo rivals Bar. Foo matches Bar. Compared to Bar, Foo is smaller. Foo is comparable to Bar.
"""

from vaultkit.extract.pattern import Pattern

compared_with = Pattern(
    "compared-with",
    "comparedWith",
    (
        "S rival|match|compete|approach|resemble|parallel ~5 of|with|to|like? O",
        "S rival|rivals|match|matches|approach|approaches O",
        "S compare|compared|comparison|comparable|similar|similarly|equivalent|competitive|par|parity|equal|akin|close|relative|contrast|parity ~4 with|to|against|of|and O",
        "S =vs|versus|unlike|against O",
        "S =between O",
        "=compared|relative|contrast|next|close with|to|against O ,? S",
        "S =vs|versus .? O",
        "S answer|alternative|competitor|rival to O",
        "S difference|differences ~2 from|with|to|between O",
        "S =same|similar =as|to O",
        "S larger|smaller|bigger|heavier|lighter|cheaper|slower|less|fewer|more|shorter|longer|<NUM> _5 than O",
        "S double|twice|half|<NUM> ~4 of O",
        "S quality of O",
        "S replicate|reproduce|replicating O",
        "^ =for =comparison , ~2 O",
    ),
    gap=6,
)
