"""The faces of one weight in order of preference, and the words already shaped in them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import category

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.paths import shipped
from hubdesk.report.pdf import installed
from hubdesk.report.pdf.faces import Face
from hubdesk.report.pdf.scripts import attaches
from hubdesk.report.pdf.shaping import Word, shape

Weight = Literal["regular", "semibold", "bold", "italic"]

_SCRIPTS = ("Hebrew", "Armenian", "Georgian", "Thai", "Bengali", "Tamil")
_OTHERS = tuple(f"NotoSans{script}-Regular" for script in _SCRIPTS)
_REGULAR = ("NotoSans-Regular", "IBMPlexSansArabic-Regular", "NotoSansDevanagari-Regular", "NotoSansSC-Regular")
_BOLD = ("NotoSans-Bold", "IBMPlexSansArabic-Bold", "NotoSansDevanagari-Bold", "NotoSansSC-Bold")
_LAST = (*_OTHERS, "NotoEmoji-Regular")
#: Traditional characters of daily use that the other Chinese face draws as the mainland does.
_TRADITIONAL = {False: "NotoSansTC-Regular", True: "NotoSansTC-Bold"}
#: Weights that lie in the file of another.
_WITHIN = {"NotoSansSC-Bold": "NotoSansSC-Regular", "NotoSansTC-Bold": "NotoSansTC-Regular"}
_FILES: dict[Weight, tuple[str, ...]] = {
    "regular": (*_REGULAR, *_LAST),
    "semibold": ("NotoSans-SemiBold", *_BOLD, *_LAST),
    "bold": (*_BOLD, *_LAST),
    "italic": ("NotoSans-Italic", *_REGULAR, *_LAST),
}
#: Scripts (scripts.TAGS) whose own face is preferred to an earlier one that happens to have the sign.
_OWN_FACE = {"a": "Arabic", "d": "Devanagari", "h": "SC", "e": "Hebrew", "B": "Bengali", "T": "Tamil", "t": "Thai"}
#: Arabic letters are small for their em beside the letters of Noto Sans.
_ENLARGED = {"IBMPlexSansArabic": 1.12}
_KEPT_WORDS = 60_000


class Typeface:
    """One weight: picks a face for each character and keeps what was shaped.

    Characters that no shipped face has are looked for in the fonts of this computer, once each. `ideographs` is a face
    that is preferred for those.
    """

    def __init__(self, faces: Sequence[Face], ideographs: Face | None = None) -> None:
        self.faces = list(faces)
        self.primary = self.faces[0]
        self._picked: dict[int, Face | None] = {}
        self._own = {
            script: next((f for f in faces if f.path.stem.partition("-")[0].endswith(name)), self.primary)
            for script, name in _OWN_FACE.items()
        }
        if ideographs is not None:
            self._own["h"] = ideographs
        self._words: dict[tuple[str, str, bool, str], dict[str, Word]] = {}
        self._simple: dict[str, dict[str, Word]] = {}
        self.space = self.word(" ", self.primary, "l", rtl=False, language="en")

    def face_of(self, character: str, script: str, current: Face | None) -> Face:
        """Return the face for a character after text set in `current`, the primary face when none has it.

        Marks and joiners stay in the face they attach to; a script's own face comes before the general order.
        """
        code = ord(character)
        if current is not None and attaches(code) and (code in current.characters or category(character) != "Mn"):
            return current
        own = self._own.get(script)
        if own is not None and code in own.characters:
            return own
        if code not in self._picked:
            self._picked[code] = next((f for f in self.faces if code in f.characters), None) or installed.face_for(code)
        return self._picked[code] or self.primary

    def covers(self, character: str) -> bool:
        """Tell whether a character can be printed."""
        code = ord(character)
        return any(code in face.characters for face in self.faces) or installed.face_for(code) is not None

    def word(self, text: str, face: Face, script: str, *, rtl: bool, language: str) -> Word:
        """Return a shaped stretch of text, from the store of earlier ones when it was shaped before."""
        words = self.words(face, script, rtl=rtl, language=language)
        word = words.get(text)
        if word is None:
            word = words[text] = shape(text, face, script, rtl=rtl, language=language)
        return word

    def words(self, face: Face, script: str, *, rtl: bool, language: str) -> dict[str, Word]:
        """Return the store of shaped words for one face, script, direction and language."""
        words = self._words.setdefault((face.tag, script, rtl, language), {})
        if len(words) >= _KEPT_WORDS:
            words.clear()
        return words

    def face_for(self, text: str, script: str) -> Face | None:
        """Return the one face that a whole text of one script would be set in, or None when it takes several."""
        codes = set(map(ord, text))
        own = self._own.get(script)
        if own is not None:
            return own if own.characters.issuperset(codes) else None
        return self.primary if self.primary.characters.issuperset(codes) else None

    def simple_words(self, language: str) -> dict[str, Word]:
        """Return the store of words that need only the primary face, for one language."""
        words = self._simple.setdefault(language, {})
        if len(words) >= _KEPT_WORDS:
            words.clear()
        return words


def unprintable(text: str) -> list[str]:
    """Return the characters of a text that no font here can print, each once, in order of first appearance."""
    regular = typeface("regular")
    seen = dict.fromkeys(c for c in text if not attaches(ord(c)) and category(c) not in ("Cc", "Zl", "Zp"))
    return [character for character in seen if not regular.covers(character)]


@cache
def _face(folder: Path, name: str) -> Face:
    path = folder / f"{_WITHIN.get(name, name)}.ttf"
    if not path.is_file():
        raise HubDeskError(
            say("The fonts of the reports are missing."),
            safe=say("Nothing was written; your data is untouched."),
            next=say("Install HubDesk again, or run packaging/fonts.py in a checkout."),
            code="report-fonts-missing",
        )
    names = [*sorted({file for files in _FILES.values() for file in files}), *_TRADITIONAL.values()]
    enlarged = _ENLARGED.get(name.partition("-")[0], 1.0)
    return Face(path, f"F{names.index(name)}", enlarged, weight=700 if name in _WITHIN else 400)


def look_in(packs: Sequence[Path]) -> None:
    """Look for characters that no shipped face has in these folders, too; files that came or went are noticed."""
    if installed.look_in(packs):
        typeface.cache_clear()


@cache
def typeface(weight: Weight, traditional: bool = False) -> Typeface:
    """Return the typeface of one weight, loaded once (by mapping, a few milliseconds).

    `traditional` prefers the forms of traditional Chinese: of a font that somebody added to the pack, else of ours.
    Raises HubDeskError when the fonts were not built.
    """
    folder = shipped("resources") / "fonts"
    bold = weight in ("semibold", "bold")
    own = installed.traditional(bold) or _face(folder, _TRADITIONAL[bold]) if traditional else None
    return Typeface([_face(folder, name) for name in _FILES[weight]], own)
