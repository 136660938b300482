"""Finds the files and entry points that plug in."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, TypeVar

from vaultkit.errors import PluginError

if TYPE_CHECKING:
    from types import ModuleType

T = TypeVar("T")


def names(package: ModuleType) -> tuple[str, ...]:
    """Return the sorted names of the modules in a package's folder, importing none of them."""
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def collect(package: ModuleType, kind: type[T]) -> tuple[T, ...]:
    """Return the values of type `kind` that the package's modules define, in order of module.

    Outside packages add to them by an entry point in the group of the package's dotted name.
    Values are found by their type, so an imported helper is never taken for a plug-in.

    Raises:
        PluginError: an entry point can not be loaded, or is of another type.
    """
    values: list[T] = []
    for name in names(package):
        module = importlib.import_module(f"{package.__name__}.{name}")
        values += [value for value in vars(module).values() if isinstance(value, kind)]
    from importlib.metadata import entry_points  # costs more than the rest of a command's start

    for point in sorted(entry_points(group=package.__name__), key=lambda one: one.name):
        try:
            value = point.load()
        except Exception as error:
            raise PluginError(f"can not load it: {error}", where=f"plug-in {point.name}") from error
        if not isinstance(value, kind):
            raise PluginError(f"is no {kind.__name__}", where=f"plug-in {point.name}")
        values.append(value)
    return tuple(dict.fromkeys(values))
