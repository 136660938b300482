"""Makes a vault in the shape of a large real one: the same bytes for the same size on every machine.

Shape (measured on a public vault of 6,571 notes, 14.8 MB): median note 1.3 KB, the largest some hundred KB, 6 headings, 3.5 wikilinks of
which a tenth name a heading, an embed a note, 60 bytes of frontmatter; folders of up to a few hundred notes. One link in a hundred is broken.
Some sentences name models and techniques, so that reading the graph has work to do: names come from vaultkit's own list.

    python bench/generate.py FOLDER NOTES
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

WORDS = [
    "model",
    "data",
    "train",
    "loss",
    "token",
    "layer",
    "graph",
    "note",
    "paper",
    "result",
    "method",
    "table",
    "index",
    "cache",
    "query",
    "value",
    "number",
    "large",
    "small",
    "fast",
    "slow",
    "open",
    "first",
    "second",
    "later",
    "often",
    "rarely",
    "shows",
    "reads",
    "keeps",
    "makes",
    "holds",
    "finds",
    "gives",
    "the",
    "a",
    "of",
    "in",
    "to",
    "with",
    "for",
    "by",
    "from",
    "on",
    "and",
    "or",
    "as",
    "at",
    "this",
    "that",
    "which",
    "when",
    "where",
    "while",
    "because",
    "although",
]
SENTENCES = (
    "{a} was fine-tuned from {b} on {n}k conversations.",
    "{a} uses {t}.",
    "{a} has {n} billion parameters and a context length of {n}k tokens.",
    "Unlike {b}, {a} was trained on {n} trillion tokens.",
    "{a} outperforms {b} on MMLU.",
    "{a} is a merge of {b} and {c}.",
)


def names() -> tuple[list[str], list[str]]:
    """Return labels of models and techniques."""
    from vaultkit.graph.vocab import knowledge

    known = knowledge()
    models = sorted(k.label for k in known if k.kind == "model")
    techniques = sorted(k.label for k in known if k.kind == "technique")
    return models[:120], techniques[:60]


def prose(chance: random.Random, length: int) -> str:
    """Return sentences of about `length` characters."""
    out: list[str] = []
    size = 0
    while size < length:
        words = [chance.choice(WORDS) for _ in range(chance.randint(6, 18))]
        text = " ".join(words).capitalize() + "."
        out.append(text)
        size += len(text) + 1
    return " ".join(out)


def note(
    chance: random.Random, number: int, total: int, models: list[str], techniques: list[str]
) -> str:
    """Return the text of one note."""
    size = min(int(chance.lognormvariate(6.7, 1.6)), 400_000)
    lines = [
        "---",
        f"tags: [t{number % 50}]",
        f"created: 2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "---",
        "",
    ]
    lines += [f"# Note {number}", ""]
    for section in range(chance.randint(1, 9)):
        lines += [f"## Section {section} of {number}", "", prose(chance, size // 9), ""]
        if chance.random() < 0.25:
            a, b, c = (chance.choice(models) for _ in range(3))
            sentence = chance.choice(SENTENCES)
            lines += [
                sentence.format(
                    a=a, b=b, c=c, t=chance.choice(techniques), n=chance.randint(2, 90)
                ),
                "",
            ]
        if chance.random() < 0.7:
            target = chance.randrange(total) if chance.random() > 0.01 else total + number
            anchor = f"#Section 0 of {target}" if chance.random() < 0.1 else ""
            lines.append(f"- see [[Note {target}{anchor}]] {prose(chance, 40)}")
        if chance.random() < 0.1:
            lines.append(f"- [ ] {prose(chance, 30)} 📅 2024-{chance.randint(1, 12):02}-10")
        lines.append("")
    for _ in range(chance.choice((0, 1, 2))):
        lines.append(f"![[Note {chance.randrange(total)}]]")
    return "\n".join(lines) + "\n"


def generate(folder: Path, total: int) -> None:
    """Write a vault of `total` notes into `folder`, unless one of that size is there."""
    mark = folder / ".obsidian" / "made"
    if mark.is_file() and mark.read_text(encoding="utf-8") == f"3 {total}":
        return
    models, techniques = names()
    for number in range(total):
        chance = random.Random(number)  # noqa: S311 (a vault for timing, no secret)
        place = folder / f"area {number % 23}" / f"topic {number // 250}"
        place.mkdir(parents=True, exist_ok=True)
        text = note(chance, number, total, models, techniques)
        (place / f"Note {number}.md").write_text(text, encoding="utf-8", newline="\n")
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(f"3 {total}", encoding="utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
