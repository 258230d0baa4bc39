"""A life under the eyes of strace: forked warm, watched from a known moment on, free to tell what it did."""

import ctypes
import os
import shutil
import socket
import subprocess
import traceback
from collections.abc import Callable, Sequence

from tests.crash.lives import FAULT

_PTRACER, _ANYBODY = 0x59616D61, -1
Work = Callable[[Callable[[str], None]], None]


def able() -> bool:
    """Whether programs may be watched here."""
    if shutil.which("strace") is None:
        return False
    try:
        return lived(lambda tell: tell("seen"), ["-e", "trace=none"])[1] == 0
    except OSError:
        return False


def lived(work: Work, options: Sequence[str]) -> tuple[list[str], int]:
    """Run `work(tell)` in a forked process under strace; return what it told and how it ended.

    It tells by `sendto`, which nothing else here uses: no fault meant for a file can hit it.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        _live(work, theirs)
    theirs.close()
    with ours, ours.makefile("r", encoding="utf-8") as told:
        assert told.readline() == "ready\n"
        strace = subprocess.Popen(["strace", "-f", "-p", str(child), *options], stderr=subprocess.PIPE, text=True)
        assert strace.stderr is not None
        seen = strace.stderr.readline()
        ours.sendall(b"go\n")
        lines = [line[:-1] for line in told if line.endswith("\n")]
        _, more = strace.communicate()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if "attached" not in seen:
        raise OSError(seen + more)
    return lines, code


def _live(work: Work, outside: socket.socket) -> None:
    try:
        ctypes.CDLL(None).prctl(_PTRACER, _ANYBODY, 0, 0, 0)
        outside.send(b"ready\n")
        outside.recv(3)
        work(lambda text: outside.send(f"{text}\n".encode()) and None)
        os._exit(0)
    except BaseException:
        outside.send(traceback.format_exc().encode())
        os._exit(FAULT)
