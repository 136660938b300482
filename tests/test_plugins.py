from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from vaultkit import plugins

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_values_are_found_by_type_in_order_of_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "plugged"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "b.py").write_text(
        "from fractions import Fraction\ntwo = Fraction(2)\n", encoding="utf-8"
    )
    (folder / "a.py").write_text(
        "from plugged.b import two, Fraction\none = Fraction(1)\n", encoding="utf-8"
    )
    (folder / "_private.py").write_text("raise SystemExit\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    package = import_module("plugged")
    try:
        from fractions import Fraction

        assert plugins.names(package) == ("a", "b")
        assert plugins.collect(package, Fraction) == (Fraction(2), Fraction(1))
    finally:
        for name in [one for one in sys.modules if one.split(".")[0] == "plugged"]:
            del sys.modules[name]
