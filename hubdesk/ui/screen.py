"""Where the window stood on the screen: kept in a small file, and found again."""

from base64 import b64decode, b64encode
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget


def keep(window: QWidget, state: Path) -> None:
    """Remember the window's place; a disk that does not take it costs the place only."""
    try:
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text(b64encode(window.saveGeometry().data()).decode(), "ascii")
    except OSError:
        pass


def recall(window: QWidget, state: Path | None) -> None:
    """Put the window where it was; without a file that can be read, give it its first size."""
    window.resize(1180, 760)
    if state is not None and state.is_file():
        try:
            window.restoreGeometry(QByteArray(b64decode(state.read_text("ascii"))))
        except ValueError:
            window.resize(1180, 760)
