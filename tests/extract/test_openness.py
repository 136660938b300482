"""Terms of use in words: whose weights are open, gated or closed, and for whom."""

from __future__ import annotations

import pytest

from vaultkit.config import Config
from vaultkit.extract.extract import extract
from vaultkit.vault.vault import Vault


def said(text: str) -> set[tuple[str, object]]:
    graph = extract(Vault.of({"a.md": text}, config=Config()), Config())
    wanted = {"weightsAvailability", "licenseNote"}
    return {(c.subject, c.value) for c in graph.claims if c.predicate in wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Falcon 180B rivals proprietary ones.",
        "PaLM 2 is not open-source.",
        "It beats many open-source models such as MPT-7B.",
        "The code of GPT-2 uses open-source tools.",
        "Best open-weight models: see the list of Llama 2.",
    ],
)
def test_what_is_open_is_somebody_else(text: str) -> None:
    assert said(text + "\n") == set()


@pytest.mark.parametrize(
    ("text", "model", "value"),
    [
        ("OLMo 2 is an open-weight model.", "model/olmo-2", "open"),
        ("The weights of Phi-2 are available.", "model/phi-2", "open"),
        ("Claude 3 Opus is closed-source.", "model/claude-3-opus", "closed"),
        ("Gopher's weights were never released.", "model/gopher", "closed"),
        ("Llama 2 is gated: ask Meta for it.", "model/llama-2", "gated"),
        ("Orca 2 may be used for non-commercial purposes only.", "model/orca-2", "non-commercial"),
        ("MPT-7B allows commercial use.", "model/mpt-7b", "commercial use allowed"),
    ],
)
def test_what_a_sentence_says_of_its_own_subject(text: str, model: str, value: str) -> None:
    assert said(text + "\n") == {(model, value)}
