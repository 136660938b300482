"""Lint finds nothing in the example vault, with every rule on, today and in ten years."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vault_content.held import VAULT


@pytest.mark.parametrize("today", ["2026-01-01", "2036-01-01"])
def test_lint_is_clean(today: str) -> None:
    command = [sys.executable, "-m", "vaultkit", "--vault", str(VAULT), "lint", "--no-cache"]
    done = subprocess.run(
        [*command, "--select", "ALL", "--graph", "--fail-on", "info", "--today", today],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
