"""How many tokens a model's tokenizer knows."""

from vaultkit.extract.attribute import Attribute

vocabulary = Attribute(
    name="vocabulary",
    predicate="vocabularySize",
    after=(
        "vocabulary",
        "vocab",
        "vocabulary size",
        "vocab size",
        "token vocabulary",
        "entry vocabulary",
        "token vocab",
        "tokens vocabulary",
        "vocabulary tokens",
        "entries vocabulary",
        "tokens in vocabulary",
        "vocabulary entries",
    ),
    before=(
        "vocabulary size",
        "vocab size",
        "vocabulary",
        "vocab",
        "vocabulary of",
        "vocabulary size of",
        "vocabulary with",
        "vocab_size",
    ),
    least=1000,
    most=2000000.0,
    labels=(
        "vocabularysize",
        "vocabsize",
        "vocab",
        "vocabulary",
        "tokenvocabsize",
        "tokenvocabularysize",
        "vocab_size",
    ),
    units=frozenset({"", "k", "m"}),
    skip=("context", "window", "trained"),
    reach=4,
)
