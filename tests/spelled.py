"""Looks for words in bytes, however they may be spelled there."""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote


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
    pieces = [piece for data in data for piece in (data,)]
    hits = []
    for word in words:
        # the first part of a sentence is made up for this purpose; it counts without the rest
        core = word.split(",")[0].split(":")[0] if not word.startswith(("http", "+", "0")) else word
        forms = set(spellings(word)) | set(spellings(core))
        if any(form in piece for piece in pieces for form in forms):
            hits.append(word)
    return hits
