"""The time of a run grows with the size of a note, not with its square, on hostile notes too."""

from __future__ import annotations

import time
from datetime import date

import pytest

from vaultkit.config import Config
from vaultkit.lint.lint import lint
from vaultkit.lint.select import all_rules
from vaultkit.vault.vault import Vault

DAY = date(2026, 11, 21)
RULES = [one for one in all_rules() if not one.needs_graph]
HOSTILE = {
    "marks": "%% vaultkit: off LNK001 %% ",
    "mark words": "vaultkit:",
    "addresses": "[a](b c",
    "empty links": "[a]()",
    "brackets": "[[",
    "missing": "[[never {n}]] ",
    "embeds": "![[gone {n}.png]]\n",
    "headings": "## head {n}\n[[#none {n}]]\n",
    "blocks": "text ^id-{n}\n\n[[#^none-{n}]]\n\n",
    "anchors": "[a](#none-{n})\n",
    "tasks": "- [ ] task {n} 📅 2020-01-01\n",
    "statuses": "- Status: open\n- [ ] task {n}\n",
    "dated tasks": "- [ ] 2020-01-02 task {n}\n",
    "days": "Monday 2024-07-2",
    "weekdays": "2024-07-23 Monday ",
    "fences": "```\nx\n```\n\n",
    "math": "$$ ",
    "footnotes": "[^{n}]: ",
    "references": "word [{n}] [1](b) ",
    "rows": "| a | [[b|c]] |\n",
    "arxiv": "## [2022]\nhttps://arxiv.org/abs/2302.1397{n}\n",
    "blanks": "a\u00a0",
    "waits": "- [ ] t 🆔 i{n} ⛔ i{m}\n",
    "items": "- \n",
    "dates": "1999-",
    "fields": "status:: paused\n",
}  # fmt: skip


def text(kind: str, size: int) -> str:
    parts, total, n = [], 0, 0
    while total < size:
        n += 1
        part = HOSTILE[kind].replace("{n}", str(n % 1000)).replace("{m}", str(n % 1000 + 1))
        parts.append(part)
        total += len(part)
    head = "| a | b |\n|---|---|\n" if kind == "rows" else ""
    return head + "".join(parts) + "\n"


def spent(kind: str, size: int) -> float:
    vault = Vault.of({"Note.md": text(kind, size), "Other.md": "x\n"})
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        lint(vault, None, RULES, Config(), DAY)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_time_grows_with_the_size(kind: str) -> None:
    small, large = spent(kind, 10_000), spent(kind, 80_000)
    # Eight times the text: 64 times the time would be its square.
    assert large < 24 * small + 0.25, (small, large)
