"""The prior of each rule is the measured one."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaultkit.config import Config
from vaultkit.extract.evaluate import evaluate
from vaultkit.extract.extract import extract
from vaultkit.extract.gold import read_gold
from vaultkit.extract.priors import PRIORS, measured, prior
from vaultkit.vault.files import open_vault

SHARED = Path(__file__).resolve().parents[3] / "shared"
NEAR = 0.03
"""How far a prior may lag behind what is measured now."""

here = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the labelled notes are not here")


@here
def test_priors_are_measured() -> None:
    vault = open_vault(SHARED / "notes", Config(), use_cache=False)
    found = evaluate(extract(vault, Config()), read_gold(SHARED / "gold"))
    off = {
        row.name: (prior(row.name), measured(row.said, row.right))
        for row in found.rules
        if abs(prior(row.name) - measured(row.said, row.right)) > NEAR
    }
    assert not off
    assert len(found.traps) <= 3


@here
def test_what_is_shown_as_sure_is_right() -> None:
    vault = open_vault(SHARED / "notes", Config(), use_cache=False)
    found = evaluate(extract(vault, Config()), read_gold(SHARED / "gold"))
    sure = next(row for row in found.calibration if row.name == "0.9")
    assert sure.precision is not None
    assert sure.precision >= 0.95


def test_few_claims_move_a_prior_little() -> None:
    assert measured(0, 0) == 0.9
    assert measured(1, 0) == pytest.approx(0.82)
    assert measured(100, 50) == pytest.approx(0.54)
    assert all(0.5 <= one <= 1 for one in PRIORS.values())
