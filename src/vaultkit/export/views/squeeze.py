"""Makes scripts and style sheets shorter without changing what they do: a page carries both."""

from __future__ import annotations

import re

_TOKENS = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<word>[\w$]+)
    |(?P<sign>.)""",
    re.VERBOSE,
)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};+-*%<>~^") | {"", "return"}
_GLUED = frozenset("{}()[];,<>=?:&|!*%^~.")
"""Signs that need no space on either side; `+` and `-` might become `++` or `--`."""


def squeeze_script(text: str) -> str:
    """Return a script without comments and needless blanks; lines stay lines."""
    out: list[str] = []
    before, blank, at = "", "", 0
    while at < len(text):
        if text[at] == "`":
            piece, kind = _template(text, at), "string"
        elif (
            text[at] == "/"
            and text[at + 1 : at + 2] not in {"/", "*"}
            and before in _BEFORE_PATTERN
            and (found := _PATTERN.match(text, at))
        ):
            piece, kind = found[0], "string"
        else:
            token = _TOKENS.match(text, at)
            assert token is not None
            piece, kind = token[0], token.lastgroup or "sign"
        at += len(piece)
        if kind in {"space", "comment"}:
            blank = "\n" if "\n" in piece or blank == "\n" else " "
            continue
        if blank == "\n" and before:
            out.append("\n")
        elif blank and before and before not in _GLUED and piece not in _GLUED:
            out.append(" ")
        out.append(piece)
        before, blank = piece, ""
    return "".join(out)


def _template(text: str, start: int) -> str:
    """Return the template literal that begins at `start`, with all that is nested in it."""
    at, depth = start + 1, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "`" and not depth:
            return text[start : at + 1]
        elif text[at] == "`":
            at += len(_template(text, at)) - 1
        elif text[at] == "{" and (depth or text[at - 1] == "$"):
            depth += 1
        elif text[at] == "}" and depth:
            depth -= 1
        at += 1
    return text[start:]


def squeeze_style(text: str) -> str:
    """Return a style sheet without comments and needless blanks; lines stay lines."""
    parts = re.split(r"""("[^"\n]*"|'[^'\n]*')""", text)
    parts[::2] = [_style(part) for part in parts[::2]]
    return "\n".join(line for line in "".join(parts).split("\n") if line)


def _style(part: str) -> str:
    part = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", part)
    part = re.sub(r"[ \t]*([{};,>])[ \t]*", r"\1", part)
    part = re.sub(r":[ \t]+", ":", part)
    part = re.sub(r"\n[ \t]*", "\n", part)
    return part.replace(";}", "}")
