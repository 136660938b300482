"""How many attention heads a model has."""

from vaultkit.extract.attribute import Attribute

heads = Attribute(
    name="heads",
    predicate="headCount",
    after=(
        "heads",
        "attention heads",
        "heads for queries",
        "query heads",
        "q heads",
        "head attention",
    ),
    before=(
        "heads",
        "attention heads",
        "number of heads",
        "num heads",
        "n heads",
        "query heads",
        "# heads",
        "head count",
    ),
    least=2,
    most=512,
    labels=(
        "heads",
        "attentionheads",
        "numheads",
        "nheads",
        "#heads",
        "queryheads",
        "numberofheads",
        "numattentionheads",
    ),
    units=frozenset({""}),
    skip=(
        "kv",
        "key",
        "keys",
        "values",
        "key-value",
        "size",
        "every",
        "per",
        "dimension",
        "action",
        "classification",
        "output",
    ),
    reach=2,
)
