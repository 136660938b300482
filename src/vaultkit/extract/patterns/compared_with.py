"""Two models are compared; which one is better is not said.

Foo rivals Bar. Foo matches Bar. Compared to Bar, Foo is smaller. Foo is comparable to Bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaultkit.extract.pattern import Pattern

if TYPE_CHECKING:
    from vaultkit.extract.nlp import Match
    from vaultkit.extract.sentence import Sentence


def _opens_if_fronted(sentence: Sentence, match: Match) -> bool:
    """Tell whether a phrase whose subject comes last opens its clause.

    `Compared with Bar, Foo is smaller`; in `Foo was compared with Bar, Baz` what follows the
    comma is one more of those that Foo was compared with.
    """
    if match.phrase.subject != "after" or match.start == 0:
        return True
    before = sentence.tokens[match.start - 1]
    return not (before.type or before.norm.isalpha()) or before.norm in {"and", "but", "when", "as"}


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
    check=_opens_if_fronted,
)
