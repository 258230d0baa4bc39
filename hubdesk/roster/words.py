"""What the head of a column means, by the words it is made of."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from hubdesk.model.likeness import visible
from hubdesk.model.vocabulary import PHRASES as PEOPLE
from hubdesk.model.vocabulary_of_registration import PHRASES as REGISTRATION

#: A head longer than this is a question or a sentence; it is read, but a longer one is a cell of prose.
_LONGEST = 200
_STAR = re.compile(r"(?<=\w)[*:·•⋅](?=\w)")
_BRACKET = re.compile(r"\s*[(\[（【].*?[)\]）】]\s*$")
_NUMBER = re.compile(r"(?<=[^\W\d])[\s#_-]*[1-9]$")
_GAPS = re.compile(r"[\s_\-/\\*?!.:;,·•\"“”«»¿¡()\[\]（）【】：？！，。、؟،]+")
_MARKS = dict.fromkeys(range(0x64B, 0x653)) | {0x640: None, 0x93C: None, 0x301: None}


class Meaning(NamedTuple):
    """What a head means: a field of model.roster.FIELDS, "other" or ""; `sure` when the whole head says so."""

    field: str
    sure: bool
    length: int = 0


_NOTHING = Meaning("", False)


@lru_cache(maxsize=4096)
def plain(head: str) -> str:
    """Return a head in the form in which heads are compared: folded, one space between words, no signs around."""
    if "ʼ" in head or "’" in head or "`" in head:
        head = re.sub("[ʼ’`]", "'", head)
    text = visible(unicodedata.normalize("NFKC", head)).casefold().replace("ё", "е")
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_MARKS))
    return _GAPS.sub(" ", _STAR.sub("", text)).strip()


@cache
def phrases() -> Mapping[str, str]:
    """Return {plain phrase: field} of the whole vocabulary; what two fields share belongs to the first."""
    found: dict[str, str] = {}
    for source in (PEOPLE, REGISTRATION):
        for field, languages in source.items():
            for words in languages.values():
                for phrase in words.split("|"):
                    found.setdefault(plain(phrase), field)
    return found


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the phrases by their first word, and under "" those of scripts that put no spaces."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, field in phrases().items():
        if len(phrase) < 2:
            continue
        first = "" if _is_spaceless(phrase) else phrase.partition(" ")[0]
        found.setdefault(first, []).append((phrase, field))
    return {first: tuple(each) for first, each in found.items()}


def _is_spaceless(phrase: str) -> bool:
    return any("\u3400" <= each <= "\u9fff" for each in phrase)


@lru_cache(maxsize=4096)
def meaning(head: str) -> Meaning:
    """Return what a head means: the whole of it, without its bracket, after a group's name ("group/email"), or within.

    A number may stand behind addresses and telephones ("E-mail 2"). Of phrases within, the longest counts, so that
    "company name" is no name.
    """
    if not head or len(head) > _LONGEST:
        return _NOTHING
    for text in (head.rpartition(":")[2], head, _BRACKET.sub("", head), head.rpartition("/")[2]):
        text = plain(text)
        field = phrases().get(text)
        if field is not None:
            return Meaning(field, True, len(text))
    text = plain(_NUMBER.sub("", head))
    if phrases().get(text) in ("email", "phone"):
        return Meaning(phrases()[text], True, len(text))
    return _within(plain(head))


def _within(text: str) -> Meaning:
    if "@" in text:
        return _NOTHING
    best = _NOTHING
    index, padded = _by_first_word(), f" {text} "
    choices = [each for word in dict.fromkeys(text.split()) for each in index.get(word, ())]
    choices = [each for each in choices if f" {each[0]} " in padded]
    if _is_spaceless(text):
        choices += [each for each in index.get("", ()) if each[0] in text]
    for phrase, field in choices:
        if len(phrase) > best.length:
            best = Meaning(field, False, len(phrase))
    return best
