"""What the writer of a note saw of the place that it speaks of."""

import json

from hubdesk.model.records import Note


def seen_of(note: Note, wid: str) -> dict[str, str]:
    """Return charter, edition, number, heading, language, exact, prefix and suffix of a place; {} if unknown.

    After a person confirmed where the place stands in a newer edition there are also state, from (the older edition),
    was (its words) and of (the wid that was tagged first), or, for what has no place, checked (the edition searched).
    """
    try:
        found = json.loads(note.seen.get(wid, "{}"))
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
