"""Every setting, on one page."""

from __future__ import annotations

import os

from vaultkit.errors import ConfigError, nearest
from vaultkit.values import field, frozen

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

CONFIG_NAME = "vaultkit.toml"


@frozen
class LintConfig:
    """`[lint]`: what `vaultkit lint` looks for."""

    select: tuple[str, ...] = ()
    """Codes or prefixes to run instead of the default set."""
    extend_select: tuple[str, ...] = ()
    """Codes or prefixes to run besides."""
    ignore: tuple[str, ...] = ()
    """Codes or prefixes not to run."""
    severity: Mapping[str, str] = field(default_factory=dict)
    """A level (`error`, `warning`, `info`) for a code."""
    per_path_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes not to report for paths that match a glob, such as `Templates/**`."""
    baseline: str = ".vaultkit-baseline.json"
    """File in the vault that holds findings to pass over."""
    stale_days: int = 90
    """An open task older than this is stale."""
    overdue_days: int = 0
    """An open task is overdue so many days after its due date."""
    quiet_statuses: tuple[str, ...] = ("paused", "done", "archived", "cancelled", "dropped")
    """A `status` of a note or section that silences its stale tasks."""
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """`[lint.rules.CODE]`: options of a rule."""


@frozen
class BuildConfig:
    """`[build]`: what `vaultkit build` writes."""

    out: str = "graph"
    """Folder of the outputs, beside `vaultkit.toml`; never scanned for notes."""


@frozen
class KnowledgeConfig:
    """`[knowledge]`: how notes are read."""

    accepted_from: float = 0.7
    """The least confidence of a claim that becomes a fact."""
    names_note: str = ""
    """A note whose two-column table teaches names: name, what it is another name of."""
    vocabulary: tuple[str, ...] = ()
    """Turtle files in the vault that add entities and aliases."""
    property_map: Mapping[str, str] = field(default_factory=dict)
    """A property of this vault, and the one of vaultkit's it stands for."""


@frozen
class SyncConfig:
    """`[sync]`: parts of notes that vaultkit keeps."""

    panels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Panels to keep in each note of a type: `model = ["lineage", "facts"]`."""
    links: bool = True
    """Write links in panels (they show in Obsidian's graph)."""
    folder: str = "Entities"
    """Where `sync --create` puts new notes."""
    mentions: int = 3
    """The least number of mentions for which `sync --create` proposes a note."""
    properties: tuple[str, ...] = ()
    """Properties of entity notes that vaultkit fills in."""
    review: str = "Review.md"
    """The note of questions that `sync` keeps; empty: none."""
    views: tuple[str, ...] = ()
    """Views to keep: `Lineage.canvas`, `Models.base`, `Papers.base`, with a folder if you like."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """For `sync --create`: the note to start from, for a kind of entity."""
    link_quotes: bool = False
    """`link --fix` also sets links in quotes and callouts."""


@frozen
class Config:
    """The settings of one vault: `vaultkit.toml`, or `[tool.vaultkit]` of pyproject.toml.

    They can never name code, a command, an output outside the vault or an address: a vault may
    come from a stranger.
    """

    name: str = ""
    """The vault's name; default: its folder's."""
    base: str = ""
    """Start of the IRIs of names that only this vault knows; default `urn:vaultkit:{name}:`."""
    exclude: tuple[str, ...] = ()
    """Globs of files that are not read."""
    private: tuple[str, ...] = ()
    """Globs of notes whose words never go into a page for others."""
    decisions_note: str = "vaultkit.md"
    """The note that keeps what the user decided."""
    relative_miss: str = "unresolved"
    """B17 (open): a relative link that misses: `unresolved`, or `search` by name."""
    root_first: bool = True
    """B5 (disputed): an exact path from the root wins over a note in the link's own folder."""
    id_after_embed: bool = True
    """B37 (open): a block id may follow an embed without a blank."""
    nested_headings: bool = True
    """B32 (open): headings in lists and quotes can be linked."""
    canvas_text_links: bool = True
    """B91 (open): links in the text cards of a canvas count."""
    html_inline_links: bool = True
    """B49 (open): `<span>[[X]]</span>` holds a link."""
    daily_format: str = ""
    """Moment format of daily notes where `.obsidian/daily-notes.json` has none."""
    daily_folder: str = ""
    """Folder of daily notes where `.obsidian/daily-notes.json` has none."""
    lint: LintConfig = field(default_factory=LintConfig)
    build: BuildConfig = field(default_factory=BuildConfig)
    knowledge: KnowledgeConfig = field(default_factory=KnowledgeConfig)
    sync: SyncConfig = field(default_factory=SyncConfig)


def read_config(folder: str | os.PathLike[str]) -> Config:
    """Return the settings of the vault at `folder`; the defaults where it has none.

    Raises:
        ConfigError: the file is no TOML, a key is unknown, or a value has the wrong type.
    """
    file = f"{os.fspath(folder)}/{CONFIG_NAME}"
    table: object
    if os.path.isfile(file):  # noqa: PTH113 (pathlib costs as much as all that follows)
        table, where = _load(file), CONFIG_NAME
    else:
        file = f"{os.fspath(folder)}/pyproject.toml"
        if not os.path.isfile(file):  # noqa: PTH113 (the same)
            return Config()
        tool = _load(file).get("tool")
        table, where = (tool.get("vaultkit") if isinstance(tool, dict) else None), "pyproject.toml"
        if table is None:
            return Config()
    if not isinstance(table, dict):
        raise ConfigError("[tool.vaultkit] is no table", where=where)
    made = _make(Config, table, "", where)
    assert isinstance(made, Config)
    if made.relative_miss not in {"unresolved", "search"}:
        raise ConfigError("relative_miss is 'unresolved' or 'search'", where=where)
    return made


def read_table(kind: type[Any], table: dict[str, Any], prefix: str = "") -> Any:
    """Return a settings table as a value of `kind`; `prefix` is where it stands, for messages.

    Raises:
        ConfigError: a key is unknown, or a value has the wrong type.
    """
    return _make(kind, table, prefix, CONFIG_NAME)


def _load(file: str) -> dict[str, Any]:
    """Parse a TOML file."""
    import tomllib  # most vaults have none

    try:
        with open(file, encoding="utf-8") as text:  # noqa: PTH123 (the same)
            return tomllib.loads(text.read())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        where = os.path.basename(file)  # noqa: PTH119 (the same)
        raise ConfigError(f"is no valid TOML: {error}", where=where) from error


def _make(kind: type[Any], table: dict[str, Any], prefix: str, where: str) -> object:
    """Build one settings table, checking every key and value."""
    import typing
    from collections.abc import Mapping
    from dataclasses import fields

    types = typing.get_type_hints(kind, None, {"Any": typing.Any, "Mapping": Mapping})
    known = {one.name.replace("_", "-"): one.name for one in fields(kind)}
    known.update({one.name: one.name for one in fields(kind)})
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            near = nearest(key, sorted(set(known.values())))
            raise ConfigError(
                f"unknown setting {prefix + key!r}",
                where=where,
                hint=f"did you mean {prefix + near[0]!r}?" if near else "see docs/config.md",
            )
        name = known[key]
        values[name] = _value(types[name], value, prefix + key, where)
    return kind(**values)


def _value(kind: Any, value: Any, key: str, where: str) -> Any:
    """Check one value against the type of its field, and return it in that type."""
    from dataclasses import is_dataclass
    from typing import Any, get_args, get_origin

    origin, args = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        if isinstance(value, dict):
            return _make(kind, value, f"{key}.", where)
    elif origin is tuple:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
    elif origin is not None and args and isinstance(value, dict):
        return {name: _value(args[1], one, f"{key}.{name}", where) for name, one in value.items()}
    elif kind is Any:
        return value
    elif kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif isinstance(kind, type) and type(value) is kind:
        return value
    raise ConfigError(f"{key!r} has the wrong type", where=where, hint=f"give {_words(kind)}")


def _words(kind: Any) -> str:
    """Say in words what a setting takes."""
    from dataclasses import is_dataclass
    from typing import get_origin

    if get_origin(kind) is tuple:
        return 'a list of texts, such as ["a", "b"]'
    if get_origin(kind) is not None or is_dataclass(kind):
        return "a table"
    return {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}.get(
        kind, "another value"
    )
