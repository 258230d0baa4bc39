"""What a photo needs before it may be published: a licence, the photographer's name for it, and the people on it."""

from collections.abc import Mapping

from hubdesk.i18n import Sentence, say
from hubdesk.model.records import Attachment

#: Photos, receipts, and the text under discussion as a PDF; only photos may ever be published.
SORTS = ("photo", "receipt", "document")
#: What a photographer may allow: how a licence is called, and its template on Wikimedia Commons.
LICENCES: Mapping[str, tuple[str, str]] = {
    "cc-by-sa-4.0": ("CC BY-SA 4.0", "cc-by-sa-4.0"),
    "cc-by-4.0": ("CC BY 4.0", "cc-by-4.0"),
    "cc0": ("CC0 1.0", "cc-zero"),
}
#: What people who can be recognised on a photo said; "" while nobody has asked them.
SHOWN: Mapping[str, Sentence] = {
    "": say("The people on it were not asked"),
    "agreed": say("All people on it agreed"),
    "none": say("Nobody can be recognised on it"),
}
#: What tells who somebody is, and what was agreed: no laptop may say otherwise while a photo is published.
_DECIDES = frozenset({"sort", "sha256", "caption", "credit", "licence", "shown"})


def lacks(one: Attachment) -> tuple[Sentence, ...]:
    """Return what is missing before a photo may be published, in words; nothing for one that may."""
    found = []
    if one.sort != "photo":
        receipt = one.sort == "receipt"
        return (say("A receipt is never published.") if receipt else say("A document is kept for reading only."),)
    if one.licence not in LICENCES:
        found.append(say("The photographer has allowed no licence yet."))
    if not one.credit:
        found.append(say("It is not known how the photographer wants to be named."))
    if one.shown not in ("agreed", "none"):
        found.append(say("The people on it were not asked."))
    if one.versions & _DECIDES:
        found.append(say("Two laptops say different things about it."))
    return tuple(found)
