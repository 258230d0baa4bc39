"""Which languages need an interpreter, in words for those who prepare and lead a gathering."""

from collections.abc import Mapping

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.ui.words import number, own_name

#: What `desk.interpretation` counts that is no spoken language with a name of its own.
_OTHER = {"sgn": say("Sign language"), "und": say("Language not known")}


def told(found: Mapping[str, int]) -> list[Sentence]:
    """Return how many people need interpretation into each language of `interpretation.wanted`."""
    return [
        say("{language}: {number}", language=_OTHER.get(tag, own_name(tag)), number=number(n))
        for tag, n in found.items()
    ]


def line(found: Mapping[str, int]) -> Sentence | None:
    """Return the same as one line for a run-sheet ("Interpretation needed: uk 3, ar 1"), None where nobody does."""
    listed = ", ".join(isolate(f"{tag} {number(n)}") for tag, n in found.items())
    return say("Interpretation needed: {languages}", languages=listed) if found else None
