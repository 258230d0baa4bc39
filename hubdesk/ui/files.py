"""Choosing files and folders, and reading what was chosen, without ever holding the window up."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import Sentence, say
from hubdesk.ui.words import tell

#: No list and no document that people bring is larger; what is larger is not read at all.
MOST_BYTES = 64 << 20


def ask_open(
    parent: QWidget,
    title: Sentence,
    then: Callable[[list[Path]], object],
    *,
    several: bool = False,
    endings: Sequence[str] = (),
) -> QFileDialog:
    """Ask for one or several files and call `then(paths)`; nothing is called when the person leaves.

    With `endings` (".wiki", …) other files are shown only when the person asks for all of them.
    """
    dialog = QFileDialog(parent, tell(title))
    mode = QFileDialog.FileMode
    dialog.setFileMode(mode.ExistingFiles if several else mode.ExistingFile)
    if endings:
        fitting = " ".join(f"*{each}" for each in endings)
        dialog.setNameFilters([f"{tell(say('Files that fit'))} ({fitting})", f"{tell(say('All files'))} (*)"])
    return _opened(dialog, then)


def ask_save(
    parent: QWidget,
    title: Sentence,
    file: str,
    then: Callable[[list[Path]], object],
    *,
    quiet: bool = False,
    endings: Sequence[str] = (),
) -> QFileDialog:
    """Ask where to write a file, offering a name with its ending, and call `then([path])`.

    With `quiet` the dialog is Qt's own: that of the system puts files on its list of recent ones. With `endings`
    (".qdc", …) a person chooses among them, and a name without an ending gets the chosen one.
    """
    dialog = QFileDialog(parent, tell(title))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, quiet)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(file.rpartition(".")[2])
    dialog.selectFile(file.rpartition(".")[0] if endings else file)
    if endings:
        dialog.setNameFilters([f"*{each}" for each in endings])
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(chosen.removeprefix("*.")))
    return _opened(dialog, then)


def ask_folder(parent: QWidget, title: Sentence, then: Callable[[list[Path]], object]) -> QFileDialog:
    """Ask for a folder and call `then([path])`."""
    dialog = QFileDialog(parent, tell(title))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, then)


def load(path: Path) -> bytes:
    """Return a file's bytes; raises Refused for one larger than 64 MiB, HubDeskError for one that cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise HubDeskError(
            say("The file {name} cannot be read.", name=path.name),
            safe=say("Nothing was changed."),
            next=say("Check that it is there and that you may open it."),
            code="file-unreadable",
        ) from error
    if len(data) > MOST_BYTES:
        raise Refused(
            say("The file {name} is too large.", name=path.name),
            next=say("Choose the list or the document itself; it is never larger than 64 MB."),
            code="file-large",
        )
    return data


def _opened(dialog: QFileDialog, then: Callable[[list[Path]], object]) -> QFileDialog:
    dialog.filesSelected.connect(lambda files: then([Path(each) for each in files]))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    return dialog
