"""What the page Report can make: a row for each paper, text and file, in the order in which they are offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hubdesk.i18n import Sentence, say


@dataclass(frozen=True, slots=True)
class Form:
    """One thing to make: what people choose, its name in the outbox (given a language), in file names, their ending.

    `paper` is what a form that comes as pages is called in `desk.reports`. The others are files where they are in
    `exports.SAFE`, else texts to paste. `funder` is the form that a grant report answers, as in `reports.FUNDERS`.
    `notes` tells whether what was said stands in it.
    """

    label: Sentence
    sent: Callable[[str], Sentence]
    file: Sentence
    ending: str
    paper: str = ""
    funder: str = "msig"
    notes: bool = True


FORMS: Mapping[str, Form] = {
    "pdf": Form(
        say("Conversation report (PDF)"),
        lambda language: say("Conversation report as PDF, {language}", language=language),
        say("report"),
        "pdf",
        paper="conversation",
    ),
    "annex": Form(
        say("Full annex (PDF)"),
        lambda language: say("Full annex as PDF, {language}", language=language),
        say("annex"),
        "pdf",
        paper="annex",
    ),
    "minutes-pdf": Form(
        say("Minutes of the gathering (PDF)"),
        lambda language: say("Minutes of the gathering as PDF, {language}", language=language),
        say("minutes of the gathering"),
        "pdf",
        paper="minutes",
    ),
    "grant-msig": Form(
        say("Grant report, MSIG (PDF)"),
        lambda language: say("Grant report for MSIG as PDF, {language}", language=language),
        say("grant report"),
        "pdf",
        paper="grant",
        notes=False,
    ),
    "grant-rapid-fund": Form(
        say("Grant report, Rapid Fund (PDF)"),
        lambda language: say("Grant report for a Rapid Fund as PDF, {language}", language=language),
        say("grant report"),
        "pdf",
        paper="grant",
        funder="rapid-fund",
        notes=False,
    ),
    "ambassador": Form(
        say("Ambassador report (wikitext)"),
        lambda language: say("Ambassador report as wikitext, {language}", language=language),
        say("ambassador report"),
        "wiki.txt",
    ),
    "notes": Form(
        say("Notes (wikitext)"),
        lambda language: say("Notes as wikitext, {language}", language=language),
        say("notes"),
        "wiki.txt",
    ),
    "minutes": Form(
        say("Minutes of the gathering (wikitext)"),
        lambda language: say("Minutes of the gathering as wikitext, {language}", language=language),
        say("minutes of the gathering"),
        "wiki.txt",
    ),
    "sources": Form(
        say("Table of sources (wikitext)"),
        lambda language: say("Table of sources as wikitext, {language}", language=language),
        say("sources"),
        "wiki.txt",
    ),
    "outputs": Form(
        say("Polls (wikitext)"),
        lambda language: say("Polls as wikitext, {language}", language=language),
        say("polls"),
        "wiki.txt",
    ),
    "talk": Form(
        say("Posts for the talk page (wikitext)"),
        lambda language: say("Posts for the talk page as wikitext, {language}", language=language),
        say("talk page"),
        "wiki.txt",
    ),
    "markdown": Form(
        say("Posts for a forum (Markdown)"),
        lambda language: say("Posts for a forum as Markdown, {language}", language=language),
        say("forum posts"),
        "md",
    ),
    "story": Form(
        say("Story for a blog (HTML)"),
        lambda language: say("Story for a blog, {language}", language=language),
        say("story"),
        "html",
    ),
    "msig": Form(
        say("Answers for MSIG (wikitext)"),
        lambda language: say("Answers for MSIG as wikitext, {language}", language=language),
        say("answers"),
        "wiki.txt",
        notes=False,
    ),
    "rapid-fund": Form(
        say("Answers for a Rapid Fund (text)"),
        lambda language: say("Answers for a Rapid Fund as text, {language}", language=language),
        say("answers"),
        "txt",
        notes=False,
    ),
    "xlsx": Form(
        say("Tables for spreadsheets (XLSX)"),
        lambda language: say("Tables as XLSX, {language}", language=language),
        say("tables"),
        "xlsx",
    ),
    "csv": Form(
        say("Tables as text (CSV)"),
        lambda language: say("Tables as CSV, {language}", language=language),
        say("tables"),
        "csv",
    ),
    "json": Form(
        say("Data for programs (JSON)"),
        lambda language: say("Data as JSON, {language}", language=language),
        say("data"),
        "json",
    ),
    "html": Form(
        say("Page for a browser (HTML)"),
        lambda language: say("Report as a page for a browser, {language}", language=language),
        say("page"),
        "html",
    ),
    "ics": Form(
        say("Run-sheet for calendars (iCalendar)"),
        lambda language: say("Run-sheet for calendars, {language}", language=language),
        say("calendar"),
        "ics",
        notes=False,
    ),
    "iso": Form(
        say("Comment table for drafters (XLSX)"),
        lambda language: say("Comment table for drafters, {language}", language=language),
        say("comments"),
        "xlsx",
    ),
    "qdpx": Form(
        say("Project for research programs (REFI-QDA)"),
        lambda language: say("Project for research programs, {language}", language=language),
        say("research"),
        "qdpx",
    ),
    "polis": Form(
        say("Statements for Polis (ZIP)"),
        lambda language: say("Statements for Polis, {language}", language=language),
        say("polis"),
        "zip",
    ),
    "commons": Form(
        say("Photos for Wikimedia Commons"),
        lambda language: say("Photos for Wikimedia Commons, {language}", language=language),
        say("photos"),
        "wiki.txt",
        notes=False,
    ),
}
