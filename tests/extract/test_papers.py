"""Papers that notes cite: which ones, how far they are read, and what they are said to describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vaultkit.config import Config
from vaultkit.extract.extract import extract
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from vaultkit.graph.graph import KnowledgeGraph


def read(text: str) -> KnowledgeGraph:
    return extract(Vault.of({"a.md": text}, config=Config()), Config())


def cites(text: str) -> dict[str, str]:
    (facts,) = read(text).notes.values()
    return {str(paper): status for paper, status in facts.cites}


def said(text: str) -> set[tuple[str, str, str | None]]:
    wanted = {"introducedBy", "describedBy"}
    return {(c.subject, c.predicate, c.object) for c in read(text).claims if c.predicate in wanted}


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/abs/1810.04805",
        "https://arxiv.org/pdf/1810.04805v2.pdf",
        "http://www.arxiv.org/abs/1810.04805?context=cs",
        "https://huggingface.co/papers/1810.04805",
    ],
)
def test_an_address_of_a_paper_is_the_paper(address: str) -> None:
    assert cites(f"See [this]({address}).\n") == {"paper/arxiv-1810.04805": ""}


def test_a_paper_that_no_list_has_is_called_by_the_words_of_its_link() -> None:
    graph = read("- [Cats That Count to Nine](https://arxiv.org/abs/2699.12345)\n")
    assert graph.entities["paper/arxiv-2699.12345"].label == "Cats That Count to Nine"  # type: ignore[index] # an id
    graph = read("[pdf](https://arxiv.org/pdf/2699.12345)\n")
    assert graph.entities["paper/arxiv-2699.12345"].label == "arXiv:2699.12345"  # type: ignore[index] # an id


def test_a_doi_is_a_paper_too() -> None:
    assert list(cites("<https://doi.org/10.1000/abc.7>\n")) == ["paper/doi-10.1000-abc.7"]


def test_check_boxes_say_how_far_it_is_read() -> None:
    text = (
        "- [x] <https://arxiv.org/abs/1810.04805>\n"
        "- [ ] <https://arxiv.org/abs/1910.10683>\n"
        "- [/] <https://arxiv.org/abs/2005.14165>\n"
        "- <https://arxiv.org/abs/2302.13971>\n"
    )
    assert cites(text) == {
        "paper/arxiv-1810.04805": "read",
        "paper/arxiv-1910.10683": "todo",
        "paper/arxiv-2005.14165": "reading",
        "paper/arxiv-2302.13971": "",
    }


@pytest.mark.parametrize(
    ("key", "paper"),
    [
        ("devlin2019bertpretrainingdeepbidirectional", "paper/arxiv-1810.04805"),
        ("brown2020languagemodelsfewshotlearners", "paper/arxiv-2005.14165"),
        ("radford2018improving", "paper/radford-2018"),
        ("nobody2031", "paper/citekey-nobody2031"),
        ("smith2020language", "paper/citekey-smith2020language"),
    ],
)
def test_a_cite_key_is_the_paper_whose_title_it_is_made_of(key: str, paper: str) -> None:
    assert list(cites(f"Read {{% cite {key} %}} again.\n")) == [paper]


def test_a_title_in_the_text_is_cited() -> None:
    assert cites("Language Models are Few-Shot Learners is long.\n") == {
        "paper/arxiv-2005.14165": ""
    }


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "# PaLM\n\nPaper: <https://arxiv.org/abs/2204.02311>\n",
            ("model/palm", "introducedBy", "paper/arxiv-2204.02311"),
        ),
        (
            "[BERT](https://arxiv.org/abs/1810.04805) came first.\n",
            ("model/bert", "describedBy", "paper/arxiv-1810.04805"),
        ),
        (
            "{% cite brown2020languagemodelsfewshotlearners %} introduced GPT-3.\n",
            ("model/gpt-3", "introducedBy", "paper/arxiv-2005.14165"),
        ),
        (
            "## DPO\n\n[paper](https://arxiv.org/abs/2305.18290)\n",
            ("technique/dpo", "describedBy", "paper/arxiv-2305.18290"),
        ),
        (
            "- PaLM: Scaling Language Modeling with Pathways\n",
            ("model/palm", "introducedBy", "paper/arxiv-2204.02311"),
        ),
    ],
)
def test_what_a_paper_is_said_to_describe(text: str, claim: tuple[str, str, str]) -> None:
    assert said(text) == {claim}


@pytest.mark.parametrize(
    "text",
    [
        "We read BERT and [something else](https://arxiv.org/abs/1910.10683).\n",
        "[A survey of many models](https://arxiv.org/abs/2699.00001) covers BERT and T5.\n",
        "# Llama 2\n\n# GPT-4\n\nMore: <https://example.org/paper.pdf>\n",
        "`[BERT](https://arxiv.org/abs/1810.04805)`\n",
    ],
)
def test_a_paper_beside_a_name_describes_nothing(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Orca (Microsoft, 2023) and Mistral 7B (September 2023) came out.\n",
        "BERT (Devlin et al., 2012) is dated wrongly.\n",
        "## BERT\n\nIt is like {% cite radford2019language %}.\n",
        "# On the Limits of BERT Models in Practice\n\narXiv:2699.12345\n",
    ],
)
def test_what_does_not_say_which_paper_describes_a_model(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "BERT (Devlin et al., 2018) reads both ways.\n",
            ("model/bert", "describedBy", "paper/arxiv-1810.04805"),
        ),
        (
            "## BERT\n\n{% cite devlin2019bertpretrainingdeepbidirectional %} reads both ways.\n",
            ("model/bert", "describedBy", "paper/arxiv-1810.04805"),
        ),
        (
            "## BERT\n\nProposed by {% cite devlin2019bertpretrainingdeepbidirectional %}, it reads.\n",
            ("model/bert", "introducedBy", "paper/arxiv-1810.04805"),
        ),
        (
            "The paper that introduced BERT: [BERT](https://arxiv.org/abs/2699.12345)\n",
            ("model/bert", "describedBy", "paper/arxiv-2699.12345"),
        ),
        (
            "The paper that first introduced BERT: [see here](https://arxiv.org/abs/2699.12345)\n",
            ("model/bert", "introducedBy", "paper/arxiv-2699.12345"),
        ),
        (
            "# BERT: Reading Both Ways\nDoe et al., Google, Nov 2018. arXiv:2699.12345\n",
            ("model/bert", "describedBy", "paper/arxiv-2699.12345"),
        ),
    ],
)
def test_citations_of_many_sorts(text: str, claim: tuple[str, str, str]) -> None:
    assert claim in said(text)
