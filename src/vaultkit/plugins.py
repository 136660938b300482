"""Finds the files and entry points that plug in."""

from __future__ import annotations

import os
import sys

from vaultkit.errors import PluginError

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from importlib.metadata import EntryPoint
    from types import ModuleType
    from typing import TypeVar

    T = TypeVar("T")


def names(package: ModuleType) -> tuple[str, ...]:
    """Return the sorted names of the modules in a package's folder, importing none of them."""
    found: set[str] = set()
    for folder in package.__path__:
        try:
            entries = os.listdir(folder)  # noqa: PTH208 (pathlib is not imported here)
        except OSError:  # in an archive
            import pkgutil

            found.update(one.name for one in pkgutil.iter_modules([folder]))
            continue
        for name in entries:
            stem, dot, ending = name.partition(".")
            if ending in {"py", "pyc"} or (not dot and _is_package(f"{folder}/{name}")):
                found.add(stem)
    return tuple(sorted(name for name in found if not name.startswith("_")))


def load(name: str) -> ModuleType:
    """Return the module of a dotted name; `importlib` costs more than some modules do."""
    __import__(name)
    return sys.modules[name]


def _is_package(folder: str) -> bool:
    return os.path.isfile(f"{folder}/__init__.py")  # noqa: PTH113 (the same)


def collect(package: ModuleType, kind: type[T], without: Collection[str] = ()) -> tuple[T, ...]:
    """Return the values of type `kind` that the package's modules define, in order of module.

    Outside packages add to them by an entry point in the group of the package's dotted name.
    Values are found by their type, so an imported helper is never taken for a plug-in.

    Args:
        without: modules of the package that need not be imported.

    Raises:
        PluginError: an entry point can not be loaded, or is of another type.
    """
    values: list[T] = []
    for name in names(package):
        if name in without:
            continue
        module = load(f"{package.__name__}.{name}")
        values += [value for value in vars(module).values() if isinstance(value, kind)]
    for point in _outside(package.__name__):
        try:
            value = point.load()
        except Exception as error:
            raise PluginError(f"can not load it: {error}", where=f"plug-in {point.name}") from error
        if not isinstance(value, kind):
            raise PluginError(f"is no {kind.__name__}", where=f"plug-in {point.name}")
        values.append(value)
    return tuple(dict.fromkeys(values))


def _outside(group: str) -> list[EntryPoint]:
    """Return the entry points of a group, by name.

    Installed packages are looked through for the group's name first: `importlib.metadata` costs
    more to import than most commands cost to run.
    """
    mark = f"[{group}]".encode()
    if not any(mark in text for text in _entry_point_files()):
        return []
    from importlib.metadata import entry_points

    return sorted(entry_points(group=group), key=lambda one: one.name)


def _entry_point_files() -> Iterator[bytes]:
    """Yield the text of each installed package's entry points."""
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as entries:
                packages = [one.path for one in entries if one.name.endswith(("-info", ".egg"))]
        except OSError:
            continue
        for path in packages:
            for name in ("entry_points.txt", "EGG-INFO/entry_points.txt"):
                try:
                    with open(f"{path}/{name}", "rb") as file:  # noqa: PTH123 (pathlib is not imported here)
                        yield file.read()
                except OSError:
                    continue
