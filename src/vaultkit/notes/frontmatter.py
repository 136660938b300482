"""The YAML head of a note, with the place of each key."""

from __future__ import annotations

from vaultkit.notes.keys import Key, guard, json_keys, yaml_keys
from vaultkit.notes.links import is_external, split_address, split_wikilink
from vaultkit.notes.note import Problem
from vaultkit.notes.plain_head import plain_rows
from vaultkit.notes.rows import make_field
from vaultkit.text import Span
from vaultkit.values import frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from vaultkit.notes.note import Field, Value
    from vaultkit.notes.rows import Row

SIZE_LIMIT = 1_000_000
"""The most code points of a head that a YAML library sees."""


@frozen
class Head:
    """The head of a note: YAML or JSON between two lines of `---` at the very start (B60)."""

    text: str
    span: Span
    """With both fences, without the last line end; empty where there is no head."""
    body: int = 0
    """Where the text of the note begins."""
    rows: Sequence[Row] = ()
    """Of its properties."""
    problems: tuple[Problem, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return its properties."""
        return tuple(map(make_field, self.rows))

    def texts(self, field: Field) -> Iterator[tuple[str, Span, str]]:
        """Yield each text in a field's value with its place and the path of its key (B61).

        The place is that of the words between quotes; the whole value where YAML escapes hide
        them.
        """
        at = field.value_span.start
        for words, path in _strings(field.value, field.key):
            if not words:
                continue
            span = _find(self.text, words, at, field.value_span.end)
            if span is None:
                span = field.value_span
            else:
                at = span.end
            yield words, span, path


def read_head(text: str) -> Head:
    """Return the head of a note; what is wrong with it becomes a problem."""
    first = 1 if text.startswith("\ufeff") else 0
    if not text.startswith("---", first):
        return Head(text, Span(0, 0))
    line_end = text.find("\n", first)
    if line_end < 0 or text[first + 3 : line_end].strip(" \t\r"):
        return Head(text, Span(0, 0))
    inner, at = line_end + 1, line_end + 1
    while at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        if text.startswith("---", at) and not text[at + 3 : line_end].strip(" \t\r"):
            return _head(text, first, Span(inner, at), line_end)
        at = line_end + 1
    line_end = text.find("\n", inner)
    second = text[inner : line_end if line_end >= 0 else len(text)]
    problems: tuple[Problem, ...] = ()
    if ":" in second or second.startswith(("...", "{")):
        where = Span(first, first + 3)
        problems = (Problem("unclosed-frontmatter", where, "the head has no closing line `---`"),)
    return Head(text, Span(0, 0), 0, (), problems)


def _head(text: str, first: int, inner: Span, close_end: int) -> Head:
    """Read what stands between the fences."""
    span = Span(first, inner.end + 3)
    body = min(close_end + 1, len(text))
    rows = plain_rows(text, inner, lambda words: clean(_parse(words)))
    if rows is not None:
        return Head(text, span, body, rows)
    source = inner.of(text)
    problem = guard(source)
    if problem is None and len(source) > SIZE_LIMIT:
        problem = ("frontmatter-too-large", 0, f"the head has over {SIZE_LIMIT} characters")
    if problem is not None:
        kind, at, message = problem
        line_end = text.find("\n", inner.start + at)
        where = Span(inner.start + at, line_end)
        return Head(text, span, body, (), (Problem(kind, where, message),))
    is_json = source.lstrip().startswith("{")
    keys = json_keys(text, inner) if is_json else yaml_keys(text, inner)
    try:
        values = _parse(source)
    except ValueError as error:
        return Head(text, span, body, (), (_invalid(text, inner, str(error)),))
    if values is None:
        values = {}
    if not isinstance(values, dict):
        where = Span(inner.start, inner.start + len(source.rstrip()))
        what = "the head is no list of properties (`key: value`)"
        return Head(text, span, body, (), (Problem("invalid-yaml", where, what),))
    return _fields(text, span, body, keys, values)


def _fields(text: str, span: Span, body: int, keys: list[Key], values: dict[Any, Any]) -> Head:
    """Give each key its value; of one that stands twice, each its own."""
    problems: list[Problem] = []
    seen: dict[str, Key] = {}
    named = {_name(key): value for key, value in values.items()}
    doubled = set()
    for key in keys:
        if key.name in seen:
            doubled.add(key.name)
            line = text.count("\n", 0, seen[key.name].key.start) + 1
            message = f"the property {key.name!r} stands already in line {line}"
            problems.append(Problem("duplicate-key", key.key, message))
        seen.setdefault(key.name, key)
    rows: list[Row] = []
    for key in keys:
        value = named.get(key.name)
        if key.name in doubled:
            value = _alone(key, text)
        rows.append((key.name, clean(value), *key.span, *key.key, *key.value, False))
    return Head(text, span, body, rows, tuple(problems))


def _parse(source: str) -> Any:
    """Parse YAML 1.2 that went through `guard`."""
    from yaml12 import parse_yaml

    return parse_yaml(source)


def _alone(key: Key, text: str) -> Any:
    """Return the value of one of several properties of the same name."""
    try:
        values = _parse(key.span.of(text))
    except ValueError:
        return key.value.of(text).strip()
    return next(iter(values.values())) if isinstance(values, dict) and values else None


def _invalid(text: str, inner: Span, message: str) -> Problem:
    """Say where the YAML parser stopped: its message ends with `line L column C`."""
    words = message.removeprefix("YAML parse error: ")
    said, _, place = words.rpartition(" at byte ")
    number = place.partition(" line ")[2].partition(" ")[0]
    start = inner.start
    if number.isdigit():
        for _ in range(int(number) - 1):
            after = text.find("\n", start, inner.end)
            if after < 0:
                break
            start = after + 1
    end = text.find("\n", start)
    span = Span(start, len(text) if end < 0 else end)
    return Problem("invalid-yaml", span, f"the head is no valid YAML: {said or words}")


def _name(key: Any) -> str:
    """Return a YAML key as the text that stands in the note."""
    if isinstance(key, bool):
        return str(key).lower()
    return str(getattr(key, "value", key))


def clean(value: Any) -> Value:
    """Return a YAML value made of plain texts, numbers, lists and tables.

    Tags are dropped and their text is kept: no tag ever names code. Numbers that JSON can not hold
    become text.
    """
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)  # else infinite, or no number
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    if isinstance(value, dict):
        return {_name(key): clean(one) for key, one in value.items()}
    return clean(getattr(value, "value", str(value)))


def _strings(value: Value, path: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a value with the path of its key."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _strings(one, f"{path}.{at}")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _strings(one, f"{path}.{name}")


def _find(text: str, words: str, start: int, end: int) -> Span | None:
    """Return where a text stands in its source: as it is, or with its quotes doubled."""
    for form in dict.fromkeys((words, words.replace("'", "''"), words.replace('"', '\\"'))):
        at = text.find(form, start, end)
        if at >= 0:
            return Span(at, at + len(form))
    return None


def property_links(head: Head) -> list[Row]:
    """Return the links in properties: values that are wholly one link (B61-B64)."""
    links: list[Row] = []
    top = head.text[: head.body]
    if "[[" not in top and "](" not in top and "\\" not in top:
        return links  # nor can escapes hide one
    for field in head.fields:
        for words, span, path in head.texts(field):
            link = _property_link(head.text, words.strip(), span, path)
            if link:
                links.append(link)
    return links


def _property_link(text: str, words: str, span: Span, path: str) -> Row | None:
    """Return the link that a property's text is, if it is one."""
    raw = span.of(text)
    lead = len(raw) - len(raw.lstrip())
    start, end = span.start + lead, span.end
    if raw.strip():
        end -= len(raw) - len(raw.rstrip())
    if words.startswith("[[") and words.endswith("]]") and words.find("]]") == len(words) - 2:
        split = split_wikilink(words[2:-2])
        if not words[2:-2].strip() or "\n" in words or "[[" in words[2:]:
            return None
        low, high = start + 2, start + 2 + split.length
        if not text.startswith("[[", start):
            low = high = 0
        return (
            "property", start, end, split.path, split.subpath, split.display, False, False,
            low, high, path, False,
        )  # fmt: skip
    middle = words.find("](")
    if words.startswith("[") and words.endswith(")") and middle > 0 and "\n" not in words:
        dest = words[middle + 2 : -1]
        if dest.startswith("<") and dest.endswith(">"):
            dest = dest[1:-1]
        elif " " in dest or "(" in dest:
            return None
        if is_external(dest) or not dest:
            return None
        target, sub = split_address(dest)
        at = text.find(dest, start, end)
        low, high = (at, at + len(dest)) if at >= 0 else (0, 0)
        return (
            "property", start, end, target, sub, words[1:middle], False, False,
            low, high, path, False,
        )  # fmt: skip
    return None


def post_of(head: Head) -> Any:
    """Return a note as python-frontmatter has it: a `frontmatter.Post` with our values."""
    from frontmatter import Post

    metadata = {one.key: one.value for one in head.fields}
    return Post(head.text[head.body :], _Handler(), **metadata)


def _Handler() -> Any:  # noqa: N802 (a class that is made when it is asked for)
    """Return a handler for python-frontmatter that reads YAML 1.2 behind our limits."""
    import re

    from frontmatter.default_handlers import BaseHandler

    class Handler(BaseHandler):
        """Reads a head as vaultkit does, and writes none: nothing dumps YAML into a note."""

        FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
        START_DELIMITER = END_DELIMITER = "---"

        def split(self, text: str) -> tuple[str, str]:
            head = read_head(text)
            if head.body == 0:
                raise ValueError
            inner = head.span.of(text).partition("\n")[2].removesuffix("---")
            return inner, text[head.body :]

        def load(self, fm: str, **_: object) -> dict[str, Any]:
            return {one.key: one.value for one in read_head(f"---\n{fm}\n---\n").fields}

        def export(self, metadata: dict[str, object], **_: object) -> str:
            raise NotImplementedError

    return Handler()
