"""Whether the window works here: it is built, painted and thrown away."""

import os
import sys

from hubdesk.desk.selftest import Row


def window() -> Row:
    """Paint the window once, offscreen, and look whether something was painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        import PySide6

        from hubdesk.ui.app import dressed, refuse_pair
        from hubdesk.ui.pictures import blank_window
    except ImportError as error:
        return Row("window", False, str(error))
    refuse_pair(sys.version_info[:2], PySide6.__version_info__[:2])
    app = dressed(sys.argv[:1])
    picture = blank_window(app)
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9)}
    told = f"PySide6 {PySide6.__version__}, {picture.width()}x{picture.height()} painted in {len(colours)} colours"
    return Row("window", len(colours) > 2, told)
