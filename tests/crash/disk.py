"""A disk that forgets: the recorded system calls of a run are played up to a cut, and what was not synced may go."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
CALLS = "openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,sendto"
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Call(NamedTuple):
    """One system call that went well: its name, its words (strings in bytes, numbers as they stand), what came back."""

    name: str
    texts: list[bytes]
    plain: list[str]
    result: int


def calls(trace: Path) -> Iterator[Call]:
    """Read what strace -f -xx wrote."""
    for line in trace.read_text("ascii").splitlines():
        assert "unfinished" not in line, "two threads at once: their order is not known"
        found = _LINE.match(line)
        if found and int(found[3]) >= 0:
            texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(found[2])]
            yield Call(found[1], texts, _TEXT.sub("", found[2]).split(", "), int(found[3]))


@dataclass
class _File:
    """What is surely on the disk, and the writes (offset, bytes) and cuts (length, None) that are not yet."""

    kept: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for at, content in self.waiting:
            _apply(self.kept, at, content)
        self.waiting.clear()

    def size(self) -> int:
        size = len(self.kept)
        for at, content in self.waiting:
            size = at if content is None else max(size, at + len(content))
        return size


def _apply(to: bytearray, at: int, content: bytes | None) -> None:
    if content is None:
        del to[at:]
        to.extend(bytes(at - len(to)))
    else:
        to.extend(bytes(max(0, at - len(to))))
        to[at : at + len(content)] = content


class Disk:
    """The files below one folder while a trace is played."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._names = {str(p): _File(bytearray(p.read_bytes())) for p in folder.rglob("*") if p.is_file()}
        self._seen = dict(self._names)
        self._renamed: list[tuple[str, _File | None]] = []
        self._open: dict[int, tuple[str, _File | None, int]] = {}
        self.told: list[str] = []

    def play(self, call: Call) -> None:
        """Let one call happen."""
        if call.name == "sendto":
            self.told += call.texts[0].decode().splitlines()
        elif call.name == "openat":
            self._opened(call)
        elif call.name in ("unlink", "unlinkat", "rename"):
            old, new = call.texts[0].decode(), call.texts[-1].decode()
            if old in self._seen:
                found = self._seen.pop(old)
                self._renamed.append((old, None))
                if call.name == "rename":
                    self._name(new, found)
        else:
            self._by_number(call)

    def _name(self, name: str, file: _File) -> None:
        self._seen[name] = file
        self._renamed.append((name, file))

    def _opened(self, call: Call) -> None:
        name, flags = call.texts[0].decode(), call.plain[2]
        if not name.startswith(self._folder) or name.endswith("-shm"):
            return
        if "O_CREAT" in flags and name not in self._seen:
            self._name(name, _File())
        file = self._seen.get(name)
        if "O_TMPFILE" in flags:
            file = _File()
        if file and "O_TRUNC" in flags and file.size():
            file.waiting.append((0, None))
        self._open[call.result] = (name, file, file.size() if file and "O_APPEND" in flags else 0)

    def _by_number(self, call: Call) -> None:
        number = int(call.plain[0])
        if number not in self._open:
            return
        name, file, at = self._open[number]
        if call.name == "close":
            del self._open[number]
        elif file is None:
            if call.name in ("fsync", "fdatasync"):
                self._synced(name)
        elif call.name == "ftruncate":
            file.waiting.append((int(call.plain[1]), None))
        elif call.name == "pwrite64":
            file.waiting.append((int(call.plain[3]), call.texts[0][: call.result]))
        elif call.name == "write":
            file.waiting.append((at, call.texts[0][: call.result]))
            self._open[number] = (name, file, at + call.result)
        else:
            file.sync()

    def _synced(self, folder: str) -> None:
        """Names are on the disk once their folder was synced."""
        left = []
        for name, file in self._renamed:
            if str(Path(name).parent) == folder:
                _rename(self._names, name, file)
            else:
                left.append((name, file))
        self._renamed = left

    def cut(self, dice: random.Random) -> dict[str, bytes]:
        """Return what the files may hold when the power goes now; the disk itself goes on."""
        names = dict(self._names)
        way = dice.choice((0, 1, dice.random()))
        for name, file in self._renamed:
            if dice.random() < way:
                _rename(names, name, file)
        return {name: _torn(file, dice) for name, file in names.items()}


def _rename(names: dict[str, _File], name: str, file: _File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


def _torn(file: _File, dice: random.Random) -> bytes:
    """Return a file with none, all, some, or some sectors of what waits: each sector holds any of its versions."""
    content = bytearray(file.kept)
    sort, share = dice.choice(("none", "all", "writes", "sectors")), dice.random()
    stopped: set[int] = set()
    for at, new in file.waiting if sort != "none" else ():
        if new is None or sort == "all":
            _apply(content, at, new)
        elif sort == "writes":
            if dice.random() < share:
                _apply(content, at, new)
        else:
            for start in range(at - at % SECTOR, at + len(new), SECTOR):
                if start not in stopped and dice.random() >= share:
                    stopped.add(start)
                if start not in stopped:
                    low = max(start, at)
                    _apply(content, low, new[low - at : start + SECTOR - at])
    return bytes(content)
