"""How many tokens a model saw, where the word is left out: `Foo went up to 15T`."""

from vaultkit.extract.attribute import Attribute

tokens_seen = Attribute(
    name="tokens-seen",
    predicate="trainingTokens",
    frames=(
        "went up to #",
        "goes up to #",
        "saw #",
        "sees #",
        "seen #",
        "got #",
        "went to #",
        "trained for #",
        "went through #",
    ),
    least=1e12,
    most=1e15,
    units=frozenset({"t"}),
)
