"""Finds names in texts by one of several means, and prints the CPU seconds of the search alone.

python bench/names.py make VAULT FILE            texts and names, as JSON, for the others
python bench/names.py vaultkit|spacy|flashtext|read FILE
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

SHARE = 20
"""spaCy and flashtext get every so-manieth text; their time is multiplied."""


def make(vault: str, file: str) -> None:
    """Write the paths and texts of a vault, and the names of vaultkit's own list."""
    from vaultkit.graph.vocab import knowledge

    paths = sorted(str(one) for one in Path(vault).rglob("*.md"))
    texts = [Path(one).read_text(encoding="utf-8", errors="replace") for one in paths]
    forms = sorted({name for one in knowledge() for name in (one.label, *one.aliases)})
    Path(file).write_text(json.dumps({"paths": paths, "texts": texts, "forms": forms}), "utf-8")


def search(how: str, paths: list[str], texts: list[str], forms: list[str]) -> float:
    """Return the CPU seconds that one pass over all texts takes."""
    if how == "read":
        start = time.process_time()
        for path in paths:
            Path(path).read_bytes()
        return time.process_time() - start
    if how == "vaultkit":
        from vaultkit.extract.gazetteer import Gazetteer
        from vaultkit.extract.lexicon import make_lexicon
        from vaultkit.graph.vocab import knowledge

        gazetteer = Gazetteer(make_lexicon(knowledge()))
        gazetteer.find("warm")
        start = time.process_time()
        for text in texts:
            gazetteer.find(text)
        return time.process_time() - start
    cut = texts[::SHARE]
    scale = sum(map(len, texts)) / max(1, sum(map(len, cut)))
    if how == "spacy":
        import spacy
        from spacy.matcher import PhraseMatcher

        nlp = spacy.blank("en")
        nlp.max_length = 10_000_000
        matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        matcher.add("name", [nlp.make_doc(form) for form in forms])
        start = time.process_time()
        for text in cut:
            matcher(nlp.make_doc(text))
        return (time.process_time() - start) * scale
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for form in forms:
        processor.add_keyword(form)
    start = time.process_time()
    for text in cut:
        processor.extract_keywords(text, span_info=True)
    return (time.process_time() - start) * scale


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3])
    else:
        given = json.loads(Path(sys.argv[2]).read_text("utf-8"))
        print(search(sys.argv[1], given["paths"], given["texts"], given["forms"]))
