"""When two ways of writing a name, an address or a number are one, and when they only look alike."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
#: Signs that turn or override the direction of what follows.
STEERING = re.compile("[\u202a\u202b\u202d\u202e]")
#: What a spreadsheet would run, where a cell begins so.
FORMULA = re.compile(r"\s*(?:[=\uff1d]|[+\-@\uff0b\uff0d\uff20].*[(!|])", re.DOTALL)
_NO_DIGIT = re.compile(r"\D+")
_WORD = re.compile(r"[^\W\d_]+")
#: Capital letters of other scripts (and of Latin extensions) that look like a Latin one (after UTS #39, our selection).
_LOOKS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅҺԚԜҮӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEKMHOPCTYXIJSHQWYIABEZHIKMNOPTYX",
)
#: Small letters that look like a Latin one although their capitals do not.
_SMALL_LOOKS = str.maketrans("ɑɡıαѵν", "AGIAVV")


def visible(text: str) -> str:
    """Return the text without characters that cannot be seen (direction marks, zero width, soft hyphens)."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold_name(name: str) -> str:
    """Return the form in which two names are compared: NFC, no invisible characters, one space, case folded."""
    if not name:
        return ""
    if not name.isascii():
        name = unicodedata.normalize("NFC", _INVISIBLE.sub("", name))
    return " ".join(name.split()).casefold()


def fold_email(email: str) -> str:
    """Return the form in which two addresses are compared; case never tells two mailboxes apart in practice."""
    return "".join(email.split()).casefold() if email.isascii() else fold_name(email).replace(" ", "")


def fold_username(username: str) -> str:
    """Return the form in which two user names are compared: MediaWiki's, an underscore is a space."""
    return fold_name(username.replace("_", " ")).removeprefix("@") if username else ""


def fold_phone(phone: str) -> str:
    """Return the digits (of any script) as 0-9, with a leading "+" for an international number, "" for none."""
    if not phone:
        return ""
    digits = _NO_DIGIT.sub("", phone)
    if not digits.isascii():
        digits = "".join(str(unicodedata.decimal(each)) for each in digits)
    plus = visible(phone).lstrip("'( \u00a0")[:1] in ("+", "\uff0b")
    if digits.startswith("00") and not plus:
        plus, digits = True, digits[2:]
    return ("+" if plus else "") + digits if digits else ""


def skeleton(text: str) -> str:
    """Return what the letters look like: texts that a reader cannot tell apart have one skeleton (idea of UTS #39)."""
    if text.isascii():
        return " ".join(text.split()).upper()
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_SMALL_LOOKS).upper()
    return " ".join(plain.translate(_LOOKS).split())


def mixes_scripts(text: str) -> bool:
    """Whether one word has letters of Latin and of Cyrillic or Greek: nobody writes so, a keyboard layout does."""
    if text.isascii():
        return False
    for word in _WORD.findall(text):
        if not word.isascii():
            scripts = {unicodedata.name(each, "").partition(" ")[0] for each in word}
            if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
                return True
    return False
