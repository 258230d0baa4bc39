"""An invented charter in English and Arabic, to read and to tag."""

from datetime import timedelta

from hubdesk.desk import charters
from hubdesk.desk.desk import Desk

ENGLISH = """# Riverside agreement

Words before the first chapter, invented for these tests.

## Care

### Shared money

What is given for all is counted in the open.

Every circle says once a year what it spent.

### Who decides

Those who are touched by a decision are asked first.

## Hubs

### What a hub is

A hub is a place where circles meet and lend each other tools.

### Money for hubs

Hubs receive steady money for three years.

- It follows a plan.
- The plan is public.
"""
WORDS = {
    "Riverside agreement": "اتفاق الضفة",
    "Care": "العناية",
    "Shared money": "المال المشترك",
    "What is given for all is counted in the open.": "ما يعطى للجميع يعد علنا.",
    "Who decides": "من يقرر",
    "Hubs": "المراكز",
    "What a hub is": "ما المركز",
    "Money for hubs": "مال المراكز",
    "Hubs receive steady money for three years.": "تتلقى المراكز مالا ثابتا لثلاث سنوات.",
}


def arabic() -> str:
    """Return the same headings in Arabic, with some paragraphs left in English."""
    lines = []
    for line in ENGLISH.splitlines():
        body = line.lstrip("#- ")
        lines.append(line[: len(line) - len(body)] + WORDS.get(body, body))
    return "\n".join(["---", "language: ar", "---", *lines])


def take(desk: Desk, event: str) -> str:
    """Take the charter into a workspace for an event and return its id."""
    files = [("riverside.md", ENGLISH.encode()), ("riverside-ar.md", arabic().encode())]
    return charters.take(desk, charters.preview(files, language="en"), event=event).charter


#: What a later draft says otherwise: a word changed, a paragraph moved, one taken away, one new.
LATER = {
    "What is given for all is counted in the open.": "What is given for all is counted every spring in the open.",
    "Those who are touched by a decision are asked first.\n": "",
    "A hub is a place where circles meet and lend each other tools.\n": (
        "A hub is a place where circles meet and lend each other tools.\n\n"
        "Every circle says once a year what it spent.\n"
    ),
    "Every circle says once a year what it spent.\n\n### Who": "### Who",
    "- The plan is public.\n": "- The plan is public.\n- Anyone may ask about it.\n",
}


def later(desk: Desk, event: str) -> charters.Imported:
    """Take in a later draft of the same charter, a day later."""
    day_after = desk.now() + timedelta(days=1)
    desk.now = lambda: day_after
    text, other = ENGLISH, arabic()
    for before, after in LATER.items():
        text, other = text.replace(before, after), other.replace(before, after)
    files = [("riverside.md", text.encode()), ("riverside-ar.md", other.encode())]
    return charters.take(desk, charters.preview(files, language="en"), event=event)
