"""A note's properties as python-frontmatter gives them (one of the doors to that library)."""

from __future__ import annotations

from vaultkit.notes.frontmatter import read_head

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    import frontmatter

    from vaultkit.notes.note import Note, Value


def metadata(note: Note) -> dict[str, Value]:
    """Return the properties of a note's head by key, as written there; a later double wins."""
    return {one.key: one.value for one in note.fields if not one.inline}


def post(note: Note) -> frontmatter.Post:
    """Return a note as a `frontmatter.Post`: `post.metadata`, `post.content`, `post["key"]`.

    Values come from vaultkit's own reading of the head, which no YAML can crash; nothing writes
    one back.
    """
    import frontmatter

    head = read_head(note.text)
    made = frontmatter.Post(note.text[head.body :].strip())
    made.metadata.update(metadata(note))
    return made
