"""Which files links reach, and which notes have links."""

from __future__ import annotations

from vaultkit.vault.resolve import Ambiguous, Found

TYPE_CHECKING = False  # without importing typing
if TYPE_CHECKING:
    from vaultkit.lint.scene import Scene
    from vaultkit.vault.vault import Vault


def reached_files(vault: Vault, scene: Scene) -> tuple[frozenset[str], frozenset[str]]:
    """Return the files that another file links to, and the files that link to another one."""
    return scene.once("reached", lambda: _reached(vault))


def _reached(vault: Vault) -> tuple[frozenset[str], frozenset[str]]:
    """Resolve every link of the vault."""
    into: set[str] = set()
    out_of: set[str] = set()
    for source, links in vault.sources():
        for link in links:
            if link.kind in {"url", "citation"}:
                continue
            found = vault.resolve(source, link)
            if isinstance(found, Found | Ambiguous) and found.path != source:
                into.add(found.path)
                out_of.add(source)
    return frozenset(into), frozenset(out_of)
