"""What tells a scanner, which types as a keyboard does, from a person; and what it meant under another layout."""

import sys

from PySide6.QtGui import QKeyEvent

#: The letters and digits of the keyboard that scanners imitate, by the code of the key (evdev, and Windows' set 1).
_ROWS = {2: "1234567890", 16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"}
_KEYS = {first + place: letter for first, row in _ROWS.items() for place, letter in enumerate(row)}
#: What is added to the code of a key by the system (X11 and Wayland: 8); other systems tell no such code.
_ADDED = {"linux": 8, "win32": 0}.get(sys.platform)
#: A person does not type so many keys one after the other in so many milliseconds each.
_MANY, _QUICK = 6, 35


class Wedge:
    """Listens to the keys of one line, from an empty line to Enter."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew: the line is empty."""
        self._code: str | None = ""
        self._times: list[int] = []

    def press(self, event: QKeyEvent) -> None:
        """Hear a key that wrote something."""
        letter = _KEYS.get(event.nativeScanCode() - _ADDED) if _ADDED is not None else None
        self._code = None if letter is None or self._code is None else self._code + letter
        self._times.append(event.timestamp())

    def code(self, text: str) -> str:
        """Return what the keys mean on the scanner's own keyboard, "" where it is not known or not all of the text."""
        return self._code if self._code and len(self._code) == len(text) else ""

    def rushed(self, enter: int) -> bool:
        """Tell whether the keys came, with Enter at this time, quicker than a person types; 0 is an unknown time."""
        times = [*self._times, enter]
        many = len(times) > _MANY and all(times)
        return many and times[-1] - times[0] <= _QUICK * len(times)
