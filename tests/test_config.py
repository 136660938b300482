from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vaultkit.config import Config, read_config
from vaultkit.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str, name: str = "vaultkit.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path) == Config()


def test_values_are_read_from_vaultkit_toml(tmp_path: Path) -> None:
    text = 'exclude = ["Templates/**"]\n[lint]\nstale-days = 30\nseverity = {LNK001 = "info"}\n'
    config = read_config(write(tmp_path, text))
    assert config.exclude == ("Templates/**",)
    assert config.lint.stale_days == 30
    assert config.lint.severity == {"LNK001": "info"}


def test_values_are_read_from_pyproject(tmp_path: Path) -> None:
    write(tmp_path, '[tool.vaultkit.build]\nout = "kg"\n', "pyproject.toml")
    assert read_config(tmp_path).build.out == "kg"


def test_a_pyproject_of_something_else_is_no_settings_file(tmp_path: Path) -> None:
    write(tmp_path, '[project]\nname = "x"\n', "pyproject.toml")
    assert read_config(tmp_path) == Config()


def test_options_of_a_rule_are_kept_as_written(tmp_path: Path) -> None:
    config = read_config(write(tmp_path, "[lint.rules.TSK001]\ndays = 3\n"))
    assert config.lint.rules == {"TSK001": {"days": 3}}


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ('exlude = ["a"]', "unknown setting 'exlude'", "did you mean 'exclude'?"),
        ("[lint]\nselct = []", "unknown setting 'lint.selct'", "'lint.select'"),
        ("exclude = 3", "'exclude' has the wrong type", "a list of texts"),
        ("[lint]\nstale_days = true", "'lint.stale_days' has the wrong type", "a whole number"),
        ('build = "x"', "'build' has the wrong type", "a table"),
        ("a = [", "is no valid TOML", ""),
        ('relative_miss = "x"', "relative_miss is", ""),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, what: str, hint: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_config(write(tmp_path, text))
    assert what in error.value.what
    assert hint in error.value.hint
    assert error.value.where == "vaultkit.toml"
