"""Looks for words in bytes, however they may be spelled there."""

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

_LETTERS = re.compile(r"[^\W\d_]{6,}")
#: Where a text is broken: white space, soft hyphens and hyphens at the ends of lines.
_BROKEN = re.compile(rb"-?[ \t\r\n]+|\xc2\xad")


def spellings(word: str) -> Iterator[bytes]:
    """Yield how a word may stand in bytes: as text, in JSON and addresses, in a PDF."""
    for text in {word, word.lower(), word.upper(), word.replace(" ", "_")}:
        yield text.encode()
        for wide in (text.encode("utf-16-be"), text.encode("utf-16-le")):
            yield wide
            yield wide.hex().encode()
            yield wide.hex().upper().encode()
        yield json.dumps(text)[1:-1].encode()
        yield quote(text).encode()


def found(data: Iterable[bytes], words: Iterable[str]) -> list[str]:
    """Return the words that stand in some of the data, also without what stands around them."""
    pieces, hits = list(data), []
    for word in words:
        # the first part of a sentence is made up for this purpose; it counts without the rest
        core = word.split(",")[0].split(":")[0] if not word.startswith(("http", "+", "0")) else word
        forms = set(spellings(word)) | set(spellings(core))
        if any(form in piece for piece in pieces for form in forms):
            hits.append(word)
    return hits


def traced(data: Iterable[bytes], words: Iterable[str]) -> list[str]:
    """Return the words of which so much as the made-up part stands in some of the data, also over two lines."""
    pieces = [each for piece in map(bytes.lower, data) for each in {piece, _BROKEN.sub(b"", piece)}]
    hits = []
    for word in words:
        core = _core(word)
        forms = {form.lower() for part in {core, "".join(core.split())} for form in spellings(part)}
        if any(form in piece for piece in pieces for form in forms):
            hits.append(word)
    return hits


def _core(word: str) -> str:
    """Return the longest word of a sentence, which is made up for this purpose and counts without the rest."""
    if word.startswith(("http", "+", "0", "/")):
        return word
    return max(_LETTERS.findall(word), key=len, default=word)
