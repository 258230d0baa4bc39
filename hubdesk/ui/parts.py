"""What stands behind the tabs of a page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hubdesk.ui.made import Made

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class Parts(Made):
    """One part for each tab, made when somebody first looks at it: the class `SimilarPart` in the module `similar`."""

    def __init__(self, page: "Page", folder: str, keys: Sequence[str]) -> None:
        super().__init__(folder, "Part")
        self.frame = page.frame
        self._keys = tuple(keys)

    @property
    def missing(self) -> list[str]:
        """The keys of parts that nobody has looked at yet."""
        return [key for key in self._keys if key not in self.pages]

    def ahead(self) -> Iterator[None]:
        """Make the parts that nobody has looked at yet, piece by piece."""
        for key in self.missing:
            yield from self.pieces(key)

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self.setCurrentWidget(self.page(key))
