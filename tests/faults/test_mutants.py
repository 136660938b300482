"""The tests bite: with a bad writer in the place of the real one, they fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.mutants import MUTANTS

HERE = Path(__file__).parent
CATCHES = {
    "truncate": "test_write_faults.py::test_killed_at_every_call",
    "no-verify": "test_guards.py::test_an_edit_that_slips_in_twice_is_kept_in_order",
    "no-fsync": "test_power_cut.py",
    "no-marks": "test_guards.py::test_mode_attributes_and_times",
    "no-jail": "test_guards.py::test_paths_that_are_never_written",
    "no-shrink-guard": "test_guards.py::test_the_shrink_guard",
    "no-lock": "test_guards.py::test_one_writer_at_a_time",
    "no-settle": "test_write_faults.py::test_error_at_every_call",
}


def suite(mutant: str, test: str) -> int:
    """Run a test with a mutant; return pytest's exit code."""
    environment = {**os.environ, "VAULTKIT_MUTANT": mutant}
    environment["PYTHONPATH"] = os.pathsep.join([str(HERE.parent), environment["PYTHONPATH"]])
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "faults.mutants",
            "-p",
            "no:cacheprovider",
            str(HERE / test),
        ],
        cwd=HERE.parents[1],
        env=environment,
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.skipif(os.name == "nt", reason="the bad writers use calls of POSIX")
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_bad_writer_turns_the_suite_red(mutant: str) -> None:
    assert suite(mutant, CATCHES[mutant]) == 1
