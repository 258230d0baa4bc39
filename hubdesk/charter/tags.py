"""A page in HTML as its tags and the text between them, in time that grows with its length whatever is left open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hubdesk.charter.inline import unescaped

_NAME = re.compile(r"<(/?)([A-Za-z][^\s/<>]{0,60})")
_STOP = re.compile("=\\s{0,20}([\"'])|>")
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]{1,5000})))?", re.DOTALL
)
_RAW = ("script", "style", "textarea", "iframe", "noembed", "noframes", "xmp")
_CLOSING = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
#: What is left of a tag that was cut off with its file is no text.
_CUT_TAG = 2000


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its name in small letters, whether it closes, and what is written behind the name."""

    name: str
    closes: bool
    written: str

    def attributes(self) -> dict[str, str]:
        """Return the attributes, entities decoded; of two with one name the first counts."""
        found: dict[str, str] = {}
        for each in _ATTRIBUTE.finditer(self.written):
            found.setdefault(each[1].lower(), unescaped(each[2] or each[3] or each[4] or ""))
        return found


def tokens(text: str) -> Iterator[Tag | str]:
    """Yield tags and the text between them, entities undecoded; comments and what stands in scripts are gone.

    Python's own `html.parser` takes quadratic time for pages in which many things are opened and never closed (up to
    3.11.13), therefore this. Every search either moves on or is never made again.
    """
    return _Scanner(text).tokens()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._comments = self._quotes = self._ends = True

    def tokens(self) -> Iterator[Tag | str]:
        text, at, kept = self._text, 0, 0
        while self._ends and (start := text.find("<", at)) >= 0:
            tag, end = self._markup(start)
            if end == start:  # no markup: a sign of the text
                at = start + 1
                continue
            if start > kept:
                yield text[kept:start]
            if tag is not None:
                yield tag
                end = self._behind_raw(tag, end)
            at = kept = end
        if kept < len(text):
            yield text[kept:]

    def _markup(self, start: int) -> tuple[Tag | None, int]:
        """Return the tag that begins at a place, if it is one, and where it ends; (None, start) for no markup."""
        text = self._text
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4) if self._comments else -1
            self._comments = end >= 0
            return None, end + 3 if end >= 0 else start + 4
        if text.startswith(("<!", "<?"), start):
            end = text.find(">", start)
            self._ends = end >= 0
            return None, end + 1 or start
        found = _NAME.match(text, start)
        if not found:
            return None, start
        end = self._end(found.end())
        if end < 0:
            self._ends = False
            return None, len(text) if len(text) - start <= _CUT_TAG else start
        return Tag(found[2].lower(), bool(found[1]), text[found.end() : end]), end + 1

    def _end(self, at: int) -> int:
        """Return where a tag ends: at the next ">" outside of quoted values; -1 when there is none any more."""
        text = self._text
        while self._quotes and (found := _STOP.search(text, at)):
            if not found[1]:
                return found.start()
            at = text.find(found[1], found.end()) + 1
            self._quotes = at > 0
            at = at or found.end()
        self._quotes = False
        return text.find(">", at)

    def _behind_raw(self, tag: Tag, end: int) -> int:
        """Return where reading goes on behind a tag: after a script there is nothing to read until it is closed."""
        if tag.closes or tag.name not in _CLOSING:
            return end
        found = _CLOSING[tag.name].search(self._text, end)
        return found.start() if found else len(self._text)
