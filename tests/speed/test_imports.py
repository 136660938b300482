"""What a hook must not pay for: libraries that a command does not use."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = {"pyoxigraph", "rdflib", "networkx", "spacy", "pyvis", "pyshacl", "watchfiles"}
LIGHT = {
    "--version": set[str](),
    "lint": {"spacy", "networkx", "rdflib", "pyvis", "pyshacl", "pyoxigraph", "numpy"},
    "resolve": {"spacy", "networkx", "rdflib", "pyvis", "pyshacl", "pyoxigraph", "numpy"},
}


@pytest.mark.parametrize("command", sorted(LIGHT))
def test_a_hook_pays_for_no_library_it_does_not_use(
    command: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("vault")
    (folder / "a.md").write_text("[[b]] and [[a]]\n", encoding="utf-8")
    arguments = {
        "--version": ["--version"],
        "lint": ["--vault", str(folder), "lint", "--no-cache"],
        "resolve": ["--vault", str(folder), "resolve", "[[a]]", "--from", "a.md"],
    }[command]
    code = (
        "import sys; sys.argv[1:] = " + repr(arguments) + "\n"
        "from vaultkit.__main__ import main\n"
        "code = main()\n"
        "sys.stderr.write('\\n' + ' '.join(sorted({m.split('.')[0] for m in sys.modules})))\n"
        "raise SystemExit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    heavy = LIGHT[command] or HEAVY | {"click"}
    assert not loaded & heavy
