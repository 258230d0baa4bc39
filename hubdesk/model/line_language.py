"""Which language one short line is in: guessed from its letters, its smallest words and what is spoken in the room."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: How many letters of a line are looked at.
_ENOUGH = 400

#: The first word of a letter's Unicode name: script → languages written in it, the likeliest first.
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb", "sd", "ug"),
    "DEVANAGARI": ("hi", "mr", "ne", "mai", "sa", "bho"),
    "CJK": ("zh", "yue", "ja"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
    "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "kk", "mk", "tg", "ky", "mn", "tt", "ba"),
    "GREEK": ("el",),
    "HEBREW": ("he", "yi"),
    "THAI": ("th",),
    "BENGALI": ("bn", "as"),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "KANNADA": ("kn",),
    "MALAYALAM": ("ml",),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "ORIYA": ("or",),
    "SINHALA": ("si",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "ETHIOPIC": ("am", "ti"),
    "MYANMAR": ("my",),
    "KHMER": ("km",),
    "LAO": ("lo",),
    "LATIN": (),
}
#: Letters that one language of a script has and its neighbours lack.
_LETTERS: Mapping[str, str] = {
    "uk": "іїєґ", "ru": "ыэъё", "fa": "پچژگ", "ur": "ٹڈڑںے", "de": "ßäöü", "fr": "çêèœâîûë", "es": "ñ¿¡",
    "pt-BR": "ãõç",
}  # fmt: skip
#: Small words of the languages written in Latin and Cyrillic letters.
_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the a an of and to in is are was we it that this for with not who what how should would can have has be "
        "by from our they there which why more you i but do does if or on at as need needs",
        "de": "der die das und ist nicht wir ein eine einen mit für den dem des auf zu von es sind wer wie was sollte "
        "soll kann haben hat im auch wenn oder aber bei uns man ich sie nur mehr zum zur",
        "fr": "le la les des est et dans pour une un que qui sur avec pas nous ce cette du il au aux plus mais ou on "
        "sont doit peut elle par comment pourquoi ne se notre",
        "es": "el la los las de y que en una un por con para del se como no es su son más pero o hay nos quién cómo "
        "debe puede lo al este esta muy nuestro",
        "pt-BR": "o a os as de que em uma um por com para do da não dos das ao são e é mais mas ou se nos como quem "
        "deve pode isso este esta muito nosso",
        "id": "yang dan di untuk dengan dari ini itu tidak pada adalah dalam kami kita oleh akan atau ada bisa harus "
        "siapa apa bagaimana juga lebih sudah belum",
        "ru": "и в не на что с по для как это из от при мы они кто но или есть нам у а же так если бы нужно можно",
        "uk": "і в не на що з для або як це із від при ми вони хто але чи є нам у а так якщо би треба можна та й",
    }.items()
}


def guess(line: str, spoken: Sequence[str] = ()) -> str:
    """Return the language of a line, one of `spoken` (BCP 47 tags, the commonest first) where that may be, else ours.

    A script decides first; among the languages of one script letters and small words do, and where they say nothing the
    first of `spoken` that is written so. "und" when nothing at all can be said. A person can always say otherwise.
    """
    script = _script(line)
    if script is None:
        return spoken[0] if spoken else "und"
    if script not in _SCRIPTS:
        return next(iter(spoken), "und")
    written = _SCRIPTS[script] or tuple(language for language in _WORDS if language not in _SCRIPTS["CYRILLIC"])
    expected = [tag for tag in spoken if _primary(tag) in map(_primary, written) or (script == "LATIN" and _latin(tag))]
    score = _scores(line, written)
    best = max(score.values(), default=0)
    leaders = [language for language in written if best and score[language] == best]
    for tag in expected:
        if not leaders or _primary(tag) in map(_primary, leaders):
            return tag
    if len(leaders) == 1 and (best >= 2 or not expected):
        return leaders[0]
    return expected[0] if expected else (leaders or [*_SCRIPTS[script], "und"])[0]


def _scores(line: str, written: Sequence[str]) -> dict[str, int]:
    words = [word.casefold() for word in _WORD.findall(line[: 4 * _ENOUGH])]
    letters = frozenset("".join(words)) | (frozenset(line) & frozenset("¿¡"))
    return {
        language: sum(map(_WORDS.get(language, frozenset()).__contains__, words))
        + 2 * (not letters.isdisjoint(_LETTERS.get(language, "")))
        for language in written
    }


def _script(line: str) -> str | None:
    """Return the script of most letters; kana makes a line Japanese whatever else stands in it."""
    if line.isascii():
        return "LATIN" if any(map(str.isalpha, line[: 4 * _ENOUGH])) else None
    found: Counter[str] = Counter()
    for sign in line[: 4 * _ENOUGH]:
        if sign.isalpha():
            found["LATIN" if sign.isascii() else unicodedata.name(sign, "?").partition(" ")[0]] += 1
    if found["HIRAGANA"] + found["KATAKANA"] > len(line) // 10:
        return "HIRAGANA"
    return found.most_common(1)[0][0] if found else None


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold()


def _latin(tag: str) -> bool:
    """Whether a language is written in Latin letters, as far as we know: all that no other script claims."""
    return not any(_primary(tag) in written for written in _SCRIPTS.values())
