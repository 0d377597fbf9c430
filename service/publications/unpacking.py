"""A bundle as a folder, so that all that reads folders of rules can read it."""

from __future__ import annotations

from pathlib import Path

from service.publications.bundles import Bundle


def unpacked(bundle: Bundle, root: Path) -> Path:
    """The folder `root`, made with the files of a bundle that was read: their paths lead nowhere else."""
    for name, content in bundle.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root
