"""The two kinds of trouble: what a person can mend, and what only we can."""

from pathlib import Path
from typing import ClassVar

from hubdesk.i18n import Sentence, say, words


class HubDeskError(Exception):
    """Trouble we foresaw, told in three parts: what happened, what is safe, what to do next.

    Exit code 1: it could not be done here and now (a full disk, a missing file). `code` is short, stable and free of
    people's words, so that it may stand in a log or a report.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: Sentence, *, safe: Sentence, next: Sentence, code: str) -> None:
        super().__init__(code)
        self.what, self.safe, self.next, self.code = what, safe, next, code

    def told(self, language: str = "en") -> tuple[str, str, str]:
        """Return (what happened, what is safe, what to do next) in one language."""
        tell = words(language)
        return tell(self.what), tell(self.safe), tell(self.next)


class Refused(HubDeskError):  # noqa: N818 - a word people know
    """Input from outside that is hostile, damaged or not for this workspace: nothing was changed. Exit code 3.

    `file` is which one it was, where several came together and that is known; `kept` is the copy that stays of it,
    `gone` how many older copies of other files gave way to it.
    """

    exit_code = 3
    file: Path | None = None
    kept: Path | None = None
    gone: int = 0

    def __init__(self, what: Sentence, *, next: Sentence, code: str, safe: Sentence | None = None) -> None:
        super().__init__(what, safe=safe or say("Nothing was changed."), next=next, code=code)


class Usage(HubDeskError):  # noqa: N818 - a word people know
    """A call that cannot be meant: a missing option, two matches for one name. Exit code 2."""

    exit_code = 2

    def __init__(self, what: Sentence, *, next: Sentence, code: str = "usage") -> None:
        super().__init__(what, safe=say("Nothing was changed."), next=next, code=code)


def unwritten(path: Path) -> HubDeskError:
    """Return the trouble of a file that disk or folder did not take."""
    return HubDeskError(
        say("The file cannot be written: {name}", name=path.name or str(path)),
        safe=say("Everything in the workspace is saved; an older file of this name is untouched."),
        next=say("Check that the folder exists, that you may write there, and that there is space."),
        code="write",
    )


class Cancelled(Exception):  # noqa: N818 - not an error: the person stopped the work
    """The person stopped the work; there is nothing to explain."""
