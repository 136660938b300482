from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from vaultkit import plugins
from vaultkit.errors import PluginError

if TYPE_CHECKING:
    from pathlib import Path


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


def test_installed_packages_add_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plugged").mkdir()
    (tmp_path / "plugged/__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "theirs.py").write_text(
        "from fractions import Fraction\nthree = Fraction(3)\nword = 'x'\n", encoding="utf-8"
    )
    info = tmp_path / "theirs-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n", encoding="utf-8"
    )
    points = info / "entry_points.txt"
    points.write_text("[plugged]\nthree = theirs:three\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    package = import_module("plugged")
    try:
        from fractions import Fraction

        assert plugins.collect(package, Fraction) == (Fraction(3),)
        points.write_text("[plugged]\nword = theirs:word\n", encoding="utf-8")
        with pytest.raises(PluginError):
            plugins.collect(package, Fraction)
    finally:
        for name in [one for one in sys.modules if one.split(".")[0] in {"plugged", "theirs"}]:
            del sys.modules[name]
