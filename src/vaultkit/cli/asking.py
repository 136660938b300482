"""`vaultkit query` on a graph that is stored and fresh: answered without click, settings, notes.

Whatever is out of the ordinary - another option, a mistake, a graph to be made - goes its usual
way, where it is also said what is wrong.
"""

from __future__ import annotations

import gc
import os
import sys

from vaultkit.cli import replaying
from vaultkit.errors import EXIT_INTERRUPTED, VaultkitError

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence

    from vaultkit.query.query import Coming
    from vaultkit.query.stored import Stored

ROWS = ("json", "xml", "csv", "tsv")
_VALUES = ("--vault", "--format")


def can_ask(arguments: Sequence[str]) -> bool:
    """Tell whether a command line only asks: a query, and options that this file knows."""
    return "query" in arguments and _read(arguments) is not None


def _read(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]] | None:
    """Return the words after `query` and the options, None where any is not known here."""
    words: list[str] = []
    options: dict[str, str] = {}
    left = list(arguments)
    while left:
        one = left.pop(0)
        name, mark, value = one.partition("=")
        if name in _VALUES:
            if not mark:
                if not left:
                    return None
                value = left.pop(0)
            options[name] = value
        elif one in {"-q", "--quiet", "--iris"}:
            options[one.replace("-q", "--quiet") if one == "-q" else one] = "yes"
        elif one.startswith("-"):
            return None
        else:
            words.append(one)
    if len(words) < 2 or words.pop(0) != "query":  # noqa: PLR2004 (`query` and what is asked)
        return None
    if options.get("--format", "table") not in {*ROWS, "table"}:
        return None
    return words, options


def asked(arguments: Sequence[str]) -> int | None:
    """Print the answer and return the exit code; None where it must go the usual way."""
    read = _read(arguments)
    if read is None or (sys.stdout.isatty() and sys.platform == "win32"):
        return None  # colour on an old console is click's
    words, options = read
    gc.disable()  # nothing here makes rings, and looking for them takes time
    try:
        opened = _opened(arguments, words)
        if opened is None:
            return None
        return _printed(*opened, options)
    except VaultkitError:
        return None  # said, with all that goes with it, where it goes its usual way
    finally:
        gc.enable()


def _opened(arguments: Sequence[str], words: list[str]) -> tuple[Coming, Stored] | None:
    """Return the answer that comes, and the graph that gives it."""
    from vaultkit.graph.terms import DEFAULT_LAYERS
    from vaultkit.query.reopen import reopen

    layers: tuple[str, ...] = DEFAULT_LAYERS
    root = replaying.root_of(arguments)
    if any(mark in words[0] for mark in "{ ?\n"):
        ready = reopen(root, layers)
        return (ready.start(" ".join(words)), ready) if ready else None
    from vaultkit.query.question import question, terms_for

    one = question(words[0])
    given = dict(word.split("=", 1) for word in words[1:] if "=" in word)
    if len(given) < len(words) - 1:
        return None
    ready = reopen(root, tuple(dict.fromkeys((*layers, *one.layers))))
    if ready is None:
        return None
    return ready.start(one.bind(terms_for(one, given, ready.lexicon))), ready


def _printed(coming: Coming, ready: Stored, options: dict[str, str]) -> int | None:
    """Print an answer as `query` does."""
    from vaultkit.cli.rows import besides, table

    form = options.get("--format", "table")
    out = sys.stdout
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # as cli.run has it
    try:
        if coming.sort == "graph":
            coming.close()
            return None
        if form != "table":
            from vaultkit.query.results import parts

            for piece in parts(coming, form):
                out.write(piece)
        elif coming.sort == "ask":
            out.write("yes\n" if coming.collected().yes else "no\n")
        else:
            rows = list(coming)
            color = out.isatty() and not os.environ.get("NO_COLOR")
            iris = "--iris" in options
            out.write(table(coming.variables, rows, ready, color=color, iris=iris))
        out.flush()
    except VaultkitError as error:
        out.flush()
        sys.stderr.write(f"vaultkit: {error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("vaultkit: interrupted\n")
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader went away (`| head`): nothing is wrong
        coming.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if "--quiet" not in options:
        sys.stderr.write("".join(f"{one}\n" for one in besides(coming)))
    return 0
