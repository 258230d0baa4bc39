"""Canonical JSON from outside, read without trust: exact keys, exact types, bounded sizes."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from hubdesk.bundle import refusals
from hubdesk.errors import Refused
from hubdesk.model import facts, limits

_hex = re.compile("[0-9a-f]*").fullmatch


def canonical_object(content: bytes, code: str) -> dict[str, Any]:
    """Return the JSON object in these bytes; Refused unless it is small enough and stands in its one canonical form."""
    if len(content) > limits.BUNDLE_MANIFEST or content.count(b",") > limits.BUNDLE_COMMAS:
        raise refusals.large(f"{code}-size")
    if content.count(b"[") + content.count(b"{") > limits.BUNDLE_BRACKETS:
        raise refusals.large(f"{code}-size")
    try:
        found = json.loads(content.decode())
        same = facts.canonical(found) == content
    except (ValueError, RecursionError) as error:
        raise refusals.invalid(f"{code}-json") from error
    if not same or type(found) is not dict:
        raise refusals.invalid(f"{code}-json")
    return found


class Reader:
    """One JSON object whose values are taken out by type; whatever does not fit is Refused with a code."""

    def __init__(self, found: object, code: str) -> None:
        if type(found) is not dict:
            raise refusals.invalid(f"{code}-shape")
        self.found: dict[str, Any] = found
        self._code = code

    def exactly(self, keys: str) -> None:
        """Refuse an object that has other keys than these (separated by spaces)."""
        if self.found.keys() != set(keys.split()):
            raise self._wrong("keys")

    def text(self, key: str) -> str:
        """Return a short text: NFC, no control characters, no line breaks, nothing that turns the direction."""
        value = self.found[key]
        if type(value) is not str or len(value) > limits.BUNDLE_LABEL or not _tame(value):
            raise self._wrong(key)
        return value

    def labels(self, key: str, most: int) -> tuple[str, ...]:
        """Return a list of short texts."""
        found = self._list(key, most)
        return tuple(Reader({key: value}, self._code).text(key) for value in found)

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """Return one of these words."""
        value = self.text(key)
        if value not in choices:
            raise self._wrong(key)
        return value

    def hex(self, key: str, size: int) -> str:
        """Return `size` bytes as lower-case hex digits."""
        value = self.found[key]
        if type(value) is not str or len(value) != 2 * size or not _hex(value):
            raise self._wrong(key)
        return value

    def integer(self, key: str) -> int:
        """Return a whole number, 0 or more, below 2^53; a boolean is none."""
        value = self.found[key]
        if type(value) is not int or not 0 <= value < facts.MAX_INTEGER:
            raise self._wrong(key)
        return value

    def objects(self, key: str, most: int) -> "Iterator[Reader]":
        """Yield the objects of a list."""
        for value in self._list(key, most):
            yield Reader(value, self._code)

    def by_hex(self, key: str, size: int) -> Iterator[tuple[str, object]]:
        """Yield the pairs of an object whose keys are hex digits of `size` bytes."""
        for name, value in Reader(self.found[key], self._code).found.items():
            if len(name) != 2 * size or not _hex(name):
                raise self._wrong(key)
            yield name, value

    def _list(self, key: str, most: int) -> list[Any]:
        value = self.found[key]
        if type(value) is not list or len(value) > most:
            raise self._wrong(key)
        return value

    def _wrong(self, key: str) -> Refused:
        return refusals.invalid(f"{self._code}-{key}")


def _tame(text: str) -> bool:
    if text.isascii():
        return text.isprintable()
    bad = {"Cc", "Cs", "Zl", "Zp"}
    turning = any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in text)
    if turning or any(unicodedata.category(c) in bad for c in text):
        return False
    return unicodedata.is_normalized("NFC", text)


def label(text: str) -> str:
    """Return a text as `Reader.text` accepts it: NFC, on one line, without marks that turn the direction, cut."""
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    kept = "".join(c if _tame(c) or unicodedata.combining(c) else " " for c in plain)
    cut = " ".join(kept.split())[: limits.BUNDLE_LABEL].strip()
    return cut if _tame(cut) else ""
