"""Properties of entity notes that vaultkit fills in, only where the user has not (three-way)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vaultkit.notes.own import MARK, value_hash, written_values
from vaultkit.notes.parse import parse_note
from vaultkit.sync.writable import why_not
from vaultkit.text import Edit, Span, apply_edits
from vaultkit.vault.splice import with_line_ends

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vaultkit.graph.facts import Claim
    from vaultkit.notes.note import Field, Note
    from vaultkit.sync.scene import Scene, View

PREDICATES: Mapping[str, str] = {
    "developed_by": "developedBy",
    "part_of": "partOf",
    "fine_tuned_from": "fineTunedFrom",
    "derived_from": "derivedFrom",
    "learned_from": "learnedFrom",
    "distilled_from": "distilledFrom",
    "successor_of": "successorOf",
    "uses": "usesTechnique",
    "trained_on": "trainedOn",
    "evaluated_on": "evaluatedOn",
    "paper": "introducedBy",
    "parameters": "parameterCount",
    "active_parameters": "activeParameterCount",
    "training_tokens": "trainingTokens",
    "context_length": "contextLength",
    "released": "releaseDate",
    "license": "license",
    "weights": "weightsAvailability",
}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./+-]{0,80}\Z")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?[KMBTkmbt]\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def keep_properties(scene: Scene, note: Note, text: str) -> tuple[str, list[str]]:
    """Return a note's text with the properties of the settings filled in, and reports.

    A value is written where the key is missing or holds what vaultkit wrote there; any other
    value is the user's, and so is a key that the user deleted. What no fact supports any more
    goes again.
    """
    marks = written_values(note)
    wanted = [one for one in scene.config.sync.properties if one in PREDICATES]
    entity = scene.entity_of.get(note.path)
    if entity is None or not (wanted or marks):
        return text, []
    if reason := why_not(note):
        return text, [reason]
    values = {
        key: _as_listed(scene, key, _value(scene.view(note.path), PREDICATES[key]))
        for key in wanted
    }
    changes: dict[str, str | None] = {}
    after = dict(marks)
    for key in dict.fromkeys([*wanted, *(one for one in marks if one in PREDICATES)]):
        new = values.get(key, "")
        field = note.field(key)
        if field is None:
            if new and key not in marks:
                changes[key] = new
                after[key] = value_hash(new)
            continue
        if key not in marks or marks[key] != value_hash(field.value_span.of(note.text)):
            after.pop(key, None)
            continue  # the user's
        if not new:
            changes[key] = None
            after.pop(key)
        elif value_hash(new) != marks[key]:
            changes[key] = new
            after[key] = value_hash(new)
    if not changes and after == marks:
        return text, []
    entries = [one for one in _entries(note) if "=" not in one]
    entries += [f"{key}={digest}" for key, digest in sorted(after.items())]
    if entries:
        changes[MARK] = "[" + ", ".join(f'"{one}"' for one in entries) + "]"
    elif note.field(MARK) is not None:
        changes[MARK] = None
    return _spliced(note, text, changes)


def _as_listed(scene: Scene, key: str, value: str) -> str:
    """Return a value as a list where most notes of the vault have a list there."""
    return f"[{value}]" if value and key in scene.listed and not value.startswith("[") else value


def _value(view: View, predicate: str) -> str:
    """Return what the facts say, as YAML; facts that a property of the user states do not count."""
    entity = view.entity
    if entity is None:
        return ""
    claims = [
        claim
        for claim in view.scene.graph.about(entity)
        if claim.predicate == predicate
        and claim.status == "accepted"
        and claim.modality == "asserted"
        and not (claim.layer == "curated" and claim.note == view.path)
        and not _is_described(view, claim)
    ]
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda one: (-one.confidence, one.note, one.line)):
        best.setdefault(str(claim.object or claim.value), claim)
    if not best:
        return ""
    one_value = next(iter(best.values()))
    if one_value.object is None:
        said = str(one_value.value)
        if one_value.raw and _NUMBER.match(one_value.raw):
            return one_value.raw
        if predicate == "weightsAvailability" or _DATE.match(said) or said.isdigit():
            return said
        return scalar(said)
    names = sorted({_thing(view, claim) for claim in best.values()}, key=str.lower)
    return names[0] if len(names) == 1 else "[" + ", ".join(names) + "]"


def _is_described(view: View, claim: Claim) -> bool:
    """Tell whether what a claim points to has no name: a property would make it one."""
    target = view.scene.entity(claim.object) if claim.object is not None else None
    return target is not None and target.described


def _thing(view: View, claim: Claim) -> str:
    """Return an entity as a quoted wikilink where it has a note, else as its name."""
    assert claim.object is not None
    note = view.scene.note_of.get(claim.object)
    label = view.scene.label(claim.object)
    if note is None or not view.style.links:
        return scalar(label)
    return '"' + view.style.link(note, label).replace("\\", "\\\\").replace('"', "'") + '"'


def scalar(text: str) -> str:
    """Return a text as YAML: plain where that is safe, else between double quotes."""
    if _PLAIN.match(text) and text.lower() not in _WORDS and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _entries(note: Note) -> list[str]:
    field = note.field(MARK)
    if field is None:
        return []
    values = field.value if isinstance(field.value, list) else [field.value]
    return [one for one in values if isinstance(one, str)]


def _spliced(note: Note, text: str, changes: Mapping[str, str | None]) -> tuple[str, list[str]]:
    """Splice keys into the head, key by key, every other byte kept; then read it back."""
    keys = [field.key.lower() for field in note.fields if not field.inline]
    doubled = [key for key in changes if keys.count(key) > 1]
    if doubled:
        return text, [f"the property {doubled[0]!r} stands twice; it is left as it is"]
    head = next((one.span for one in note.regions if one.kind == "frontmatter"), None)
    edits: list[Edit] = []
    added: list[str] = []
    for key, value in changes.items():
        field = note.field(key)
        if field is None:
            added.append(f"{key}: {value}\n")
        elif value is None:
            edits.append(Edit(note.path, _lines(note, field), ""))
        else:
            span = field.value_span
            lead = "" if span.start > field.key_span.end + 1 or span.start != span.end else " "
            edits.append(Edit(note.path, span, f"{lead}{value}"))
    if added:
        edits.append(insertion(note, head, "".join(added)))
    if note.text[: head.end if head else 0].lstrip("\ufeff").startswith("---\n{"):
        return text, ["the head is JSON; its properties are left as they are"]
    made = apply_edits(note.text, edits)
    # The panels were planned on the same note: only the head differs between the two texts.
    if text != note.text:
        body = head.end if head else (1 if note.text.startswith("\ufeff") else 0)
        made = made[: len(made) - (len(note.text) - body)] + text[body:]
    return _read_back(note, text, made, changes)


def insertion(note: Note, head: Span | None, lines: str) -> Edit:
    """Return the edit that adds lines at the end of the head, or makes a head."""
    if head is None:
        at = 1 if note.text.startswith("\ufeff") else 0
        new = with_line_ends(f"---\n{lines}---\n", note.text, at)
        return Edit(note.path, Span(at, at), new)
    close = note.text.rfind("\n", head.start, head.end) + 1
    return Edit(note.path, Span(close, close), with_line_ends(lines, note.text, head.start))


def _lines(note: Note, field: Field) -> Span:
    """Return the whole lines of a property."""
    end = note.text.find("\n", field.span.end)
    return Span(field.span.start, len(note.text) if end < 0 else end + 1)


def _read_back(
    note: Note, text: str, made: str, changes: Mapping[str, str | None]
) -> tuple[str, list[str]]:
    """Accept the new head only if every other property says what it said."""
    after = parse_note(note.path, made)
    old = [(one.key, str(one.value)) for one in note.fields if one.key.lower() not in changes]
    new = [(one.key, str(one.value)) for one in after.fields if one.key.lower() not in changes]
    there = {one.key.lower() for one in after.fields}
    right = all((key in there) == (value is not None) for key, value in changes.items())
    bad = {one.kind for one in after.problems} - {one.kind for one in note.problems}
    panels = [one for one in old if one not in new]
    if panels or not right or bad:
        return text, ["a property could not be written safely; the head stays as it is"]
    return made, []
