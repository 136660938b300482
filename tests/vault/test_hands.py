"""Many hands parse a vault as one does: the result is the same, whichever executor is given."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from vaultkit.config import Config
from vaultkit.notes.packing import pack_note
from vaultkit.vault import hands as hands_module
from vaultkit.vault.files import open_vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Serial(Executor):
    """An executor that does each thing at once, where it stands."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def two() -> Executor:
    return ProcessPoolExecutor(2)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for number in range(600):
        file = root / f"folder {number % 7}" / f"n{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = (
            f"---\ntags: [a, b{number}]\n---\n# Ä {number} ^x\n- [ ] do 📅 2024-01-0{number % 9}\n"
        )
        file.write_text(f"{text}\n[[n{number + 1}|Ω]] #tag %% off %% `x`\n", encoding="utf-8")
    (root / "bad.md").write_bytes(b"\xff\xfe")
    (root / "map.canvas").write_text("{}")
    (root / "refs.bib").write_text("@a{key,}")
    return root


@pytest.mark.parametrize("hands", [Serial, lambda: ThreadPoolExecutor(3), two, lambda: None])
@pytest.mark.parametrize("use_cache", [False, True])
def test_the_same_vault(
    hands: Callable[[], Executor | None],
    vault: Path,
    monkeypatch: pytest.MonkeyPatch,
    use_cache: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    monkeypatch.setattr(hands_module, "LEAST", 1)
    one = open_vault(vault, Config(), use_cache=False)
    for _ in range(2):
        many = open_vault(vault, Config(), use_cache=use_cache, hands=hands)
        assert list(one.notes) == list(many.notes)
        for path, note in one.notes.items():
            assert repr(note) == repr(many.notes[path])
            assert pack_note(note) == pack_note(many.notes[path])
        assert (one.files, one.others, one.entries) == (many.files, many.others, many.entries)


def test_few_notes_are_read_by_one(vault: Path) -> None:
    def refuse() -> Executor:
        raise AssertionError("for so few notes nobody is asked")

    assert len(open_vault(vault, Config(), hands=refuse).notes) == 601
