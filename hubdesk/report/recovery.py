"""One page to print: the words that open a locked workspace when its passphrase is forgotten."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from hubdesk.i18n import Sentence, say, words
from hubdesk.report.dates import Dates
from hubdesk.report.pdf.document import Document, Furniture


def page(recovery: Sequence[str], *, language: str, at: datetime) -> bytes:
    """Return a PDF of one page in a language of the program; it names no workspace, no person and no laptop."""
    tell = words(language).tagged
    title, spoken = tell(say("Recovery words of a HubDesk workspace"))
    made = Document(language=language, title=title, as_of=at, furniture=Furniture())

    def put(sentence: Sentence, style: str = "body") -> None:
        text, tag = tell(sentence)
        made.paragraph(text, style, language=tag)

    made.heading(title, language=spoken)
    put(say("Made on {day}", day=Dates(language).date(at)), "small")
    put(say("They open the workspace, and every backup made since, without its passphrase."), "lead")
    made.items(recovery, numbered=True)
    put(say("Type them in this order into the line for the passphrase. Capitals do not matter."))
    put(say("Keep this page where the laptop is not. Who has it can read everything in the workspace."))
    put(say("A new passphrase makes new recovery words: then destroy this page."))
    out = BytesIO()
    made.finish(out)
    return out.getvalue()
