"""A complete sample gathering in several languages, made by the same verbs that people use."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hubdesk import paths, settings
from hubdesk.desk import cards, exchange, files, packs, reports, sample
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.i18n import LANGUAGES as NAMES
from hubdesk.i18n import Sentence, say
from hubdesk.model.records import Event
from hubdesk.settings import Settings

LANGUAGES = ("en", "ar", "hi", "zh", "de")
#: The sample evening is always the same one.
AS_OF = datetime(2026, 10, 1, 21, 0, tzinfo=UTC)


def workspace(out: Path) -> Path:
    """Return where the demo's workspace lies."""
    return out / "sample.hubdesk"


def folders(out: Path) -> paths.Folders:
    """Return the demo's own folders: keys and backups of the person stay untouched."""
    return paths.folders(out / "data")


def open_sample(out: Path) -> Desk:
    """Open the demo's workspace, with the sample event made when it is not there."""
    settings.save(Settings(author="Sample team", laptop="front desk"), folders(out).config / "settings.json")
    desk = start(folders(out), workspace(out), name="Sample team", now=lambda: AS_OF)
    if not desk.read.all(Event):
        sample.make_sample(desk)
    return desk


def make(out: Path, *, told: Callable[[Sentence], None] = lambda _: None) -> list[Path]:
    """Make workspace, reports in five languages, texts to paste, and files for other laptops; return what was made.

    `told` hears of every step. Raises HubDeskError when the folder cannot be written.
    """
    made = [workspace(out)]
    told(say("Making the sample gathering"))
    desk = open_sample(out)
    try:
        (event,) = desk.read.all(Event)
        for language in LANGUAGES:
            told(say("Writing the report: {language}", language=NAMES[language]))
            path = out / f"report-{language}.pdf"
            reports.pdf(desk, [event.id], path, language=language, as_of=AS_OF)
            made.append(path)
        for kind, name in (("minutes", "minutes"), ("grant", "grant-report")):
            for language in ("en", "ar"):
                path = out / f"{name}-{language}.pdf"
                reports.pdf(desk, [event.id], path, kind=kind, language=language, as_of=AS_OF)
                made.append(path)
        for language in ("en", "ar"):
            choice = packs.Choice(languages=(language,))
            made += packs.write(desk, event.id, out / f"print-{language}", choice).paths
        for form in reports.FORMS:
            for language in ("en", "ar"):
                ending = {"markdown": "md", "rapid-fund": "txt", "story": "html"}.get(form, "wiki")
                text = reports.text(desk, [event.id], form, language=language, as_of=AS_OF)
                made += reports.write_text(desk, text, out / f"{form}-{language}.{ending}")
        told(say("Writing the files for other laptops"))
        made += _files(desk, event.id, out)
    finally:
        desk.close()
    return made


def _files(desk: Desk, event: str, out: Path) -> list[Path]:
    kit = exchange.write_kit(desk, event, out / "event-package.hubbundle")
    files.write(out / "event-package-words.txt", f"{kit.words}\n".encode())
    team = exchange.write_bundle(desk, event, "team", out / "team-file.hubbundle")
    upload = exchange.write_bundle(desk, event, "upload", out / "upload-file.hubbundle")
    card = cards.write(desk, out / "this-laptop.hubkey")
    return [kit.path, out / "event-package-words.txt", team.path, upload.path, card]
