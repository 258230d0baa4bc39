"""What a form or a call gives, as records keep it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.presence import iso
from hubdesk.model.records import Record, columns

#: The longest title, name, place or other single line that a form or a call may give, in characters.
MAX_LINE = 2_000
#: The longest text of several lines.
MAX_TEXT = 100_000
#: Fields that keep their line breaks.
_LONG = frozenset({"description", "invitation", "labels", "remark", "text"})

#: Fields of a record on their way into the log; what each may hold is told by its column.
Fields = dict[str, Any]

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*").fullmatch


def given(kind: type[Record], fields: Mapping[str, object]) -> Fields:
    """Return fields as their columns want them: trimmed text, ISO 8601 for times, frozensets for sets. Raises Usage."""
    return {name: _value(kind, name, value) for name, value in fields.items()}


def changes(before: Record, wanted: Mapping[str, object]) -> Fields:
    """Return what differs from a record, sets as {member: in or out}; a field in several versions always differs."""
    found: Fields = {}
    for name, value in wanted.items():
        old = getattr(before, name)
        if isinstance(value, frozenset):
            members = {member: member in value for member in sorted(value ^ old)}
            if members:
                found[name] = members
        elif value != old or name in before.versions:
            found[name] = value
    return found


def line(text: str) -> str:
    """Return one line, blanks joined. Raises Usage when it is far longer than any line that people write."""
    text = " ".join(text.split())
    if len(text) > MAX_LINE:
        raise Usage(say("This text is too long for one line."), next=say("Give at most {n} characters.", n=MAX_LINE))
    return text


def language_tag(tag: str) -> str:
    """Return a language tag (BCP 47 in its outer form). Raises Usage for anything else."""
    if not _TAG(tag):
        raise Usage(
            say("{tag} is not a language tag.", tag=tag),
            next=say("Use tags such as {one}, {two} or {three}.", one="en", two="ar", three="pt-BR"),
        )
    return tag


def no_time(text: str) -> Usage:
    """Return what to raise for a text that should be a date or a time."""
    return Usage(
        say("{text} is not a date or time.", text=text),
        next=say("Give it like this: {example}", example="2027-05-08T18:30+02:00"),
    )


def _value(kind: type[Record], name: str, value: object) -> object:
    sort = columns(kind).get(name)
    if isinstance(value, datetime):
        value = iso(value) if value.tzinfo else value.isoformat()
    elif isinstance(value, date):
        value = value.isoformat()
    if sort == "set" and isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return frozenset(line(str(member)) for member in value if str(member).strip())
    if sort == "text" and isinstance(value, str):
        return _long(value) if name in _LONG else line(value)
    if (sort == "bool" and isinstance(value, bool)) or (sort == "int" and type(value) is int):
        return value
    if sort is None or sort == "map":
        raise Usage(
            say("There is no field named {name}.", name=name),
            next=say("Choose one of these: {names}", names=", ".join(columns(kind))),
        )
    raise Usage(
        say("This value does not fit the field {name}.", name=name), next=say("Give a value of the kind it has now.")
    )


def _long(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise Usage(say("This text is too long."), next=say("Give at most {n} characters.", n=MAX_TEXT))
    return text.strip()
