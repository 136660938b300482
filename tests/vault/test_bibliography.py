"""Entries of BibTeX files."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaultkit.vault.bibliography import read_bibliography
from vaultkit.vault.vault import Vault

ZOTERO = r"""
@comment{nothing}
@misc{doe_zork_2026,
	title = {{Zork}: {A} {Tale} of {Grues} \& Lamps},
	url = {http://arxiv.org/abs/2699.12345},
	doi = {10.48550/arXiv.2699.12345},
	urldate = {2026-01-02},
	author = {Doe, Jane and M{\"u}ller, J\'{e}r\^ome and others},
	month = jan,
	year = {2026},
	note = {arXiv:2699.12345 [cs]},
}
@article{roe25lamps,
  author    = "Roe, Richard",
  title     = "Lamps and {"} " # " more",
  journal   = {Journal of Lamps},
  date      = {2025-03-04},
  doi       = {https://doi.org/10.1000/XYZ.7}
}
@inproceedings{bare, title={Bare}, eprint={2601.00001v2}, archivePrefix={arXiv}, year=2026}
"""


def test_entries_of_zotero_and_of_people() -> None:
    first, second, third = read_bibliography(ZOTERO.encode())
    assert first.key == "doe_zork_2026"
    assert first.title == "Zork: A Tale of Grues & Lamps"
    assert first.authors == ("Jane Doe", "Jérôme Müller")
    assert (first.year, first.arxiv, first.doi) == ("2026", "2699.12345", "")
    assert (second.year, second.doi, second.kind) == ("2025", "10.1000/XYZ.7", "article")
    assert second.authors == ("Richard Roe",)
    assert (third.arxiv, third.year) == ("2601.00001", "2026")


def test_a_vault_holds_them_by_key() -> None:
    vault = Vault.of({"refs.bib": ZOTERO, "a.md": ""})
    assert sorted(vault.papers) == ["bare", "doe_zork_2026", "roe25lamps"]


def test_a_broken_entry_takes_no_other_with_it() -> None:
    entries = read_bibliography(b"@misc{one, title={never closed\n\n@misc{two, title={Two}}\n")
    assert [one.key for one in entries] == ["one", "two"]
    assert entries[1].title == "Two"


@given(st.text('@misc{}=",#\\ \n\'^"abTitle', max_size=200))
def test_reading_is_total(text: str) -> None:
    read_bibliography(text.encode())
    read_bibliography(("@misc{k, title=" + text).encode())
