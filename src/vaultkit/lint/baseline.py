"""Findings of an earlier day that are passed over, known by their text and not by their line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from vaultkit.errors import VaultkitError
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from vaultkit.lint.finding import Finding

VERSION = 1
Key = tuple[str, str]
"""Code, and hash of the text."""


def key(finding: Finding) -> Key:
    """Return what a finding is known by: its rule and the text it stands on, not its place."""
    words = finding.text or finding.topic or finding.message
    return finding.code, hashlib.blake2b(words.encode(), digest_size=6).hexdigest()


@frozen
class Baseline:
    """How often each finding was there, by path."""

    counts: Mapping[str, Mapping[Key, int]]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """Make a baseline that passes these findings over."""
        counts: dict[str, Counter[Key]] = {}
        for one in findings:
            counts.setdefault(one.path, Counter())[key(one)] += 1
        return cls(counts)

    @classmethod
    def read(cls, text: str, where: str) -> Baseline:
        """Read a baseline file.

        Raises:
            VaultkitError: it is none, or of a later version.
        """
        try:
            data = json.loads(text)
            if data["version"] != VERSION:
                raise VaultkitError(f"a baseline of version {data['version']}", where=where)
            counts: dict[str, dict[Key, int]] = {}
            for path, rows in data["findings"].items():
                counts[path] = {(str(code), str(mark)): int(n) for code, mark, n in rows}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise VaultkitError(
                "is no baseline", where=where, hint="make it anew: vaultkit lint --write-baseline"
            ) from error
        return cls(counts)

    @property
    def size(self) -> int:
        """Return how many findings it passes over."""
        return sum(sum(some.values()) for some in self.counts.values())

    def with_others(self, whole: Baseline, codes: Collection[str]) -> Baseline:
        """Return this with what another baseline holds of rules that did not run."""
        counts = {path: Counter(some) for path, some in self.counts.items()}
        for path, some in whole.counts.items():
            kept = Counter({mark: n for mark, n in some.items() if mark[0] not in codes})
            if kept:
                counts[path] = counts.get(path, Counter()) + kept
        return Baseline(counts)

    def text(self) -> str:
        """Return the file's text: sorted, one finding a line, so that git merges it well."""
        files = []
        for path in sorted(self.counts):
            rows = [
                json.dumps([code, mark, count])
                for (code, mark), count in sorted(self.counts[path].items())
                if count > 0
            ]
            if rows:
                inner = ",\n   ".join(rows)
                files.append(f"  {json.dumps(path, ensure_ascii=False)}: [\n   {inner}]")
        inner = ",\n".join(files)
        return f'{{"version": {VERSION}, "findings": {{\n{inner}\n}}}}\n'

    def split(
        self, findings: Iterable[Finding], files: Collection[str]
    ) -> tuple[list[Finding], list[Finding], Baseline]:
        """Split findings into new ones and ones passed over, and return what of this is in use.

        A finding counts as the same in the note it was in, or, where that note is gone from
        `files`, in any other: it was renamed.
        """
        left = {path: Counter(counts) for path, counts in self.counts.items()}
        orphans: Counter[Key] = Counter()
        for path, some in left.items():
            if path not in files:
                orphans.update(some)
        new: list[Finding] = []
        passed: list[Finding] = []
        for one in findings:
            mark = key(one)
            if left.get(one.path, Counter())[mark] > 0:
                left[one.path][mark] -= 1
                passed.append(one)
            elif orphans[mark] > 0 and one.path in files:
                orphans[mark] -= 1
                passed.append(one)
            else:
                new.append(one)
        return new, passed, Baseline.of(passed)
