"""Translation markup of a wiki page: which words belong to which unit, with the tags gone."""

import re
from collections.abc import Iterator, Sequence

from hubdesk.charter.elements import UNIT, UNIT_END, UNIT_NAMED
from hubdesk.i18n import Sentence, say

_PARTS = re.compile(r"(</?translate\b[^<>]{0,200}>|\n[ \t]*\n)", re.IGNORECASE)
_NAME = re.compile(f"[ \t]?{UNIT}([^{UNIT_NAMED}\n]*){UNIT_NAMED}[ \t]?")
_VARIABLE = re.compile(
    r"<tvar\s{1,9}name\s{0,9}=[^<>]{0,200}>|</tvar\s{0,9}>|<tvar\s{0,9}\|[^<>]{0,200}>|</>", re.IGNORECASE
)
_VARIABLE_NAME = re.compile(
    r"<tvar\s{1,9}name\s{0,9}=\s{0,9}[\"']?([^\s\"'/<>]{1,100})|<tvar\s{0,9}\|([^\s<>]{1,100})>", re.I
)
_BAR = re.compile(r"</?languages\b[^<>]{0,200}>|</?(?:noinclude|onlyinclude)\s{0,9}/?>", re.IGNORECASE)


def is_translatable(text: str) -> bool:
    """Whether a page carries translation markup, which only the source among its languages does."""
    return "<translate" in text.casefold() or "<!--T:" in text


def without_markup(text: str) -> tuple[str, Sequence[Sentence]]:
    """Return the page with `<translate>`, `<tvar>` and `<languages/>` gone, and messages about unbalanced tags.

    A unit is what stands between blank lines or tags (as the Translate extension splits a page); where its name was
    read, its words stand between UNIT name UNIT_NAMED and UNIT_END. Works on pages without `<translate>`, too.
    """
    messages = []
    text = _BAR.sub("", text)
    text, uneven = _without_variables(text)
    depth, nested = 0, False
    pieces = []
    for nth, part in enumerate(_PARTS.split(text)):
        if nth % 2 == 0:
            pieces.append(_named(part))
        elif part.strip():
            depth += -1 if part.startswith("</") else 1
            nested = nested or depth not in (0, 1)
        else:
            pieces.append(part)
    if nested or depth:
        messages.append(say("The translate tags of the page do not pair up; its units were taken as they stand."))
    if uneven:
        messages.append(say("A variable of the page is opened and not closed, or the reverse; its words were kept."))
    return "".join(pieces), messages


def variables(text: str) -> dict[str, dict[str, str]]:
    """Return {unit: {name: wikitext}} of a page whose unit names are marks: what `$name` means in a translation."""
    found: dict[str, dict[str, str]] = {}
    for chunk in _PARTS.split(text)[::2] if "<tvar" in text.casefold() else ():
        several = len(_NAME.findall(chunk)) > 1
        for part in _by_names(chunk) if several else [chunk]:
            if (unit := _NAME.search(part)) and (named := dict(_values(_NAME.sub("", part)))):
                found.setdefault(unit[1], {}).update(named)
    return found


def _values(unit: str) -> Iterator[tuple[str, str]]:
    """Yield the name and words of each variable of a unit; one that is left open or holds another has none."""
    name, start = "", 0
    for found in _VARIABLE.finditer(unit):
        if name and found[0].startswith("</"):
            yield name, unit[start : found.start()]
        named = _VARIABLE_NAME.match(found[0])
        name, start = (named[1] or named[2] if named else ""), found.end()


def _without_variables(text: str) -> tuple[str, bool]:
    """Return text with the words of its variables, new form (`</tvar>`) and old (`</>`)."""
    opened = 0
    uneven = False

    def expand(found: re.Match[str]) -> str:
        nonlocal opened, uneven
        closes = found[0].startswith("</")
        opened += -1 if closes else 1
        uneven = uneven or opened not in (0, 1)
        return ""

    text = _VARIABLE.sub(expand, text)
    return text, uneven or opened != 0


def _named(chunk: str) -> str:
    """Return one unit with its name in front, wherever in it the name stood; several names divide it by lines."""
    if UNIT in chunk and "\n" in chunk and len(_NAME.findall(chunk)) > 1:
        return "\n".join(map(_one, _by_names(chunk)))
    return _one(chunk)


def _one(chunk: str) -> str:
    names = _NAME.findall(chunk) if UNIT in chunk else []
    return _first(chunk, names[0]) if names else chunk.replace(UNIT, "")


def _by_names(chunk: str) -> Iterator[str]:
    """Yield the lines of a unit that has several names; a name on a line of its own goes with those below it."""
    lines: list[str] = []
    for line in chunk.split("\n"):
        if lines and UNIT in line:
            yield "\n".join(lines)
            lines = []
        lines.append(line)
        if UNIT in line and _NAME.sub("", line).strip():
            yield lines.pop()
    if lines:
        yield "\n".join(lines)


def _first(chunk: str, name: str) -> str:
    words = _NAME.sub(" ", chunk)
    inner = words.strip()
    start = len(words) - len(words.lstrip())
    before, after = words[:start], words[start + len(inner) :]
    return f"{before}{UNIT}{name}{UNIT_NAMED}{inner}{UNIT_END}{after}"
