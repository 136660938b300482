"""The pipe that users of spaCy add: entities in `doc.ents`, claims in `doc._.claims`."""

from __future__ import annotations

from typing import Any

from vaultkit.extract.gazetteer import Gazetteer
from vaultkit.extract.lexicon import make_lexicon
from vaultkit.extract.plain import read_text
from vaultkit.graph.vocab import knowledge


def make_pipe(nlp: Any, name: str) -> Any:
    """Return a callable pipe; it reads the text of a Doc as one note."""
    del nlp, name
    gazetteer = Gazetteer(make_lexicon(knowledge()))

    def pipe(doc: Any) -> Any:
        reading = read_text(doc.text, gazetteer)
        spans = []
        for mention in reading.mentions:
            span = doc.char_span(
                mention.span.start,
                mention.span.end,
                label=mention.kind.upper(),
                kb_id=mention.entity,
            )
            if span is not None:
                spans.append(span)
        doc.ents = tuple(spans)
        doc._.claims = reading.claims
        return doc

    return pipe
