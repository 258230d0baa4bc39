"""What was worked out from the texts of charters, kept until one of them changes."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from hubdesk.model.change import Change

T = TypeVar("T")
#: A change of one of these lets everything be forgotten.
TEXTS = frozenset({"charter", "edition", "section", "text"})
#: So many things are kept, the newest.
MOST = 6


class Memory:
    """Keeps what takes long to read, for all threads; what was begun before a change is not kept."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}
        self._changes = 0
        self._one = Lock()

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, else what `make` makes, which is kept from now on."""
        with self._one:
            if key in self._kept:
                return cast(T, self._kept[key])
            begun = self._changes
        made = make()
        with self._one:
            if begun == self._changes:
                self._kept[key] = made
                for oldest in list(self._kept)[:-MOST]:
                    del self._kept[oldest]
        return made

    def hear(self, change: Change) -> None:
        """Forget everything where a change is about texts."""
        if change.about(TEXTS):
            with self._one:
                self._kept.clear()
                self._changes += 1

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept
