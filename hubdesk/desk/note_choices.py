"""What may be chosen for a note besides its words, and what is said when something else is given."""

from collections.abc import Mapping, Sequence
from typing import Any

from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields, language_tag
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.records import Event, Note
from hubdesk.model.roles import ROLES, is_role
from hubdesk.model.templates import rules

#: Who may read a note: all · the drafting committee · the team of this gathering · nobody beyond this laptop.
VISIBILITIES = ("public", "committee", "internal", "sensitive")
CHANNELS = ("", "floor", "chat", "card", "board", "one-to-one")
MAX_VOICES, MAX_TABLE = 9_999, 999
_EDITED = frozenset(
    {"form", "kind", "language", "channel", "table", "voices", "follow_up", "speaker", "item", "parent", "pinned"}
)


def around(desk: Desk, **given: Any) -> Fields:
    """Return what is known of a line besides its words. Raises Usage for choices that are not there."""
    one_of(given["visibility"], VISIBILITIES)
    one_of(given["channel"], CHANNELS)
    _up_to("table", given["table"], range(MAX_TABLE + 1))
    if given["parent"]:
        desk.read.get(Note, given["parent"])
    return given


def check(gathering: Event, fields: Mapping[str, object]) -> None:
    """Raise Usage for fields of a note that cannot be changed so."""
    if unknown := fields.keys() - _EDITED:
        raise Usage(
            say("{field} of a note cannot be changed this way.", field=min(unknown)),
            next=say("Type the line again instead."),
        )
    one_of(str(fields.get("form", "comment")), tuple(FORMS))
    one_of(str(fields.get("kind", "")), ("", *KINDS))
    one_of(str(fields.get("channel", "")), CHANNELS)
    _up_to("voices", fields.get("voices", 1), range(1, MAX_VOICES + 1))
    _up_to("table", fields.get("table", 0), range(MAX_TABLE + 1))
    tag_of(str(fields.get("language", "")))
    speaker = str(fields.get("speaker", ""))
    if speaker and not is_role(speaker) and rules(gathering.sensitive).badges_only:
        raise Usage(
            say("This gathering is sensitive: it keeps badge numbers only, no names and no addresses."),
            next=say("Choose one of these: {names}", names=", ".join(role.one for role in ROLES)),
        )


def _up_to(field: str, value: object, allowed: range) -> None:
    if type(value) is not int or value not in allowed:
        what = say("So many voices cannot be meant.") if field == "voices" else say("There is no such table.")
        raise Usage(what, next=say("Give a number from 1 to {n}.", n=allowed[-1]))


def tag_of(language: str) -> str:
    """Return a language tag, "" for none. Raises Usage for anything else."""
    return language_tag(language) if language else ""


def one_of(value: str, choices: Sequence[str]) -> None:
    """Raise Usage for what is none of the choices."""
    if value not in choices:
        raise Usage(
            say("{value} is not one of the choices here.", value=value),
            next=say("Choose one of these: {names}", names=", ".join(filter(None, choices))),
        )
