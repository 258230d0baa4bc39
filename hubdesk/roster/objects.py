"""A list of people as JSON: rows of the objects that an interface of a registration system or a form hands out."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import PEOPLE_AREA, PEOPLE_COLUMNS, PEOPLE_ROWS
from hubdesk.roster.table import Row, Table

#: How deep the list may lie in the answer, and a value in its object.
_DEEP, _NESTED = 8, 4
#: Inner names that say nothing besides the name of what holds them.
_FILLERS = ("path", "classes", "url", "href")


def objects(text: str) -> Table:
    """Return the objects of a text as rows below the names of their fields. Raises Refused for anything else.

    The text is JSON, or one JSON object a line. The longest list of objects is taken, wherever it lies, and its first
    object is row 1.
    """
    found = max(_lists(_parsed(text), 0), key=len, default=[])
    if len(found) > PEOPLE_ROWS:
        raise _refused()
    records = [dict(_flat("", each, 0)) for each in found]
    heads = list(dict.fromkeys(key for record in records for key in record))
    if not heads or len(heads) > PEOPLE_COLUMNS or len(heads) * len(records) > PEOPLE_AREA:
        raise _refused()
    rows: list[Row] = [heads]
    rows += [[record.get(head, "") for head in heads] for record in records]
    return Table("", rows, -1, headed=True)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise _refused() from None
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise _refused() from None


def _lists(value: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    """Yield every list of objects, also by keys; one that lies within the objects of another list belongs to them."""
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        yield value
    elif isinstance(value, dict) and depth < _DEEP:
        if len(value) > 1 and all(isinstance(each, dict) for each in value.values()):
            yield list(value.values())
        for each in value.values():
            yield from _lists(each, depth + 1)
        if depth == 0 and not any(isinstance(each, (list, dict)) for each in value.values()):
            yield [value]


def _flat(name: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of the values of an object; inner ones are named "outer/inner"."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            if depth < _NESTED and key not in _FILLERS:
                yield from _flat(f"{name}/{key}" if name else key, each, depth + 1)
    elif isinstance(value, list):
        plain = [_words(each) for each in value if not isinstance(each, (dict, list))]
        if plain:
            yield name, ", ".join(plain)
    else:
        yield name, _words(value)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _refused() -> Refused:
    return Refused(
        say("This JSON data holds no list of people."),
        next=say("Choose the list of participants, as JSON, CSV or a workbook."),
        code="people-json",
    )
