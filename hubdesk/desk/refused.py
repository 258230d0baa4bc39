"""Copies of files that were refused, each with the reason, for whoever has to find out what is wrong with them."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from hubdesk import settings
from hubdesk.bundle.regular import open_regular
from hubdesk.desk.desk import Desk
from hubdesk.desk.files import write
from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import known, words
from hubdesk.model import limits

#: So long a copy stays; a purge or a forgotten person ends it at once.
STAYS = timedelta(days=30)
#: Nothing is wrong with a file that only waits for its words.
_WHOLE = frozenset({"words", "words-needed"})
_ENDING = ".refused"
_unsafe = re.compile(r"[^\w.-]+")
_PIECE = 1 << 20


@contextmanager
def kept(desk: Desk, file: Path) -> Iterator[None]:
    """Keep a copy of a file that is refused inside, byte for byte as it came, with the three sentences beside it.

    The refusal goes on, its `kept` says where the copy lies, its `gone` how many older ones went for it. Only regular
    files are copied; the newest stay, at most `limits.REFUSED_FILES` and `limits.REFUSED_BYTES` of them. A disk that
    does not take the copy is no trouble.
    """
    try:
        yield
    except Refused as refusal:
        if refusal.code not in _WHOLE:
            with suppress(OSError, HubDeskError):
                refusal.kept = _keep(desk, file, refusal)
                refusal.gone = tidy(desk)
        raise


def folder(desk: Desk) -> Path:
    """Return the folder of the copies; it is made with the first."""
    return desk.folders.data / "refused"


def tidy(desk: Desk) -> int:
    """Remove copies that are too old, too many or too large together, the oldest first; return how many gave way."""
    past = (desk.now() - STAYS).date().isoformat()
    room = limits.REFUSED_BYTES
    copies = sorted(_copies(desk), key=lambda path: (path.name[:10], path.stat().st_mtime_ns), reverse=True)
    gone = 0
    for place, path in enumerate(copies):
        room -= path.stat().st_size
        full = place >= limits.REFUSED_FILES or room < 0
        if full or path.name < past:
            _remove(path)
            gone += full
    return gone


def empty(desk: Desk) -> None:
    """Remove everything in the folder: some of it may hold words that have to go."""
    for path in folder(desk).glob("*"):
        if path.is_file():
            path.unlink(missing_ok=True)


def _copies(desk: Desk) -> list[Path]:
    return [path for path in folder(desk).glob(f"*{_ENDING}") if path.is_file()]


def _remove(path: Path) -> None:
    for each in (path, _reason(path)):
        each.unlink(missing_ok=True)


def _reason(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(_ENDING) + ".txt")


def _keep(desk: Desk, file: Path, refusal: Refused) -> Path | None:
    """Copy a file beside its reason; return the copy, which stays the same however often the file is tried."""
    place = folder(desk)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place / f".{os.getpid()}.part"
    digest = hashlib.sha256()
    try:
        with open_regular(file) as source, beside.open("wb") as copy:
            if os.fstat(source.fileno()).st_size > limits.REFUSED_BYTES:
                return None
            while piece := source.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
                if copy.tell() > limits.REFUSED_BYTES:
                    return None
        mark = digest.hexdigest()[:8]
        known_copy = next(iter(place.glob(f"*-{mark}-*{_ENDING}")), None)
        day = desk.now().date().isoformat()
        path = known_copy or place / f"{day}-{mark}-{_safe(file.name)}{_ENDING}"
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    language = known(settings.load(desk.folders.config / "settings.json").language or "en")
    tell = words(language)
    told = [tell(each, isolated=False) for each in (refusal.what, refusal.safe, refusal.next)]
    write(_reason(path), "\n".join([*told, "", refusal.code, digest.hexdigest(), ""]).encode())
    return path


def _safe(name: str) -> str:
    """Return a name from outside as it may stand in a file name on every computer: letters, digits, dots, lines."""
    return _unsafe.sub("_", name.encode("utf-8", "replace").decode()).strip("._")[:40] or "file"
