"""Build what people install: a wheel, a program folder that needs no Python, a Debian package of it."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST, BUILD = ROOT / "dist", ROOT / "build"
#: What the frozen program takes from the system, as Debian calls it.
DEPENDS = (
    "libc6 (>= 2.34)",
    "libstdc++6",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libglib2.0-0 | libglib2.0-0t64",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
)
#: Source → where it lies in the Debian package.
DESKTOP_FILES = {
    "packaging/hubdesk.desktop": "usr/share/applications/hubdesk.desktop",
    "packaging/hubdesk-open.desktop": "usr/share/applications/hubdesk-open.desktop",
    "packaging/hubdesk.metainfo.xml": "usr/share/metainfo/hubdesk.metainfo.xml",
    "packaging/hubdesk-mime.xml": "usr/share/mime/packages/hubdesk.xml",
    "resources/icons/hubdesk.svg": "usr/share/icons/hicolor/scalable/apps/hubdesk.svg",
    "LICENSE": "usr/share/doc/hubdesk/copyright",
}


class NotBuilt(Exception):  # noqa: N818 - told to a person
    """A step failed; the message says which."""


def project() -> dict[str, str]:
    """Return name, version and description as pyproject.toml tells them."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {key: value for key, value in told.items() if isinstance(value, str)}


def run(command: list[str], *, log: str, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> str:
    """Run one step and return what it said; raises NotBuilt with its last lines when it fails."""
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    BUILD.mkdir(exist_ok=True)
    (BUILD / f"{log}.log").write_text(done.stdout, "utf-8")
    if done.returncode != 0:
        last = "\n".join(done.stdout.splitlines()[-15:])
        raise NotBuilt(f"{log}: {command[0]} ended with {done.returncode}\n{last}\nAll of it: {BUILD / log}.log")
    return done.stdout


def prove(command: list[str], *, name: str, path: str = "") -> None:
    """Run `self-test` of a build in an empty folder with an empty home, where no source can help it."""
    with tempfile.TemporaryDirectory(prefix="hubdesk-proof-") as empty:
        environment = {"HOME": empty, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        if path:
            environment["PYTHONPATH"] = path
        said = run([*command, "self-test"], log=f"self-test-{name}", cwd=Path(empty), environment=environment)
    print(f"      self-test outside the source: passed, {len(said.splitlines())} lines in build/self-test-{name}.log")


def weight(path: Path) -> int:
    """Return the bytes of a file, or of all files below a folder (links count nothing)."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def components() -> list[dict[str, object]]:
    """Return the Python packages that HubDesk needs, and those that they need, as CycloneDX tells them."""
    found: dict[str, dict[str, object]] = {}
    waiting = ["hubdesk"]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # named for another system or another Python
        words = package.metadata
        classes = [c.rpartition(" :: ")[2] for c in words.get_all("Classifier") or [] if c.startswith("License")]
        licences = [*(words.get_all("License-Expression") or []), *classes, "see package"]
        found[key] = {
            "type": "library",
            "name": words["Name"],
            "version": package.version,
            "purl": f"pkg:pypi/{key}@{package.version}",
            "licenses": [{"license": {"name": licences[0]}}],
        }
        needs = [need for need in package.requires or [] if "extra ==" not in need]
        waiting += [match[0] for need in needs if (match := re.match(r"[\w.-]+", need))]
    own = found.pop("hubdesk", None)
    assert own is not None, "HubDesk itself is not installed"
    return [found[key] for key in sorted(found)]


def bill_of_materials(version: str) -> str:
    """Return the list of all parts as CycloneDX 1.5 JSON: what to look through when a library turns out unsafe."""
    own = {"type": "application", "name": "hubdesk", "version": version}
    told = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": own}}
    return json.dumps({**told, "components": components()}, indent=1, ensure_ascii=False) + "\n"


def control(name: str, version: str, *, architecture: str, kilobytes: int) -> str:
    """Return the control file of the Debian package."""
    return (
        f"Package: {name}\nVersion: {version}\nArchitecture: {architecture}\n"
        "Maintainer: HubDesk maintainers <maintainers@hubdesk.invalid>\n"
        f"Installed-Size: {kilobytes}\nSection: office\nPriority: optional\nDepends: {', '.join(DEPENDS)}\n"
        "Description: hold a small gathering about a document without a network\n"
        " Check people in, take notes tagged to the sections of the document, merge the\n"
        " files of all note-takers without loss and walk out with the report, in eleven\n"
        " languages. Nothing leaves the computer unless a person carries it out.\n"
    )


def build_wheel() -> Path:
    """Build the wheel, fonts and translations within, and prove it."""
    run([sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", str(DIST), str(ROOT)], log="wheel")
    wheel = max(DIST.glob("hubdesk-*.whl"), key=lambda file: file.stat().st_mtime)
    with tempfile.TemporaryDirectory(prefix="hubdesk-wheel-") as unpacked:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
        prove([sys.executable, "-m", "hubdesk"], name="wheel", path=unpacked)
    return wheel


def build_folder(parts: str) -> Path:
    """Freeze the program into one folder that needs no Python, and prove it."""
    words = ["--noconfirm", "--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    run([sys.executable, "-m", "PyInstaller", *words, str(ROOT / "packaging" / "hubdesk.spec")], log="pyinstaller")
    folder = DIST / "hubdesk"
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")
    (folder / "PARTS.json").write_text(parts, "utf-8")
    prove([str(folder / "hubdesk")], name="folder")
    return folder


def pack_folder(folder: Path, version: str) -> Path:
    """Pack the program folder into one file to carry."""
    target = DIST / f"hubdesk-{version}-{sys.platform}-{os.uname().machine}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=6) as archive:
        archive.add(folder, arcname=f"hubdesk-{version}", filter=_nobodys)
    return target


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def build_debian(folder: Path, version: str) -> Path:
    """Pack the program folder as a Debian package with its place in the menu, and prove what is unpacked from it."""
    tree = BUILD / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / "usr/lib/hubdesk", symlinks=True)
    for source, place in DESKTOP_FILES.items():
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / source, tree / place)
        (tree / place).chmod(0o644)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/hubdesk").symlink_to("../lib/hubdesk/hubdesk")
    architecture = run(["dpkg", "--print-architecture"], log="architecture").strip()
    kilobytes = weight(tree) // 1024
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(
        control("hubdesk", version, architecture=architecture, kilobytes=kilobytes), "utf-8"
    )
    for inner in [tree, *filter(Path.is_dir, tree.rglob("*"))]:
        inner.chmod(0o755)
    package = DIST / f"hubdesk_{version}_{architecture}.deb"
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(package)], log="deb")
    with tempfile.TemporaryDirectory(prefix="hubdesk-deb-") as unpacked:
        run(["dpkg-deb", "-x", str(package), unpacked], log="deb-unpacked")
        prove([f"{unpacked}/usr/bin/hubdesk"], name="deb")
    return package


def main() -> int:
    """Build everything into dist/; return 0, or 1 with the reason."""
    version = project()["version"]
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    began = time.monotonic()

    def done(what: str, path: Path) -> None:
        size = weight(path) / 1e6
        print(f"{what:<18} {path.relative_to(ROOT)}  {size:.1f} MB  ({time.monotonic() - began:.0f} s)", flush=True)

    try:
        parts = bill_of_materials(version)
        (DIST / f"hubdesk-{version}.cdx.json").write_text(parts, "utf-8")
        done("list of parts", DIST / f"hubdesk-{version}.cdx.json")
        done("wheel", build_wheel())
        done("program folder", folder := build_folder(parts))
        done("the same, packed", pack_folder(folder, version))
        done("Debian package", build_debian(folder, version))
    except NotBuilt as trouble:
        print(f"\nNot built. {trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
