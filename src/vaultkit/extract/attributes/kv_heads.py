"""How many heads keep keys and values."""

from vaultkit.extract.attribute import Attribute

kv_heads = Attribute(
    name="kv-heads",
    predicate="kvHeadCount",
    after=(
        "kv heads",
        "key value heads",
        "for keys / values",
        "for keys",
        "keys / values",
        "for key",
        "for kv",
        "key-value heads",
        "heads for keys",
        "for keys and values",
        "key / value heads",
        "kv",
        "kv groups",
    ),
    before=(
        "kv heads",
        "key value heads",
        "num kv heads",
        "key-value heads",
        "number of kv heads",
        "# kv heads",
        "n kv heads",
    ),
    least=1,
    most=256,
    labels=(
        "kvhead",
        "numkv",
        "nkv",
        "kvheads",
        "numkvheads",
        "keyvalueheads",
        "#kvheads",
        "nkvheads",
        "numkeyvalueheads",
    ),
    units=frozenset({""}),
    skip=("tokens",),
    reach=2,
)
