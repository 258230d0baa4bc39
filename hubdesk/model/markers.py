"""The marker at the start of a line: which letters and signs stand for which form and kind, in each language.

A marker is a letter, a sign or a letter and a sign, then a colon, then a space or the end of the line: `q: `, `!: `,
`q!: `. Only lower-case letters count and the space is needed, so "A: Yes", "C:\\Temp", "10:30" and "a:b" are prose. A
full-width colon needs no space, because nobody types one after it.
"""

import re
from collections.abc import Mapping
from functools import cache

from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.signs import INVISIBLE

#: Letters beside the ASCII ones, the first of each form is the one to show: language → form → letters.
LETTERS: Mapping[str, Mapping[str, str]] = {
    "en": {},
    "fr": {},
    "de": {"question": "f", "decision": "b", "comment": "k"},  # Frage, Beschluss, Kommentar
    "es": {"question": "p"},  # pregunta
    "pt-BR": {"question": "p"},  # pergunta
    "id": {"question": "p", "response": "j", "decision": "m", "action": "t", "comment": "k"},  # pertanyaan, jawaban,
    # mufakat, tindakan, komentar
    "ru": {"question": "в", "response": "о", "decision": "р", "action": "д", "comment": "к"},
    "uk": {"question": "п", "response": "в", "decision": "р", "action": "д", "comment": "к"},
    "ar": {"question": "س", "response": "ج", "decision": "ق", "action": "ع", "comment": "ت"},
    "hi": {"question": "प्र", "response": "उ", "decision": "फ", "action": "का", "comment": "टि"},
    "zh": {"question": "问 問", "response": "答", "decision": "决 決", "action": "办 辦", "comment": "评 評"},
}
_ASCII = {form.marker: form.id for form in FORMS.values()}
_SIGNS = {kind.marker: kind.id for kind in KINDS.values()}
#: The same keys under a Chinese input method or in full width.
_WIDE = dict(zip("！～＋＞》＾－？＊＝％﹪", "!~+>>^-?*=%%", strict=True))
_START = re.compile(rf"[\s{INVISIBLE}]*")
_SLASHES = re.compile(r"\\+")
_MARKER = re.compile(r"(\w[\w\u0900-\u0903\u093e-\u094d]{0,3})?([^\w\s:：\\])?(?:：\s*|:(?:\s+|$))")


@cache
def letters(language: str) -> Mapping[str, str]:
    """Return letter → form for one language of ours: the ASCII letters, its own, and those of other scripts.

    A letter of another script counts where all languages that have it agree (Russian and Ukrainian differ on в);
    Latin letters count in their own language only.
    """
    meanings: dict[str, set[str]] = {}
    for own in LETTERS.values():
        for form, shown in own.items():
            for letter in shown.split():
                meanings.setdefault(letter, set()).add(form)
    shared = {letter: forms.pop() for letter, forms in meanings.items() if len(forms) == 1 and not letter.isascii()}
    mine = {letter: form for form, shown in LETTERS.get(language, {}).items() for letter in shown.split()}
    return shared | mine | _ASCII


def shown(language: str) -> dict[str, str]:
    """Return form → the letter to show in a window of this language."""
    own = LETTERS.get(language, {})
    return {form.id: own.get(form.id, form.marker).split()[0] for form in FORMS.values()}


def start(line: str, language: str) -> tuple[str, str, int, int]:
    """Return (form, kind, from, to) of the marker that opens a line; form and kind are "" where nothing marks them.

    Without a marker `from` and `to` are where the words begin.
    """
    first = _begin(line)
    form, kind, end = _read(line, first, letters(language))
    return form, kind, first, end


def escape(line: str) -> int:
    """Return where the backslashes begin that make a marker of any language ordinary words, else -1."""
    first = _begin(line)
    slashes = _SLASHES.match(line, first)
    return first if slashes and _read(line, slashes.end(), _every_letter())[2] > slashes.end() else -1


def guarded(words: str) -> str:
    """Return `words` so that no language reads a marker at their start: with one backslash more where needed."""
    first = _begin(words)
    opens = _read(words, first, _every_letter())[2] > first or escape(words) >= 0
    return f"{words[:first]}\\{words[first:]}" if opens else words


def marker(form: str, kind: str, language: str = "en") -> str:
    """Return the marker for a form and a kind ("" where there is none of them), with its colon and space.

    The letter is the one of `language`: in an Arabic line an ASCII letter at the start would turn its direction.
    """
    signs = (shown(language)[form] if form else "") + (KINDS[kind].marker if kind else "")
    return f"{signs}: " if signs else ""


def _begin(line: str) -> int:
    blank = _START.match(line)
    return blank.end() if blank else 0


def _read(line: str, first: int, known: Mapping[str, str]) -> tuple[str, str, int]:
    """Return (form, kind, end) of a marker that stands at `first`; without one, ("", "", first)."""
    found = _MARKER.match(line, first)
    if found and (found[1] or found[2]):
        form = known.get(found[1], "") if found[1] else ""
        kind = _SIGNS.get(_WIDE.get(found[2], found[2]), "") if found[2] else ""
        if bool(found[1]) == bool(form) and bool(found[2]) == bool(kind):
            return form, kind, found.end()
    return "", "", first


@cache
def _every_letter() -> Mapping[str, str]:
    return {letter: form for language in LETTERS for letter, form in letters(language).items()}
