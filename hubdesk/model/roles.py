"""Roles under which people speak at a gathering: what may stand after @ where no name may be kept."""

import re
from functools import cache

from hubdesk.i18n import LANGUAGES, Sentence, say, words
from hubdesk.model.fold import fold
from hubdesk.model.signs import Reading, named

#: The first ones are offered while somebody types.
OFFERED: tuple[Sentence, ...] = (
    say("participant"),
    say("organizer"),
    say("facilitator"),
    say("newcomer"),
    say("affiliate"),
    say("interpreter"),
)
ROLES: tuple[Sentence, ...] = (
    *OFFERED,
    say("note-taker"),
    say("timekeeper"),
    say("presenter"),
    say("group"),
    say("table"),
)
_NUMBERED = re.compile(r"[_\W]*\d*$")


def is_role(name: str) -> bool:
    """Tell whether a name is a role in one of our languages, perhaps with a number ("table_2")."""
    return _plain(name) in _known()


def strangers(text: str) -> list[tuple[int, int]]:
    """Return where a text says @ and something else than a role: (start, end), the sign included."""
    found, begin = [], 0
    for line in text.split("\n"):
        signs = (sign for sign in Reading(line) if sign.type == "speaker" and not is_role(sign.value))
        found += [(begin + sign.at, begin + sign.end) for sign in signs]
        begin += len(line) + 1
    return found


def without_strangers(line: str, language: str) -> str:
    """Return a line in which every @name that is no role is "@participant", in a language."""
    somebody = f"@{named(words(language)(ROLES[0], isolated=False))}"
    for start, end in reversed(strangers(line)):
        line = f"{line[:start]}{somebody}{line[end:]}"
    return line


def _plain(name: str) -> str:
    return _NUMBERED.sub("", fold(named(name) or name))


@cache
def _known() -> frozenset[str]:
    return frozenset(_plain(words(tag)(role, isolated=False)) for tag in LANGUAGES for role in ROLES)
