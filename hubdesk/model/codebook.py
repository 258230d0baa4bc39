"""The forms of a note and the kinds of feedback that every event starts with."""

from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.i18n import Sentence, say


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of feedback: what a remark means for the text.

    `marker` is the sign that stands before a colon at the start of a line. `colour` names a token of the theme (never
    the only sign). `polarity` is 1 for approval, -1 for objection, 0 for neither; it is shown, never summed up.
    """

    id: str
    marker: str
    colour: str
    label: Sentence
    polarity: int


@dataclass(frozen=True, slots=True)
class Form:
    """What a line is in the conversation; `marker` is the ASCII letter before a colon at the start of a line."""

    id: str
    marker: str
    label: Sentence


#: The charter process reports celebrations, suggestions, potential deal breakers and ideas beyond the charter first.
KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("celebration", "+", "success", say("Celebration"), 1),
        Kind("support", "^", "success", say("Support with changes"), 1),
        Kind("suggestion", "~", "link", say("Suggestion"), 0),
        Kind("concern", "-", "warning", say("Concern"), -1),
        Kind("dealbreaker", "!", "error", say("Potential deal breaker"), -1),
        Kind("question", "?", "link", say("Open question"), 0),
        Kind("experience", "*", "quiet", say("Experience"), 0),
        Kind("wording", "=", "link", say("Wording or translation"), 0),
        Kind("process", "%", "quiet", say("About the process"), 0),
        Kind("beyond", ">", "quiet", say("Beyond the charter"), 0),
    )
}
FORMS: Mapping[str, Form] = {
    form.id: form
    for form in (
        Form("comment", "c", say("Comment")),
        Form("question", "q", say("Question")),
        Form("response", "r", say("Response")),
        Form("decision", "d", say("Decision")),
        Form("action", "a", say("Action")),
    )
}
#: The four that the charter process asks for, in its order.
FIRST_CLASS = ("celebration", "suggestion", "dealbreaker", "beyond")
