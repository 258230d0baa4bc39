"""Sentences first, languages later: the core says, the edges translate."""

import gettext
import struct
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from hubdesk.paths import shipped

#: The languages of window, help and reports, each by its own name (BCP 47 tags).
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "español",
    "fr": "français",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "pt-BR": "português do Brasil",
    "ru": "русский",
    "uk": "українська",
    "zh": "中文",
}
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "ps", "sd", "ckb", "yi", "dv", "ug", "arz", "azb"})
#: Letters of the longest tag that is looked for among the catalogues.
_LONGEST = 40
FSI, PDI = "\u2068", "\u2069"


class Sentence(NamedTuple):
    """Something to tell a person, not yet in any language."""

    one: str
    many: str
    n: int
    values: dict[str, object]


def say(message: str, /, **values: object) -> Sentence:
    """Return a whole sentence with named holes; `message` must be a literal, for the catalogues are made from them."""
    return Sentence(message, "", 1, values)


def count(n: int, one: str, many: str, /, **values: object) -> Sentence:
    """Return a sentence that depends on a number; the hole `{n}` holds it."""
    return Sentence(one, many, n, {"n": n, **values})


def direction(tag: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 language tag."""
    primary, _, rest = tag.casefold().partition("-")
    return "rtl" if primary in RIGHT_TO_LEFT or "arab" in rest.split("-") else "ltr"


def isolate(text: str) -> str:
    """Wrap text of unknown direction so that it cannot reorder its surroundings (UAX #9, FSI and PDI)."""
    return f"{FSI}{text}{PDI}" if text else text


class Words:
    """One language, for a window or for a page of paper; several may be in use at once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = direction(language)

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        file = _file(self.language)
        if file is None:
            return gettext.NullTranslations()
        with file.open("rb") as opened:  # `gettext.translation` is slow to start
            return gettext.GNUTranslations(opened)

    def __call__(self, text: Sentence, *, isolated: bool = True) -> str:
        """Return the sentence in this language, in English where the catalogue has none.

        Words put into holes are wrapped in isolates unless `isolated` is false (for file names and logs).
        """
        return self._fill(self._find(text), text, isolated)

    def tagged(self, text: Sentence) -> tuple[str, str]:
        """Return the sentence and the language it really is in: this one, or "en" where no translation exists."""
        found = self._find(text)
        known = found not in (text.one, text.many) or self.language == "en" or not any(map(str.isalpha, found))
        return self._fill(found, text, True), self.language if known else "en"

    @property
    def reviewed_by(self) -> str:
        """Who read this catalogue as a speaker of the language; empty means it is a draft."""
        return read_by(self.language) or ""

    def _find(self, text: Sentence) -> str:
        if text.many:
            return self._catalogue.ngettext(text.one, text.many, text.n)
        return self._catalogue.gettext(text.one) if text.one else ""

    def _fill(self, found: str, text: Sentence, isolated: bool) -> str:
        if not text.values:
            return found
        filled = found.format_map(_Filled(self, text.values, isolated))
        return filled.replace(f".{PDI}.", f".{PDI}")  # a year in Russian ends in a stop, and so does its sentence

    def _hole(self, value: object, isolated: bool) -> str:
        if isinstance(value, Sentence):
            return self(value, isolated=isolated)
        return isolate(value) if isolated and isinstance(value, str) else str(value)


@cache
def read_by(language: str) -> str | None:
    """Return who read a catalogue as a speaker of its language: "" is a draft, None a language without translations."""
    file = _file(language)
    if language == "en" or file is None:
        return "source language" if language == "en" else None
    return reader_of(file)


def reader_of(file: Path) -> str | None:
    """Return who read a compiled catalogue, None for one without translations.

    Only its head is read (GNU gettext, "The Format of GNU MO Files"): the whole takes its time.
    """
    with file.open("rb") as opened:
        start = opened.read(20)
        order = "<" if start[:4] == b"\xde\x12\x04\x95" else ">"
        messages, _, translated = struct.unpack(f"{order}3I", start[8:20])
        opened.seek(translated)
        length, at = struct.unpack(f"{order}2I", opened.read(8))
        opened.seek(at)
        lines = opened.read(length).decode().splitlines()
    found = (line.partition(":")[2].strip() for line in lines if line.casefold().startswith("x-reviewed-by:"))
    return next(found, "") if messages > 1 else None


def _file(language: str) -> Path | None:
    """Return the catalogue of a language, else of what it is a form of; None for what is no tag of a language."""
    name = language.replace("-", "_")
    if len(name) > _LONGEST or not name.replace("_", "a").isalnum():  # it becomes a name of a folder
        return None
    for each in (name, name.partition("_")[0]):
        file = shipped("i18n") / each / "LC_MESSAGES" / "hubdesk.mo"
        if file.is_file():
            return file
    return None


class _Filled(dict[str, str]):
    """The holes of one sentence, worded when they are asked for."""

    def __init__(self, tell: Words, values: Mapping[str, object], isolated: bool) -> None:
        super().__init__()
        self._tell, self._values, self._isolated = tell, values, isolated

    def __missing__(self, name: str) -> str:
        return self._tell._hole(self._values[name], self._isolated)


class Pseudo(Words):
    """A made-up language (`en-XA`, mirrored `ar-XB`): accents, a third longer, brackets; it shows unextracted text."""

    _ACCENTS = str.maketrans("aeiouAEIOUcnsyz", "àéîöûÀÉÎÖÛçñšýž")

    def _find(self, text: Sentence) -> str:
        found = text.many if text.many and text.n != 1 else text.one
        if not found:
            return ""
        pieces = []
        for literal, name, spec, _ in Formatter().parse(found):
            pieces.append(literal.translate(self._ACCENTS).replace("{", "{{").replace("}", "}}"))
            if name is not None:
                pieces.append("{" + name + (f":{spec}" if spec else "") + "}")
        return f"[{''.join(pieces)} {'·' * (len(found) // 3)}]"


@lru_cache(maxsize=32)
def words(language: str) -> Words:
    """Return the words of one language; made once."""
    return Pseudo(language) if language in ("en-XA", "ar-XB") else Words(language)


@cache
def known(language: str) -> str:
    """Return the nearest of our languages to a BCP 47 or POSIX tag ("pt_BR.UTF-8" gives "pt-BR"), "en" when none is."""
    tag = language.partition(".")[0].replace("_", "-")
    by_fold = {name.casefold(): name for name in LANGUAGES}
    if tag.casefold() in by_fold:
        return by_fold[tag.casefold()]
    primary = tag.partition("-")[0].casefold()
    return {"pt": "pt-BR"}.get(primary, by_fold.get(primary, "en"))
