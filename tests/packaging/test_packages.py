"""What is packed: menu entry, file types, icon, list of parts, control file, and the recipe of the frozen folder."""

import configparser
import importlib.util
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hubdesk import __version__

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
SVG = "{http://www.w3.org/2000/svg}"

_spec = importlib.util.spec_from_file_location("hubdesk_package", PACKAGING / "package.py")
assert _spec is not None and _spec.loader is not None
package = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(package)


def entry(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(PACKAGING / name, "utf-8")
    assert parser.sections() == ["Desktop Entry"]
    return parser["Desktop Entry"]


@pytest.mark.parametrize("name", ["hubdesk.desktop", "hubdesk-open.desktop"])
def test_a_menu_entry_has_what_the_standard_asks(name: str) -> None:
    told = entry(name)
    assert (told["Type"], told["Name"], told["Icon"], told["Terminal"]) == (
        "Application",
        "HubDesk",
        "hubdesk",
        "false",
    )
    assert told["Exec"].split()[0] == "hubdesk"
    lists = [told[key] for key in ("Categories", "Keywords", "MimeType") if key in told]
    assert lists and all(value.endswith(";") for value in lists)


def test_the_menu_entry_names_no_file_and_the_opener_shows_in_no_menu() -> None:
    assert "%" not in entry("hubdesk.desktop")["Exec"]
    opener = entry("hubdesk-open.desktop")
    assert opener["NoDisplay"] == "true" and opener["Exec"].endswith("%f")


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not here")
@pytest.mark.parametrize("name", ["hubdesk.desktop", "hubdesk-open.desktop"])
def test_the_reference_judge_accepts_the_menu_entry(name: str) -> None:
    said = subprocess.run(["desktop-file-validate", str(PACKAGING / name)], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "")


def test_every_kind_of_file_has_one_type_and_one_name() -> None:
    root = ElementTree.parse(PACKAGING / "hubdesk-mime.xml").getroot()
    kinds = {kind.get("type"): [g.get("pattern") for g in kind.iter(f"{MIME}glob")] for kind in root}
    assert kinds == {
        "application/x-hubdesk-workspace": ["*.hubdesk"],
        "application/x-hubdesk-bundle": ["*.hubbundle"],
        "application/x-hubdesk-key": ["*.hubkey"],
    }
    opened = entry("hubdesk-open.desktop")["MimeType"].strip(";").split(";")
    assert set(opened) <= set(kinds)


@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="shared-mime-info is not here")
def test_the_systems_own_reader_takes_the_file_types(tmp_path: Path) -> None:
    (tmp_path / "packages").mkdir()
    shutil.copy(PACKAGING / "hubdesk-mime.xml", tmp_path / "packages" / "hubdesk.xml")
    said = subprocess.run(["update-mime-database", str(tmp_path)], capture_output=True, text=True, check=True)
    assert "rror" not in said.stderr
    globs = (tmp_path / "globs2").read_text("utf-8")
    assert all(f":{pattern}" in globs for pattern in ("*.hubdesk", "*.hubbundle", "*.hubkey"))


def test_the_description_for_software_centres_tells_of_this_version() -> None:
    root = ElementTree.parse(PACKAGING / "hubdesk.metainfo.xml").getroot()
    assert root.findtext("launchable") == "hubdesk.desktop"
    assert root.findtext("project_license") == "GPL-3.0-or-later"
    newest = root.find("releases/release")
    assert newest is not None and newest.get("version") == __version__


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstream is not here")
def test_the_reference_judge_accepts_the_description() -> None:
    command = ["appstreamcli", "validate", "--no-net", "--explain", str(PACKAGING / "hubdesk.metainfo.xml")]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not re.search(r"^[EW]:", said.stdout, re.MULTILINE), said.stdout


def test_the_icon_is_plain_drawing() -> None:
    root = ElementTree.parse(ROOT / "resources" / "icons" / "hubdesk.svg").getroot()
    assert root.get("viewBox") == "0 0 128 128"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "g", "rect", "circle", "path"}
    assert not any("href" in name for element in root.iter() for name in element.attrib)


def test_one_version_everywhere() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert told["version"] == __version__ == package.project()["version"]
    installer = (PACKAGING / "windows" / "hubdesk.iss").read_text("utf-8")
    assert f"AppVersion={__version__}" in installer and f"hubdesk-{__version__}-setup" in installer
    assert f'version="{__version__}"' in (PACKAGING / "macos" / "hubdesk.spec").read_text("utf-8")


@pytest.mark.parametrize("name", ["windows/hubdesk.iss", "macos/hubdesk.spec"])
def test_what_was_never_run_says_so(name: str) -> None:
    assert "Not tested here" in "\n".join((PACKAGING / name).read_text("utf-8").splitlines()[:3])


@pytest.mark.parametrize("name", ["hubdesk.spec", "macos/hubdesk.spec"])
def test_a_recipe_is_python_and_collects_pages_that_nobody_imports_by_name(name: str) -> None:
    source = (PACKAGING / name).read_text("utf-8")
    compile(source, name, "exec")
    assert 'hiddenimports=collect_submodules("hubdesk")' in source


def recipe() -> dict[str, object]:
    """Return what the recipe defines before it starts to collect."""
    head = (PACKAGING / "hubdesk.spec").read_text("utf-8").partition("analysis = ")[0]
    found: dict[str, object] = {"SPECPATH": str(PACKAGING)}
    exec(re.sub(r"^from PyInstaller.*$", "", head, flags=re.MULTILINE), found)
    return found


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/QtSql.abi3.so", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/translations/qtbase_ar.qm", True),
        ("PySide6/Qt/translations/qtbase_ja.qm", False),
        ("PySide6/Qt/translations/qt_help_de.qm", False),
        ("babel/locale-data/pt_BR.dat", True),
        ("babel/locale-data/zh_Hans_CN.dat", True),
        ("babel/locale-data/root.dat", True),
        ("babel/locale-data/ja.dat", False),
        ("babel/global.dat", True),
        ("libX11.so.6", False),
        ("libstdc++.so.6", False),
        ("libfontconfig.so.1", False),
        ("pillow.libs/libXau-154567c4.so.6.0.0", True),
        ("libcrypto.so.3", True),
        ("hubdesk/data/resources/fonts/NotoSans-Regular.ttf", True),
        ("hubdesk/data/i18n/ar/LC_MESSAGES/hubdesk.mo", True),
        ("hubdesk/data/i18n/ar/LC_MESSAGES/hubdesk.po", False),
        ("tzdata/zoneinfo/Africa/Nairobi", True),
    ],
)
def test_the_recipe_keeps_what_is_needed(name: str, kept: bool) -> None:
    wanted = recipe()["wanted"]
    assert callable(wanted)
    assert wanted((name, "", "BINARY")) is kept
    assert wanted((name.replace("/", "\\"), "", "BINARY")) is kept


def test_the_control_file_is_one_dpkg_can_read() -> None:
    text = package.control("hubdesk", "0.1.0", architecture="amd64", kilobytes=1234)
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Package"] == "hubdesk" and fields["Installed-Size"] == "1234" and fields["Architecture"] == "amd64"
    assert "libegl1" in fields["Depends"] and text.endswith("\n") and "\n\n" not in text
    assert max(map(len, text.partition("Description")[2].splitlines())) <= 80


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg is not here")
def test_dpkg_builds_from_the_control_file(tmp_path: Path) -> None:
    (tmp_path / "tree" / "DEBIAN").mkdir(parents=True)
    control = package.control("hubdesk", "0.1.0", architecture="all", kilobytes=1)
    (tmp_path / "tree" / "DEBIAN" / "control").write_text(control, "utf-8")
    deb = str(tmp_path / "out.deb")
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", str(tmp_path / "tree"), deb], check=True)
    said = subprocess.run(["dpkg-deb", "-f", deb, "Version"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0.1.0"


def test_everything_that_goes_into_the_menu_is_there() -> None:
    assert [source for source in package.DESKTOP_FILES if not (ROOT / source).is_file()] == []


@pytest.mark.skipif(importlib.util.find_spec("hubdesk") is None, reason="HubDesk is not installed")
def test_the_list_of_parts_holds_what_we_stand_on() -> None:
    try:
        told = json.loads(package.bill_of_materials("0.1.0"))
    except AssertionError:
        pytest.skip("HubDesk runs from its folder here, no installation tells what it needs")
    names = {part["name"].lower() for part in told["components"]}
    assert {"pyside6_essentials", "shiboken6", "babel", "reportlab", "pynacl"} <= {n.replace("-", "_") for n in names}
    assert "pytest" not in names and "hubdesk" not in names
    assert all(part["version"] and part["licenses"][0]["license"]["name"] for part in told["components"])


def test_the_weight_counts_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a").write_bytes(b"12345")
    (tmp_path / "b").symlink_to("inner/a")
    assert package.weight(tmp_path) == package.weight(tmp_path / "inner" / "a") == 5


def test_a_failed_step_is_told_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "BUILD", tmp_path)
    with pytest.raises(package.NotBuilt, match="it was the cable"):
        package.run(["sh", "-c", "echo it was the cable >&2; exit 4"], log="cable")
    assert (tmp_path / "cable.log").read_text("utf-8") == "it was the cable\n"
