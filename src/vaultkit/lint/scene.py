"""What a rule sees beside its part: the vault, the day, its options, and the world outside."""

from __future__ import annotations

from vaultkit.lint.finding import Finding, Fix
from vaultkit.text import Edit, NotePath, Place, Span
from vaultkit.values import field, slotted

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date
    from typing import Any, Protocol, TypeVar

    from vaultkit.config import Config
    from vaultkit.graph.graph import KnowledgeGraph
    from vaultkit.lint.rule import Gather, Rule
    from vaultkit.notes.note import Link, Note
    from vaultkit.vault.resolve import Resolution
    from vaultkit.vault.vault import Vault

    T = TypeVar("T")
else:
    Protocol = object

NOWHERE = Span(0, 0)
MOST_TEXT = 120
"""Code points of a finding's source that reports and the baseline keep."""


class Outside(Protocol):
    """What notes do not say of themselves; asked only by rules that need it."""

    def written(self, path: str, line: int) -> date | None:
        """Return the day a line was last changed, by `git blame`; None where git knows none."""

    def modified(self, path: str) -> date | None:
        """Return the day of the file's time."""

    def gone(self) -> Mapping[str, str]:
        """Return names of notes that git once had, folded, each with its last path."""

    def left_out(self) -> Collection[str]:
        """Return the files that the settings leave out, by path: they are there all the same."""


class Nothing:
    """An outside that knows nothing: for notes that are on no disk."""

    def written(self, path: str, line: int) -> date | None:
        """Know no day."""
        del path, line
        return None

    def modified(self, path: str) -> date | None:
        """Know no day."""
        del path
        return None

    def gone(self) -> Mapping[str, str]:
        """Know no name."""
        return {}

    def left_out(self) -> Collection[str]:
        """Know no file."""
        return ()


@slotted
class Scene:
    """The surroundings of the part that a rule is called with; one for a run, moved along."""

    vault: Vault
    config: Config
    today: date
    outside: Outside
    rule: Rule
    graph: KnowledgeGraph | None = None
    path: str = ""
    note: Note | None = None
    """None where the part stands in a canvas or base file, or in no file."""
    reached: Resolution | None = None
    """What the link at hand reaches."""
    options: Any = None
    only: Collection[str] | None = None
    """Paths that are reported on; None for all."""
    known: Mapping[tuple[str, Span], tuple[Place, Place, str]] = field(default_factory=dict)
    """Lines and text of parts of other files, found in an earlier run: those need not be read."""
    taken: Callable[[Gather], Mapping[str, Any]] | None = None
    """Gives what was gathered in an earlier run."""
    _memo: dict[str, Any] = field(default_factory=dict)
    _here: tuple[Note | None, dict[str, Any]] = field(default_factory=lambda: (None, {}))

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Return what `make` returns, made once for the whole run."""
        if key not in self._memo:
            self._memo[key] = make()
        made: T = self._memo[key]
        return made

    def here(self, key: str, make: Callable[[], T]) -> T:
        """Return what `make` returns, made once for the note at hand."""
        if self._here[0] is not self.note:
            self._here = (self.note, {})
        memo = self._here[1]
        if key not in memo:
            memo[key] = make()
        made: T = memo[key]
        return made

    def gathered(self, gather: Gather) -> Mapping[str, Any]:
        """Return what a gatherer took from the files of the vault, by path in order of path.

        Files that it took nothing from are left out.
        """
        make = self.taken or (lambda one: take(one, self.vault))
        return self.once(f"gathered {gather.name}", lambda: make(gather))

    def give(self, key: str, made: object) -> None:
        """Put in what `once` would make under this key."""
        self._memo[key] = made

    @property
    def files(self) -> Iterable[str]:
        """Return the files that are reported on, in order of path."""
        return self.vault.files if self.only is None else sorted(self.only)

    def source(self, link: Link) -> str:
        """Return the text that is to be shown for a link."""
        return link.raw if self.note is None or not link.raw else link.span.of(self.note.text)

    def finding(  # noqa: PLR0913 (all but two are named at the call)
        self,
        span: Span,
        message: str,
        *,
        hint: str = "",
        cause: str = "",
        topic: str = "",
        fix: Fix | None = None,
        path: str | None = None,
        text: str = "",
    ) -> Finding:
        """Return a finding of the rule at hand, in the file at hand or in another one."""
        where = self.path if path is None else path
        start = end = Place(1, 1)
        known = self.known.get((where, span)) if path is not None else None
        note = None
        if known is not None:
            start, end, text = known[0], known[1], text or known[2]
        elif path is None:
            note = self.note
        elif span != NOWHERE:
            note = self.vault.notes.get(NotePath(path))
        if note is not None:
            start, end = note.place(span.start), note.place(span.end)
            if not text and span != NOWHERE:
                text = span.of(note.text) or note.line(start.line)
        elif span != NOWHERE and known is None and where in self.vault.others:
            start, end = (self.vault.place(where, one) for one in span)
        return Finding(
            path=where,
            span=span,
            code=self.rule.code,
            name=self.rule.name,
            severity=self.rule.severity,
            message=message,
            place=start,
            end=end,
            hint=hint,
            cause=cause,
            topic=topic,
            text=one_line(text),
            fix=fix,
        )

    def fix(self, *changes: tuple[Span, str], safe: bool = True) -> Fix:
        """Return a fix in the note at hand: the text at each span becomes another."""
        path = NotePath(self.path)
        return Fix(tuple(Edit(path, span, new) for span, new in changes), safe)


def take(gather: Gather, vault: Vault) -> dict[str, Any]:
    """Return what a gatherer takes from each file of a vault, in order of path."""
    parts: list[tuple[str, Any]] = list(vault.notes.items()) if gather.notes else []
    if gather.others:
        parts = sorted([*parts, *vault.others.items()], key=lambda one: one[0])
    made = ((path, gather.rows(part, vault.counted(part))) for path, part in parts)
    return {str(path): rows for path, rows in made if rows}


def one_line(text: str) -> str:
    """Return a text on one line, cut to what reports keep."""
    return " ".join(text[: 2 * MOST_TEXT].split())[:MOST_TEXT]


def named(names: Iterable[str], most: int = 3) -> str:
    """Return names as words: `a`, `b` and 3 others."""
    all_names = list(names)
    shown = [f"`{one}`" for one in all_names[:most]]
    rest = len(all_names) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} other{'s' if rest > 1 else ''}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
