"""New notes for papers."""

from __future__ import annotations

import pytest

from vaultkit.config import Config, SyncConfig
from vaultkit.extract.extract import extract
from vaultkit.notes.parse import parse_note
from vaultkit.sync.new_paper import UnknownPaper, find_paper, plan_paper
from vaultkit.text import NotePath
from vaultkit.vault.vault import Vault

BIB = """@misc{doe2026zork, title={Zork: A Tale of Grues}, author={Doe, Jane},
 year={2026}, eprint={2699.12345}, archivePrefix={arXiv}}
"""


def text_of(vault: Vault, asked: str, title: str = "") -> tuple[str, str]:
    plan = plan_paper(vault, find_paper(vault, asked), title)
    assert plan.made is not None
    return plan.path, plan.made.after.decode()


@pytest.mark.parametrize(
    "asked", ["doe2026zork", "@doe2026zork", "2699.12345", "https://arxiv.org/abs/2699.12345v2"]
)
def test_an_entry_of_the_vaults_bibliography_becomes_a_note(asked: str) -> None:
    path, text = text_of(Vault.of({"refs.bib": BIB}), asked)
    assert path.endswith("Zork- A Tale of Grues.md")
    note = parse_note(NotePath(path), text)
    values = {one.key: one.value for one in note.fields}
    assert values == {
        "type": "paper",
        "title": "Zork: A Tale of Grues",
        "authors": ["Jane Doe"],
        "year": 2026,
        "arxiv": "2699.12345",
        "citekey": "doe2026zork",
        "url": "https://arxiv.org/abs/2699.12345",
    }


def test_a_number_alone_is_enough_and_the_listed_title_is_used() -> None:
    assert "title" not in text_of(Vault.of({}), "2699.00001")[1]
    assert text_of(Vault.of({}), "1810.04805")[0].startswith("Entities/BERT-")
    assert text_of(Vault.of({}), "2699.00001", "My Title")[0] == "Entities/My Title.md"
    assert "10.1000/x.7" in text_of(Vault.of({}), "doi:10.1000/x.7")[1]


@pytest.mark.parametrize(
    "note",
    [
        '---\ntype: paper\narxiv: "2699.12345"\n---\n',
        "---\nurl: https://arxiv.org/abs/2699.12345\n---\n",
        "---\ntype: literature\naliases: [doe2026zork]\n---\n",
        "---\ntype: paper\ntitle: 'Zork: A Tale of Grues'\n---\n",
    ],
)
def test_a_paper_that_has_a_note_gets_no_second_one(note: str) -> None:
    vault = Vault.of({"refs.bib": BIB, "there.md": note})
    plan = plan_paper(vault, find_paper(vault, "doe2026zork"))
    assert (plan.path, plan.made) == ("there.md", None)


def test_a_file_of_the_same_name_is_never_touched() -> None:
    vault = Vault.of({"refs.bib": BIB, "x/zork- a tale of grues.md": "mine"})
    with pytest.raises(UnknownPaper, match="already"):
        plan_paper(vault, find_paper(vault, "doe2026zork"))


def test_what_is_no_paper_is_said() -> None:
    with pytest.raises(UnknownPaper, match="zork"):
        find_paper(Vault.of({"refs.bib": BIB}), "zork")


def test_the_users_template_is_filled_in() -> None:
    config = Config(sync=SyncConfig(folder="Papers", templates={"paper": "t/paper.md"}))
    template = "---\ntype: paper\n---\n# {{title}} ({{year}})\n{{authors}} {{arxiv}} {{citekey}}\n"
    vault = Vault.of({"refs.bib": BIB, "t/paper.md": template}, config=config)
    path, text = text_of(vault, "doe2026zork")
    assert path == "Papers/Zork- A Tale of Grues.md"
    assert text.endswith("# Zork: A Tale of Grues (2026)\nJane Doe 2699.12345 doe2026zork\n")


def test_a_cite_key_means_the_paper_of_the_bibliography() -> None:
    text = "## BERT\n\nProposed by {% cite doe2026zork %}, it reads.\n"
    config = Config()
    graph = extract(Vault.of({"refs.bib": BIB, "a.md": text}, config=config), config)
    (claim,) = [one for one in graph.claims if one.predicate == "introducedBy"]
    assert claim.object == "paper/arxiv-2699.12345"
    assert graph.entities[claim.object].label == "Zork: A Tale of Grues"
