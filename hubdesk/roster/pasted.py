"""People who are pasted, not tabled: addresses one after the other, and sign-up lists of wiki pages."""

import re
from collections.abc import Iterator

from hubdesk.i18n import say
from hubdesk.model.likeness import fold_name
from hubdesk.model.limits import PEOPLE_CELL, PEOPLE_COLUMNS, PEOPLE_FIELD
from hubdesk.model.roster import Candidate, Rejected
from hubdesk.roster.cells import email_in, is_email, is_struck, is_words, named_address, user_page, wiki_form
from hubdesk.roster.states import is_anonymous, is_hidden
from hubdesk.roster.words import meaning

Line = Candidate | Rejected

#: Lines that are looked at to tell a list of addresses or of signatures.
_HEARD = 400
#: Characters of a line that are looked at for that.
_SEEN = 2000
_PIECE = re.compile(r'[^",;\n]*(?:"[^"\n]*"[^",;\n]*)*')
#: Mail programs that write "Lovelace, Ana <a@x.org>" put semicolons between people.
_WIDE_PIECE = re.compile(r'[^";\n]*(?:"[^"\n]*"[^";\n]*)*')
#: The beginning of a line of a mail's head.
_TO = re.compile(
    r"^\s*(?:to|cc|bcc|an|kopie|à|para|кому|копия|копія|إلى|收件人|抄送|kepada)\s*[:：]\s*(?=.*@)", re.IGNORECASE
)
#: What may stand between a name and an address behind it.
_GAP = " \u00a0:–—-"
_ITEM = re.compile(r"^\s*([#*]+)(?![:#*])\s*(.*)$", re.DOTALL)
_LINK = re.compile(r"\[\[\s*:?([^\[\]|]{1,300})(?:\|([^\[\]]{0,300}))?\]\]")
_TEMPLATE = re.compile(
    r"\{\{\s*(?:user\d?|u|ul|ut|usr|user link|userlink|user0|noping|ping|reply to|re|участник|у|користувач|usuario"
    r"|benutzer|utilisateur|usuário|مستخدم|用户|pengguna|सदस्य)\s*\|\s*(?:1\s*=)?\s*([^{}|]{1,300})[^{}]{0,300}\}\}",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?<![—–-])[—–-]{0,5}\s{0,5}\d{1,2}[:.]\d{2}[,،]?\s[^()\n]{4,40}\([^()\n]{2,12}\)|~{3,5}")
_TAG = re.compile(r"<!--[^<>]{0,500}-->|</?[a-z][^<>]{0,200}>", re.IGNORECASE | re.DOTALL)
_STRUCK_HEAD = re.compile(r"^\s*<(s|del|strike)\b[^<>]*>(.*)</\1\s*>", re.IGNORECASE | re.DOTALL)
_BEGIN = re.compile(r"^\{\|.*$", re.MULTILINE)
#: What says how a cell looks, before what stands in it.
_STYLED = re.compile(r"^[^|\[\]{}=]{0,200}=[^|\[\]{}]{0,200}\|")
_EDGES = " \t'—–-:,.;()·"


def is_wikitext(text: str) -> bool:
    """Whether a text is a sign-up list: most of the lines that say something are items, some with a user's page."""
    lines = [line[:_SEEN] for line in text[:65_536].splitlines()[:_HEARD] if line.strip()]
    items = [line for line in lines if _ITEM.match(line)]
    users = [line for line in items if "[[" in line or "{{" in line]
    signed = [line for line in users if _username(line)]
    return bool(signed) and len(signed) * 2 >= len(items) and len(items) * 3 >= len(lines)


def wikitext(text: str) -> Iterator[Line]:
    """Yield a person, or why there is none, for each item of a sign-up list; replies and prose are passed over."""
    for number, line in enumerate(text.splitlines(), 1):
        item = _ITEM.match(line)
        if item:
            yield _item(item[2], number)


def _item(line: str, number: int) -> Line:
    if len(line) > 10 * PEOPLE_FIELD:
        return Rejected(number, say("This row is too long for a person."))
    struck = _STRUCK_HEAD.match(line)
    if is_struck(line) or (struck and (_username(struck[2]) or not _username(line))):
        return Rejected(number, say("This line is crossed out: the person withdrew."))
    username, label, rest = _signed(line)
    bare = rest.strip(_EDGES)
    if is_hidden(username) or is_hidden(bare):
        return Rejected(number, say("This user is hidden."))
    if not username:
        return _unsigned(bare, number)
    name = label if label and fold_name(label) != fold_name(username) else username
    return Candidate(name=name, username=username, note=bare[:PEOPLE_FIELD], row=number, rows=(number,))


def _unsigned(bare: str, number: int) -> Line:
    if not bare:
        return Rejected(number, say("Nobody is named in this row."))
    if len(bare) > 200:
        return Rejected(number, say("This row is too long for a person."))
    if is_anonymous(bare):
        return Candidate(row=number, rows=(number,))
    email = email_in(bare)
    name = "" if is_email(bare) else bare
    return Candidate(name=name, email=email, row=number, rows=(number,))


def _username(line: str) -> str:
    return _signed(line)[0]


def _signed(line: str) -> tuple[str, str, str]:
    """Return (user name, label that is a name, what else the line says) of an item."""
    username = label = ""
    for found in _LINK.finditer(line):
        username = user_page(found[1])
        if username:
            label = _TAG.sub("", found[2] or "").replace("'''", "").replace("''", "").strip()
            label = "" if user_page(label) or not any(map(str.isalnum, label)) else label
            break
    template = None if username else _TEMPLATE.search(line)
    if template:
        username = wiki_form(template[1].strip())
    rest = _STAMP.sub("", _TEMPLATE.sub("", _LINK.sub(_other_link, line)))
    rest = re.sub(r"\([\s·|,]{0,20}\)|'{2,}", "", _TAG.sub("", rest))
    return username, label, " ".join(rest.split())


def _other_link(found: re.Match[str]) -> str:
    """Keep the words of a link that leads to no user's page or talk page."""
    target = found[1].casefold()
    talk = ("talk", "diskussion", "обсуждение", "обговорення", "discussion", "discusión", "discussão", "نقاش", "讨论")
    if user_page(found[1]) or any(word in target for word in talk) or target.startswith(("special:", "contributions")):
        return ""
    return found[2] or found[1]


def wikitable(text: str) -> Iterator[list[str]] | None:
    """Yield the rows of the first table of a wiki page, None where there is none.

    A row that grows beyond measure is yielded as soon as it does: whoever counts refuses it.
    """
    begin = _BEGIN.search(text)
    return filter(None, _rows(text, begin.end())) if begin else None


def _rows(text: str, begin: int) -> Iterator[list[str]]:
    row: list[str] = []
    for line in map(str.strip, text[begin:].splitlines()):
        if line.startswith("|}"):
            break
        if line.startswith("|-") or len(row) > PEOPLE_COLUMNS or (row and len(row[-1]) > PEOPLE_CELL):
            yield row
            row = []
        if line.startswith(("!", "|")) and not line.startswith(("|+", "|-")):
            cells = re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:])
            row += [(_STYLED.sub("", cell) if "=" in cell else cell).strip() for cell in cells]
        elif row and line:
            row[-1] += f"\n{line}"
    yield row


def is_addresses(text: str) -> bool:
    """Whether a text consists of e-mail addresses, with or without a name before each, and of nothing else much."""
    pieces = [piece for _, piece in _pieces(text[:65_536], _HEARD)]
    if pieces and meaning(pieces[0].strip()).sure:
        return False
    return bool(pieces) and sum(_named(piece)[1] != "" for piece in pieces) * 10 >= len(pieces) * 7


def _named(piece: str) -> tuple[str, str]:
    """Return (name, address) of a piece that is one address or one name with it, ("", "") for anything else."""
    named = named_address(piece)
    if named is not None:
        return named
    if is_email(piece):
        return "", email_in(piece)
    name, gap, last = piece.rpartition(" ") if "\t" not in piece else ("", "", "")
    if gap and is_email(last) and is_words(name.rstrip(_GAP)):
        return name.rstrip(_GAP), email_in(last)
    return "", ""


def addresses(text: str) -> Iterator[Line]:
    """Yield a person for each address; the name before it stays as it stands."""
    for number, piece in _pieces(text):
        if "@" not in piece and all(meaning(word).sure for word in piece.split()):
            continue  # "Name   E-mail" above them
        name, email = _named(piece)
        email = email or email_in(piece)
        if not email and not piece.startswith("@") and len(piece) <= 120 and any(map(str.isalpha, piece)):
            name = piece
        if is_struck(piece):
            yield Rejected(number, say("This line is crossed out: the person withdrew."))
        elif name or email:
            yield Candidate(name=name[:PEOPLE_FIELD], email=email, row=number, rows=(number,))
        else:
            yield Rejected(number, say("Nobody is named in this row."))


def _pieces(text: str, most: int | None = None) -> Iterator[tuple[int, str]]:
    """Yield (line, address) of everything between commas, semicolons and line breaks, quotes honoured."""
    told, cut = 0, _PIECE
    if ";" in text and "," in text:
        wide = [each.strip() for line in text[:_SEEN].splitlines() for each in line.split(";") if each.strip()]
        whole = wide[:-1] if len(text) > _SEEN else wide
        cut = _WIDE_PIECE if all(each.count("@") == 1 and is_email(_TO.sub("", each)) for each in whole) else _PIECE
    for number, line in enumerate(text.splitlines(), 1):
        for found in cut.finditer(_TO.sub("", line) if "@" in line else line):
            piece = found[0].strip()
            if piece:
                yield number, piece
                told += 1
        if most is not None and told >= most:
            return
