"""Frozen values with slots that cost next to nothing to define: dataclasses made when asked for.

`dataclasses` writes and compiles six methods for each class while its module is imported, and
imports `inspect` for it: a third of what a hook took (docs/decisions/0010-cheap-values.md). Here a
class is made as it is read: `__init__` is compiled by the first call of it, the other methods are
shared. To `dataclasses.fields`, `replace` and `is_dataclass` these classes are dataclasses.
"""

from __future__ import annotations

from operator import attrgetter, itemgetter

__all__ = ["NamedTuple", "field", "frozen", "keeping", "replace", "slotted"]

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import field, replace
    from typing import Any, NamedTuple, Self, TypeVar, dataclass_transform

    T = TypeVar("T")
else:

    def dataclass_transform(**_words: Any) -> Callable[[T], T]:
        """Say nothing at run time: it speaks to type checkers."""
        return lambda one: one

    def field(**words: Any) -> Any:
        """Return a default that is more than a value, as `dataclasses.field` has it."""
        return _Field(words)

    def replace(one: T, /, **changes: Any) -> T:
        """Return a copy of a value with some of its fields changed."""
        names = getattr(one, "__field_names__", None)
        if names is None:
            import dataclasses

            return dataclasses.replace(one, **changes)
        for name in names:
            if name not in changes:
                changes[name] = getattr(one, name)
        return one.__class__(**changes)

    try:
        from _collections import _tuplegetter as _part  # what `collections` has them made by
    except ImportError:  # pragma: no cover (other Pythons)

        def _part(at: int, _words: str | None) -> property:
            return property(itemgetter(at))

    class _Row(type):
        """Makes tuples with named parts, as `typing.NamedTuple` has them."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Row:
            names = tuple(space.get("__annotations__", ())) if bases else ()
            defaults = {one: space.pop(one) for one in names if one in space}
            space.setdefault("__slots__", ())
            if names:
                space |= {one: _part(at, None) for at, one in enumerate(names)}
                space |= {"_fields": names, "_field_defaults": defaults, "__match_args__": names}
                space["__new__"] = _first_row
            return super().__new__(cls, name, bases or (tuple,), space)

    class NamedTuple(metaclass=_Row):
        """A tuple with named parts, whose `__new__` is compiled by the first call of it."""

        @classmethod
        def _make(cls, parts: Iterable[Any]) -> Self:
            return tuple.__new__(cls, parts)

        def _replace(self, /, **changes: Any) -> Self:
            return self.__class__(**{**self._asdict(), **changes})

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            parts = ", ".join(f"{name}={one!r}" for name, one in self._asdict().items())
            return f"{self.__class__.__name__}({parts})"

    def _first_row(cls: type[T], /, *given: Any, **named: Any) -> T:
        """Compile the `__new__` of a class when the first of its tuples is made."""
        kind = next(one for one in cls.__mro__ if "_fields" in one.__dict__)
        defaults = kind._field_defaults
        space = {"_new": tuple.__new__, "_defaults": defaults}
        head = [f"{one}=_defaults[{one!r}]" if one in defaults else one for one in kind._fields]
        parts = "".join(f"{one}, " for one in kind._fields)
        source = f"def __new__(_cls, {', '.join(head)}):\n return _new(_cls, ({parts}))"
        exec(source, space)  # noqa: S102 (the names of our own fields, as `collections` does it)
        kind.__new__ = space["__new__"]
        return kind.__new__(cls, *given, **named)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[T]) -> type[T]:
    """Turn a class of annotated fields into a frozen value with slots."""
    made: type[T] = _with_slots(kind, frozen=True)
    return made


@dataclass_transform(field_specifiers=(field,))
def slotted(kind: type[T]) -> type[T]:
    """Turn a class of annotated fields into one with slots, whose fields can be set."""
    made: type[T] = _with_slots(kind, frozen=False)
    return made


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def keeping(kind: type[T]) -> type[T]:
    """Make a frozen value without slots: one that keeps what it was asked (`cached_property`)."""
    for name, method in _methods(kind, frozen=True).items():
        setattr(kind, name, method)
    for name in _own(kind):
        if isinstance(kind.__dict__.get(name), _Field):
            delattr(kind, name)
    return kind


class _Field:
    """What `field` was told."""

    def __init__(self, words: dict[str, Any]) -> None:
        self.words = words


_NOTHING: Any = object()


def _own(kind: type[Any]) -> dict[str, str]:
    """Return the annotations of a class without those of the classes it comes from."""
    found: dict[str, str] = vars(kind).get("__annotations__", {})
    return found


def _with_slots(kind: Any, *, frozen: bool) -> Any:
    """Return the class again, with a slot for each of its own fields."""
    space = {**kind.__dict__, **_methods(kind, frozen=frozen)}
    own = _own(kind)
    for name in (*own, "__dict__", "__weakref__"):
        space.pop(name, None)
    above = {name for base in kind.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    space["__slots__"] = tuple(name for name in own if name not in above)
    made = type(kind)(kind.__name__, kind.__bases__, space)
    made.__qualname__ = kind.__qualname__
    return made


def _methods(kind: type[Any], *, frozen: bool) -> dict[str, Any]:
    """Return what a class of values has besides what it says itself."""
    own, names, defaults = kind.__dict__, [], {}
    for base in reversed(kind.__mro__[1:]):
        names += [name for name in base.__dict__.get("__field_names__", ()) if name not in names]
        defaults.update(base.__dict__.get("__field_defaults__", {}))
    for name in _own(kind):
        if name not in names:
            names.append(name)
        if name in own:
            defaults[name] = own[name]
    compared = [name for name in names if _is_compared(defaults.get(name))]
    made: dict[str, Any] = {
        "__field_names__": tuple(names),
        "__field_defaults__": defaults,
        "__match_args__": tuple(names),
        "__dataclass_fields__": _Fields(),
        "_compared": staticmethod(attrgetter(*compared) if compared else _nothing),
    }
    shared: dict[str, Any] = {"__init__": _first, "__repr__": _repr, "__eq__": _eq}
    if frozen:
        made |= {"__setattr__": _refuse, "__delattr__": _refuse}
        shared |= {"__hash__": _hash, "__getstate__": _state_of, "__setstate__": _set_state}
    elif own.get("__hash__") is None:
        made["__hash__"] = None
    return made | {name: one for name, one in shared.items() if own.get(name) is None}


def _is_compared(default: object) -> bool:
    return not (isinstance(default, _Field) and default.words.get("compare") is False)


def _nothing(_one: object) -> tuple[()]:
    return ()


def _first(self: Any, *given: Any, **named: Any) -> None:
    """Compile the `__init__` of a class when the first of its values is made."""
    kind = next(one for one in type(self).__mro__ if "__field_names__" in one.__dict__)
    made = _init(kind)
    kind.__init__ = made  # type: ignore[misc] # it is of this very class
    made(self, *given, **named)


def _init(kind: Any) -> Callable[..., None]:
    """Write and compile `__init__`: a slot is set by its own setter, past `__setattr__`."""
    space: dict[str, Any] = {"_NOTHING": _NOTHING, "_set": object.__setattr__}
    head, body = ["self"], []
    for name in kind.__field_names__:
        default = kind.__field_defaults__.get(name, _NOTHING)
        words = default.words if isinstance(default, _Field) else {"default": default}
        given = name
        if "default_factory" in words:
            space[f"_make_{name}"] = words["default_factory"]
            head.append(f"{name}=_NOTHING")
            given = f"_make_{name}() if {name} is _NOTHING else {name}"
        elif words.get("default", _NOTHING) is _NOTHING:
            head.append(name)
        else:
            space[f"_default_{name}"] = words["default"]
            head.append(f"{name}=_default_{name}")
        slot = getattr(kind, name, None)
        if type(slot).__name__ == "member_descriptor":
            space[f"_set_{name}"] = slot.__set__  # type: ignore[union-attr] # descriptors have it
            body.append(f" _set_{name}(self, {given})\n")
        else:
            body.append(f" _set(self, {name!r}, {given})\n")
    source = f"def __init__({', '.join(head)}):\n{''.join(body) or ' pass'}"
    exec(source, space)  # noqa: S102 (the names of our own fields, as `dataclasses` does it)
    made: Callable[..., None] = space["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    compared = self._compared
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _repr(self: Any) -> str:
    shown = [name for name in self.__field_names__ if _is_shown(self, name)]
    words = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({words})"


def _is_shown(one: Any, name: str) -> bool:
    default = one.__field_defaults__.get(name)
    return not (isinstance(default, _Field) and default.words.get("repr") is False)


def _refuse(self: object, name: str, *_value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")


def _state_of(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__field_names__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, one in zip(self.__field_names__, state, strict=True):
        object.__setattr__(self, name, one)


class _Fields:
    """Makes the true fields of a class when somebody asks for `__dataclass_fields__`."""

    def __get__(self, _one: object, kind: type[Any]) -> dict[str, Any]:
        import dataclasses

        types: dict[str, Any] = {}
        for base in reversed(kind.__mro__):
            types.update(_own(base))
        space: dict[str, Any] = {
            "__annotations__": {name: types[name] for name in kind.__field_names__}
        }
        for name, one in kind.__field_defaults__.items():
            space[name] = dataclasses.field(**one.words) if isinstance(one, _Field) else one
        twin: Any = dataclasses.dataclass(type(kind.__name__, (), space))
        made: dict[str, Any] = twin.__dataclass_fields__
        kind.__dataclass_fields__ = made
        return made
