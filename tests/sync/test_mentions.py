"""link --fix: the first clear mention becomes a link, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vaultkit.config import Config, SyncConfig
from vaultkit.extract.extract import extract
from vaultkit.sync.mentions import find_linkable
from vaultkit.text import apply_edits
from vaultkit.vault.vault import Vault

pytest.importorskip("spacy", reason="reading sentences needs vaultkit[nlp]")

OWN = {"Models/LLaMA.md": "# LLaMA\n", "RoPE.md": "# RoPE\n"}


def linked(text: str, config: Config | None = None) -> str:
    config = config or Config()
    vault = Vault.of({**OWN, "s.md": text}, config=config)
    found = find_linkable(vault, extract(vault, config), config, {"s.md"})
    return apply_edits(text, [one.edit for one in found])


def test_the_first_mention_of_each_entity() -> None:
    text = "LLaMA uses RoPE. LLaMA is a model with RoPE.\r\n"
    assert linked(text) == "[[LLaMA]] uses [[RoPE]]. LLaMA is a model with RoPE.\r\n"
    assert linked(linked(text)) == linked(text)


@pytest.mark.parametrize(
    "text",
    [
        "See [[LLaMA]]: the LLaMA model uses attention.\n",
        "# LLaMA\n",
        "`LLaMA` is a model\n",
        "```\nLLaMA is a model\n```\n",
        "<!-- LLaMA is a model -->\n",
        "%% LLaMA is a model %%\n",
        "[the LLaMA model](https://example.org)\n",
        "> LLaMA is a model.\n",
        "---\nabout: LLaMA\n---\n",
    ],
)
def test_never_in_links_headings_code_comments_quotes(text: str) -> None:
    assert linked(text) == text


def test_by_setting_in_quotes() -> None:
    config = replace(Config(), sync=SyncConfig(link_quotes=True))
    assert linked("> LLaMA is a model.\n", config) == "> [[LLaMA]] is a model.\n"
