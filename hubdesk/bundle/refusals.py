"""What is said when a file is refused: a few sentences for people, and a short code for the exact reason."""

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say


def damaged(code: str) -> Refused:
    """Return the refusal of a file whose bytes are not those that were written."""
    return Refused(
        say("This file is damaged or incomplete."),
        next=say("Copy it again from where it was made, or ask for it once more."),
        code=code,
    )


def invalid(code: str) -> Refused:
    """Return the refusal of a file that is whole but breaks a rule that every HubDesk keeps."""
    return Refused(
        say("This file breaks the rules of HubDesk files, so none of it is taken in."),
        next=say("Ask the person who gave it to you to write it again with HubDesk. Do not trust this copy."),
        code=code,
    )


def forged(code: str) -> Refused:
    """Return the refusal of a file that somebody else changed, or that claims to be of somebody else."""
    return Refused(
        say("This file was changed after it was signed, or it pretends to be from somebody else."),
        next=say("Do not use it. Ask the person who made it for a new file, by hand if you can."),
        code=code,
    )


def forked(code: str) -> Refused:
    """Return the refusal of a file that contradicts what is here."""
    return Refused(
        say("This file tells another history of work that is already on this laptop."),
        next=say("Do not use this file. Ask the laptop that wrote it for a new one, and keep this one for a check."),
        code=code,
    )


def other(code: str) -> Refused:
    """Return the refusal of something that is no HubDesk file at all."""
    return Refused(
        say("This is not a HubDesk file."),
        next=say("Choose a file whose name ends in .hubbundle or .hubkey."),
        code=code,
    )


def newer() -> Refused:
    """Return the refusal of a file in a later version of the format."""
    return Refused(
        say("This file was made by a newer HubDesk."),
        next=say("Install the newest HubDesk on this laptop, then open the file again."),
        code="newer",
    )


def large(code: str) -> Refused:
    """Return the refusal of a file beyond the limits of size."""
    return Refused(
        say("This file is larger than HubDesk reads."),
        next=say("Ask for the file again without attachments, or for one event at a time."),
        code=code,
    )


def sealed() -> Refused:
    """Return the refusal of a file that is encrypted to other people."""
    return Refused(
        say("This file is sealed for other laptops; this one cannot open it."),
        next=say("Open the event package of this event first, or ask for a file that is sealed for you."),
        code="sealed",
    )


def wordless() -> Refused:
    """Return the refusal of an event package without its words."""
    return Refused(
        say("This event package opens with its words."),
        next=say("Type the five words that were shown when the package was made."),
        code="words-needed",
    )


def wrong_words() -> Refused:
    """Return the refusal of words that do not open an event package."""
    return Refused(
        say("These words do not open this event package."),
        next=say("Check each word and their order, then try again. Capitals and hyphens do not matter."),
        code="words",
    )


def unread(code: str) -> HubDeskError:
    """Return the trouble of a file or stick that cannot be read here."""
    return HubDeskError(
        say("This file could not be read."),
        safe=say("Nothing was changed."),
        next=say("Check that the stick is still plugged in and that the file is there, then try again."),
        code=code,
    )


def unwritten(code: str) -> HubDeskError:
    """Return the trouble of a stick that is full, write-protected or gone while a file is written."""
    return HubDeskError(
        say("The file could not be written."),
        safe=say("Your work is safe in this workspace; no half-written file was left behind."),
        next=say("Check that the stick is plugged in, not write-protected and has enough room, then try again."),
        code=code,
    )


def unkept(code: str) -> HubDeskError:
    """Return the trouble of a file that reads back otherwise than it was written."""
    return HubDeskError(
        say("The file was written but did not pass the check."),
        safe=say("Your work is safe in this workspace; the faulty file was removed."),
        next=say("Try once more. If it happens again, use another stick."),
        code=code,
    )


def unsound(code: str) -> HubDeskError:
    """Return the trouble of contents that no receiver would accept, found before anything was written."""
    return HubDeskError(
        say("The file was not written, because what it would hold does not pass the check."),
        safe=say("Nothing was written and nothing was changed."),
        next=say("Check this workspace with the doctor, then try again."),
        code=code,
    )
