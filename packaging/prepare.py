"""Prepare a fresh computer to run, test or package HubDesk, with nothing but Python's standard library."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

# This file must still parse under old Pythons, so that they can be told to make room for a newer one.
ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
OLDEST_GLIBC = (2, 34)
FREE_BYTES_WANTED = 1_500_000_000

#: Debian package → the shared library that Qt's wheels load from it: without these not even a hidden window opens.
LIBRARIES = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
}
#: What a window on an X display loads on top.
WINDOW_LIBRARIES = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
}
#: Debian package → the program that the tests judge our output with.
TEST_PROGRAMS = {"poppler-utils": "pdftotext", "qpdf": "qpdf", "gettext": "msgfmt"}
#: Debian package → the program that freezing the program needs.
PACKAGE_PROGRAMS = {"binutils": "objdump", "dpkg": "dpkg-deb"}
#: What each purpose adds to the installation (the names of pyproject's optional dependencies).
EXTRAS = {"run": frozenset(), "test": frozenset({"dev"}), "package": frozenset({"package"})}
#: What has a say in what an installation holds, besides pyproject.toml.
BUILDERS = ("prepare.py", "hatch_build.py", "fonts.py", "fonts.sha256", "srgb.py")
#: Signs in pip's output → what to tell, the first that matches counts.
TROUBLES = (
    (("No space left on device", "Errno 28"), "The disk is full. Free about 1.5 GB, then run the same command again."),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSLCertVerificationError"),
        "This network answers with a certificate that this computer does not trust. Point the variable PIP_CERT to the "
        "network's own certificate file, or use another network, then run the same command again.",
    ),
    (
        (
            "NewConnectionError",
            "ConnectTimeoutError",
            "NameResolutionError",
            "Temporary failure in name resolution",
            "Network is unreachable",
            "ReadTimeoutError",
            "ProxyError",
            "(from versions: none)",
        ),
        "There is no way to the Python package index from here. HubDesk works without a network, but its set-up "
        "fetches its parts once: connect this computer, then run the same command again. What was fetched is kept.",
    ),
)


class NotReady(Exception):  # noqa: N818 - it is told to a person, not a fault of the program
    """The set-up cannot go on; the message says why and what to do next."""


def tell(text: str = "") -> None:
    print(text, flush=True)


def environment_python(root: Path) -> Path:
    """Return the interpreter of the private environment."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def check_python(version: tuple[int, ...], libc: tuple[str, str]) -> None:
    """Refuse a Python or a C library that the wheels of Qt cannot work with (manylinux_2_34)."""
    if version[:2] < OLDEST_PYTHON:
        raise NotReady(
            f"HubDesk needs Python 3.11 or newer; this one is {version[0]}.{version[1]}. "
            "Name another, for example: make run PYTHON=python3.12"
        )
    name, number = libc
    if name == "glibc" and tuple(int(part) for part in number.split(".")[:2]) < OLDEST_GLIBC:
        raise NotReady(
            f"This system's C library is {number}; Qt needs {OLDEST_GLIBC[0]}.{OLDEST_GLIBC[1]} or newer "
            "(Debian 12, Ubuntu 22.04, Fedora 35 and later have it)."
        )


def fingerprint(root: Path, version: str) -> str:
    """Return a digest of all that decides what the environment holds: recipe, builders, Python, place."""
    digest = hashlib.sha256(f"{version}\0{root}\0".encode())
    for file in [root / "pyproject.toml", *(root / "packaging" / name for name in BUILDERS)]:
        digest.update(f"{file.name}\0".encode() + (file.read_bytes() if file.exists() else b"") + b"\0")
    return digest.hexdigest()


def read_stamp(root: Path) -> dict[str, object]:
    """Return what the last finished set-up left, or nothing."""
    try:
        found = json.loads((root / ".venv" / "prepared.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and environment_python(root).exists() else {}


def write_stamp(root: Path, **facts: object) -> None:
    """Leave what the set-up has reached; without a digest it is not finished, but its environment may be kept."""
    (root / ".venv" / "prepared.json").write_text(json.dumps(facts), "utf-8")


def stale_catalogues(root: Path) -> list[Path]:
    """Return the translations (.po) whose compiled form (.mo) is missing or older."""
    stale = []
    for source in sorted((root / "i18n").glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            stale.append(source)
    return stale


def missing_fonts(root: Path) -> list[str]:
    """Return the files of resources/fonts that should be there (packaging/fonts.sha256 names them) and are not."""
    try:
        lines = (root / "packaging" / "fonts.sha256").read_text("utf-8").splitlines()
    except OSError:
        return []
    return [line.split()[1] for line in lines if line and not (root / "resources" / "fonts" / line.split()[1]).exists()]


# ---- system packages ------------------------------------------------------------------------------------------------


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(purpose: str) -> dict[str, str]:
    """Return Debian package → why it is wanted, for all that this purpose needs and this system lacks."""
    wanted = {}
    if importlib.util.find_spec("ensurepip") is None and not environment_python(ROOT).exists():
        wanted["python3-venv"] = "makes the private Python environment"
    if not sys.platform.startswith("linux"):
        return wanted
    wanted.update({name: "Qt" for name, file in LIBRARIES.items() if not loads(file)})
    if purpose != "test":
        wanted.update({name: "windows on X" for name, file in WINDOW_LIBRARIES.items() if not loads(file)})
    programs = {"test": TEST_PROGRAMS, "package": PACKAGE_PROGRAMS}.get(purpose, {})
    wanted.update({name: program for name, program in programs.items() if shutil.which(program) is None})
    if purpose == "package":
        python = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
        has_own = (Path(sys.base_prefix) / "lib" / f"{python}.so.1.0").exists()
        if not has_own and not loads(f"{python}.so.1.0"):
            wanted[python] = "PyInstaller"
    return wanted


def rights() -> list[str] | None:
    """Return the words that give system rights: none for root, sudo where it is, None where there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    return [sudo] if sys.stdin.isatty() else [sudo, "-n"]


def run_logged(command: list[str], log: Path) -> int:
    """Run a command with its words going to the end of a file; return its exit code."""
    log.parent.mkdir(exist_ok=True)
    with log.open("ab") as out:
        try:
            return subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False).returncode
        except OSError as trouble:
            out.write(f"{trouble}\n".encode())
            return 127


def install_system(names: list[str], prefix: list[str], log: Path) -> bool:
    """Install Debian packages; the lists are fetched first when they are empty, and once more when that may help."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "--no-install-recommends", *names]
    if any(Path("/var/lib/apt/lists").glob("*_Packages*")) and run_logged(install, log) == 0:
        return True
    tell("      fetching the lists of packages first, about 10 MB")
    run_logged([*apt, "update"], log)
    return run_logged(install, log) == 0


def system_step(purpose: str) -> None:
    """Bring in the system libraries, or say which are missing and go on."""
    wanted = missing_packages(purpose)
    if not wanted:
        tell("1/4  System libraries: all here")
        return
    names = list(wanted)
    tell(f"1/4  System libraries: {len(names)} packages (with all they need at most 80 MB to fetch, 245 MB on disk)")
    for name, reason in wanted.items():
        tell(f"      {name:<20} {reason}")
    by_hand = f"sudo apt-get install --no-install-recommends {' '.join(names)}"
    prefix = None if os.environ.get("HUBDESK_NO_SYSTEM") == "1" or not shutil.which("apt-get") else rights()
    if prefix is None:
        tell(f"      not installed here. Whoever looks after this computer can do it: {by_hand}")
        return
    if prefix == [shutil.which("sudo")]:
        tell("      sudo may ask for your password now (HUBDESK_NO_SYSTEM=1 skips this step)")
    log = ROOT / ".setup" / "apt.log"
    if not install_system(names, prefix, log):
        tell(f"      not installed: is this computer connected? (details: {log}) Going on without; by hand: {by_hand}")


# ---- the private environment ----------------------------------------------------------------------------------------


def environment_step(fresh: bool) -> None:
    """Make `.venv`, or make it anew when it belongs to another Python or another folder."""
    if environment_python(ROOT).exists() and not fresh:
        tell("2/4  Private Python environment: here")
        return
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise NotReady(
            "This Python cannot make a private environment: its part `ensurepip` is missing. On Debian and Ubuntu "
            "it is the package python3-venv: sudo apt-get install python3-venv. Then run the same command again."
        )
    tell("2/4  Private Python environment in .venv, 20 MB on disk")
    log = ROOT / ".setup" / "venv.log"
    if run_logged([sys.executable, "-m", "venv", "--clear", str(ROOT / ".venv")], log) != 0:
        raise NotReady(f"The private environment could not be made; the reason is at the end of {log}.")


def explain(output: str) -> str:
    """Return the sentence for a person behind the output of a pip that failed."""
    for signs, sentence in TROUBLES:
        if any(sign in output for sign in signs):
            return sentence
    return "pip stopped for another reason; its last words are above."


def fetched(line: str) -> tuple[str, str] | None:
    """Return (package, size) when pip says that it fetches a file of a megabyte or more."""
    word, _, rest = line.strip().partition(" ")
    name, _, size = rest.partition(" (")
    if word not in ("Downloading", "Using") or not size.endswith(" MB)"):
        return None
    file = name.removeprefix("cached ").rpartition("/")[2]
    return file.partition("-")[0], size.rstrip(")")


def packages_step(extras: frozenset[str]) -> None:
    """Install HubDesk from this folder with the Python packages it stands on."""
    what = f".[{','.join(sorted(extras))}]" if extras else "."
    size = "175 MB to fetch, 545 MB" if "dev" in extras else "140 MB to fetch, 430 MB"
    tell(f"3/4  Python packages: {size} on disk; and 40 MB to fetch that the fonts are cut from")
    log = ROOT / ".setup" / "pip.log"
    log.parent.mkdir(exist_ok=True)
    command = [str(environment_python(ROOT)), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    command += ["--progress-bar", "off", "--no-warn-script-location", "-e", what]
    lines: list[str] = []
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            lines.append(line)
            if found := fetched(line):
                tell(f"      {found[0]:<28} {found[1]}")
            elif line.startswith("Installing collected packages"):
                tell(f"      unpacking {line.count(',') + 1} packages")
    log.write_text("".join(lines), "utf-8")
    if pip.returncode != 0:
        tell("".join(lines[-12:]))
        raise NotReady(f"{explain(''.join(lines))}\nAll of pip's words: {log}")


def built_step() -> None:
    """Say what the installation has built here, and finish what it has not."""
    translations_step()
    if missing := missing_fonts(ROOT):
        raise NotReady(
            f"The fonts {', '.join(missing)} were not built; the reason is in {ROOT / '.setup' / 'pip.log'}."
        )
    size = sum(file.stat().st_size for file in (ROOT / "resources" / "fonts").glob("*.ttf"))
    tell(f"4/4  Fonts and translations: built here, {size / 1e6:.0f} MB of fonts")


def translations_step() -> None:
    """Compile the translations whose source has changed since."""
    stale = stale_catalogues(ROOT)
    if not stale:
        return
    program = "import polib, sys\nfor po in sys.argv[1:]: polib.pofile(po).save_as_mofile(po[:-2] + 'mo')"
    log = ROOT / ".setup" / "translations.log"
    tell(f"Translations: {len(stale)} compiled")
    if run_logged([str(environment_python(ROOT)), "-c", program, *map(str, stale)], log) != 0:
        tell(f"      not all could be compiled, those stay in English (details: {log})")


# ---- all of it ------------------------------------------------------------------------------------------------------


def prepare(purpose: str) -> None:
    """Bring this folder to where `purpose` can start; a second call with nothing changed does nothing."""
    check_python(sys.version_info[:3], platform.libc_ver())
    wanted = fingerprint(ROOT, platform.python_version())
    stamp = read_stamp(ROOT)
    here = {str(name) for name in stamp.get("extras", [])}  # type: ignore[attr-defined]
    done = {str(name) for name in stamp.get("purposes", [])}  # type: ignore[attr-defined]
    if stamp.get("digest") == wanted and purpose in done and not missing_fonts(ROOT):
        if stamp.get("missing") and os.environ.get("HUBDESK_NO_SYSTEM") != "1":
            system_step(purpose)
            write_stamp(ROOT, **{**stamp, "missing": list(missing_packages(purpose))})
        translations_step()
        return
    if (ROOT / ".venv").is_symlink():  # to make it anew would empty the environment of whoever it belongs to
        raise NotReady(
            f".venv is a link to {os.readlink(ROOT / '.venv')}, which may be in use elsewhere. "
            "Nothing in it was changed. Remove the link, then run the same command again: "
            "it makes an environment of its own here."
        )
    if not here and shutil.disk_usage(ROOT).free < FREE_BYTES_WANTED:
        raise NotReady("The set-up takes about 1 GB here and the disk has less than 1.5 GB left. Free some first.")
    tell(f"HubDesk is set up to {purpose}. This happens once; later runs skip it.")
    began = time.monotonic()
    system_step(purpose)
    place = f"{ROOT} {sys.base_prefix} {sys.version_info[0]}.{sys.version_info[1]}"
    environment_step(fresh=stamp.get("place") != place)
    write_stamp(ROOT, place=place)
    extras = frozenset(here) | EXTRAS[purpose]
    packages_step(extras)
    built_step()
    missing, purposes = list(missing_packages(purpose)), sorted({*done, purpose})
    write_stamp(ROOT, place=place, digest=wanted, extras=sorted(extras), purposes=purposes, missing=missing)
    tell(f"Ready in {time.monotonic() - began:.0f} seconds.\n")


def main(words: list[str]) -> int:
    """Prepare for the purpose named by the first word (run, test or package); return the exit code."""
    purpose = words[0] if words else "run"
    if purpose not in EXTRAS:
        print(f"prepare.py takes one of: {', '.join(EXTRAS)}", file=sys.stderr)
        return 2
    try:
        prepare(purpose)
    except NotReady as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
