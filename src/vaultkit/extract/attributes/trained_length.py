"""How long the texts were that a model was trained on: `trained at 16k`."""

from vaultkit.extract.attribute import Attribute

trained_length = Attribute(
    name="trained-length",
    predicate="contextLength",
    frames=(
        "train at #",
        "trained at #",
        "pretrained at #",
        "finetuned at #",
        "tuned at #",
        "trained with # sequences",
        "trained on # sequences",
    ),
    least=1000,
    most=200000000.0,
    units=frozenset({"k"}),
)
