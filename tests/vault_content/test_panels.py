"""The panels of the example vault are what `vaultkit sync` makes of it."""

from __future__ import annotations

import subprocess
import sys

from vault_content.held import VAULT, open_example


def test_panels_are_up_to_date() -> None:
    """A failure means: run `vaultkit --vault vault sync`, look at the change, commit it."""
    kept = [note.path for note in open_example().notes.values() if note.panels]
    assert len(kept) >= 3
    done = subprocess.run(
        [sys.executable, "-m", "vaultkit", "--vault", str(VAULT), "sync", "--check", "--no-cache"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
