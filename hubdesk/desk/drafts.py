"""The line that is not finished yet, on disk within a second, so that a lost battery costs no sentence."""

import json
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from hubdesk.paths import Folders

log = logging.getLogger(__name__)
_MOST = 100_000
#: Follows an event's id in the name of the draft of a note that is typed anew, and of hands that are being counted.
ANEW, COUNT = ".anew", ".count"
#: What may follow the id of an event in the name of a draft.
ENDINGS = ("", ANEW, COUNT)


def folder_of(folders: Folders) -> Path:
    """Return where unfinished lines lie, one file for each event and each of `ENDINGS`."""
    return folders.data / "half-typed"


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """What stands in the line, what it answers or types anew (an id, "" for nothing), and who may read it."""

    text: str = ""
    parent: str = ""
    visibility: str = "public"


class Drafts:
    """One small file for each event in `folder`; `later` runs a piece of work soon, in the order given.

    Beside a locked workspace the files are sealed under its `key`, else they are JSON. As shipped, work runs on a
    thread of its own: while a long merge has the turn to write, the line is kept all the same.
    """

    def __init__(
        self, folder: Path, later: Callable[[Callable[[], None]], object] | None = None, *, key: bytes | None = None
    ) -> None:
        self._folder, self._key = folder, key
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        self._later = later or self._hand.submit
        self._known: dict[str, HalfTyped] = {}

    def finish(self) -> None:
        """Wait until everything is on the disk."""
        self._hand.submit(lambda: None).result()

    def keep(self, event: str, line: HalfTyped) -> None:
        """Keep an unfinished line; an empty one takes the file away. A full disk costs the draft, never the typing."""
        if self._known.get(event) != line:
            self._known[event] = line
            try:
                self._later(lambda: self._write(event, line))
            except RuntimeError:
                log.info("draft not kept: the workspace was closed")

    def found(self, event: str) -> HalfTyped:
        """Return what was left unfinished; what cannot be read is nothing."""
        if event in self._known:
            return self._known[event]  # it may not be on the disk yet
        try:
            file = self.file(event)
            if file.stat().st_size > _MOST:
                return HalfTyped()
            kept = json.loads(self._unsealed(file.read_bytes()))
            line = HalfTyped(*(kept[name] for name in ("text", "parent", "visibility")))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return HalfTyped()
        return line if all(isinstance(value, str) for value in asdict(line).values()) else HalfTyped()

    def file(self, event: str) -> Path:
        """Return where the line of an event lies."""
        return self._folder / f"{event}.{'sealed' if self._key else 'json'}"

    def _sealed(self, content: bytes) -> bytes:
        if self._key is None:
            return content
        from hubdesk.bundle import locking  # only here: beside a plain workspace nothing is sealed

        return locking.seal(content, self._key)

    def _unsealed(self, content: bytes) -> bytes:
        if self._key is None:
            return content
        from hubdesk.bundle import locking

        return locking.unseal(content, self._key)

    def _write(self, event: str, line: HalfTyped) -> None:
        file = self.file(event)
        try:
            if not line.text.strip():
                file.unlink(missing_ok=True)
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = file.with_suffix(".new")
            with open(beside, "wb", opener=_for_owner) as opened:
                opened.write(
                    self._sealed(json.dumps(asdict(line), ensure_ascii=False).encode("utf-8", "surrogatepass"))
                )
                opened.flush()
                os.fsync(opened.fileno())
            os.replace(beside, file)
        except OSError as error:
            log.info("draft not kept: %s", type(error).__name__)


def _for_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
