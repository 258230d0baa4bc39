"""What a single cell is: an address, a user name, a telephone number, a date, a name."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from hubdesk.model.likeness import fold_phone, visible

#: What is looked at of a cell for an address in it.
_SEEN = 2000
_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"'|“”«»]{1,64}@[^\s@<>()\[\],;:\"'|/“”«»]{1,200}\.[^\W\d_][^\W_]{1,62}(?![^\W_])"
)
_PUNYCODE_END = re.compile(r"[^\s@<>(),;:\"]{1,64}@[a-z0-9.-]{1,200}\.xn--[a-z0-9-]{2,59}", re.IGNORECASE)
_HANDLE = re.compile(r"@?([\w.-]{1,100})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_NAMED = re.compile(r"^\s*[\"“'«]?(.*?)[\"”'»]?\s*<\s*(?:mailto:)?([^<>\s]{3,320})\s*>[\s,;.]*$", re.DOTALL)
_USER_PAGE = re.compile(
    r"^(?:https?://[^\s/]{1,200}/(?:wiki/|w/index\.php\?title=))?:?(?:\w{1,3}:)?"
    r"(?:user|u|benutzer|benutzerin|utilisateur|utilisatrice|usuario|usuaria|usuário|usuária|usuário\(a\)|pengguna"
    r"|участник|участница|у|користувач|користувачка|مستخدم|مستخدمة|सदस्य|用户|用戶|使用者)\s*[:：]\s*(.+)$",
    re.IGNORECASE,
)
_LINK = re.compile(r"^\[\[\s*([^\[\]|]{1,300})(?:\|([^\[\]]{0,300}))?\]\]$")
#: A telephone number may begin like a date ("01.23.45.67.89", "0812-34-5678"): more digits of one kind end the doubt.
_DATE = re.compile(
    r"^\s*(?:[12]\d{3}[-/.年]\d{1,2}[-/.月]\d{1,2}(?![-/.]?\d)|[\u0661\u0662\u06f1\u06f2\u0967\u0968]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?![-/.]?\d)|(?:19|20)\d\d[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d$|\d{1,2}:\d{2}(?::\d{2})?\b)"
)
_PHONE = re.compile(
    r"^\s*(?:tel[.:]*|whatsapp:?)?\s*[+\uff0b]?[\d\s().\-/\u2010-\u2015\u00a0]{6,40}(?:\s*(?:x|ext\.?)\s*\d+)?\s*$",
    re.I,
)
_FLOAT = re.compile(r"^(\d{9,15})[.,]0+$")
_POWER = re.compile(r"^(\d)[.,](\d{6,14})E\+?(\d{1,2})$", re.IGNORECASE)
_WORDS = re.compile(r"^[^\W\d_][^\d@<>{}\[\]|=_;:!?]{0,118}$")
_TOKEN = re.compile(r"^[^\W_][\w.\-]{1,84}$")
_STRUCK = re.compile(r"^\s*(?:[#*:]+\s*)?(?:<(s|del|strike)\b[^<>]*>.*</\1\s*>|~~.+~~)\W*$", re.IGNORECASE | re.DOTALL)


class Account(NamedTuple):
    """A user name, and the server when it is a fediverse handle."""

    username: str
    server: str = ""

    @property
    def written(self) -> str:
        """The account as a person writes it: a handle is none of a wiki, whatever name it holds."""
        return f"@{self.username}@{self.server}" if self.server else self.username


def email_in(cell: str) -> str:
    """Return the first e-mail address of a cell without invisible characters, "" when there is none."""
    if "@" not in cell and "\uff20" not in cell:
        return ""
    text = visible(cell[:_SEEN]).removeprefix("mailto:")
    if is_handle(text):
        return ""
    plain = _PUNYCODE_END.search(text) if "xn--" in text else None
    if plain:
        return plain[0]
    for found in _EMAIL.finditer(text):
        before = text[found.start() - 1] if found.start() else ""
        if before != "@" and not found[0].startswith("."):
            return found[0]
    return ""


def named_address(cell: str) -> tuple[str, str] | None:
    """Return (name, e-mail) of `Name <mail>`, None for anything else."""
    if "<" not in cell or len(cell) > 600:
        return None
    found = _NAMED.match(cell)
    if not found:
        return None
    email = email_in(found[2])
    return (found[1].strip(), email) if email else None


def is_email(cell: str) -> bool:
    """Whether the whole cell is one address (perhaps as `Name <mail>`)."""
    if "@" not in cell or len(cell) > 400:
        return False
    bare = visible(cell).strip().removeprefix("mailto:").strip("<> ,;")
    return email_in(bare) == bare or named_address(cell) is not None


def is_handle(cell: str) -> bool:
    """Whether the cell is a fediverse handle, "@name@server": never an e-mail address."""
    text = visible(cell[:400]).strip()
    return text.startswith("@") and _HANDLE.fullmatch(text) is not None


def handle(cell: str) -> Account | None:
    """Return the account of "@name@server" or "name@server", None for anything else."""
    found = _HANDLE.fullmatch(visible(cell[:400]).strip())
    return Account(found[1], found[2].casefold()) if found else None


def wiki_form(username: str) -> str:
    """Return a user name as MediaWiki writes it: first letter a capital, underscores are spaces."""
    text = " ".join(visible(username).replace("_", " ").split())
    first = text[:1].upper()
    return (first if len(first) == 1 else text[:1]) + text[1:]


def user_page(cell: str) -> str:
    """Return the user name of "User:Name", of a link to it or of its address in any of our languages, "" for others."""
    text = visible(cell[:_SEEN]).strip()
    link = _LINK.match(text)
    if link:
        text = link[1]
    found = _USER_PAGE.match(text)
    if not found:
        return ""
    name = unquote(found[1]) if "://" in text or "%" in found[1] else found[1]
    return wiki_form(name.partition("/")[0].partition("#")[0])


def account(cell: str, *, fediverse: bool = False) -> Account:
    """Return the user name of a cell of a column of user names; `fediverse`: "name@server" is a handle there."""
    text = visible(cell).strip()
    if not text:
        return Account("")
    paged = user_page(text)
    if paged:
        return Account(paged)
    found = handle(text) if fediverse or text.startswith("@") else None
    if found is not None:
        return found
    if text.startswith("@"):
        return Account(text.lstrip("@").strip())
    link = _LINK.match(text)
    return Account(wiki_form(link[1] if link else text))


def is_phone(cell: str) -> bool:
    """Whether a cell is a telephone number, in digits of any script."""
    if len(cell) > 60 or is_date(cell):
        return False
    digits = fold_phone(cell)
    return 7 <= len(digits) <= 18 and _PHONE.match(visible(cell)) is not None


def phone_in(cell: str) -> str:
    """Return a telephone number as written, without invisible characters or a spreadsheet's ".0"; "" without digits.

    "4.47911123456E+11" is written out; where a spreadsheet has rounded digits away ("4.4791E+11"), it stays as it is.

    Zeros alone ("0", "000") are no number.
    """
    text = visible(cell).strip()
    whole = _FLOAT.match(text)
    power = _POWER.match(text)
    if power and len(power[2]) == int(power[3]):
        return power[1] + power[2]
    return whole[1] if whole else text if fold_phone(text).strip("+0") else ""


def is_date(cell: str) -> bool:
    """Whether a cell begins with a date or a time, or is MediaWiki's stamp of 14 digits."""
    return len(cell) < 80 and _DATE.match(cell) is not None


def is_words(cell: str) -> bool:
    """Whether a cell could be a name: a few words of letters."""
    text = cell.strip()
    words = len(text.split())
    sentence = words > 3 and text.endswith((".", "!", "?", "।", "。"))
    return words <= 7 and not sentence and _WORDS.match(text) is not None


def is_username(cell: str) -> bool:
    """Whether a cell could be a user name: one word of letters, digits, "_", "-" and "."."""
    return _TOKEN.match(cell.strip()) is not None


def is_struck(cell: str) -> bool:
    """Whether a cell or a line is crossed out as a whole."""
    return ("<" in cell or "~~" in cell) and len(cell) < _SEEN and _STRUCK.match(cell) is not None
