"""The set-up of a fresh computer: what it asks for, what it remembers, what it says when it cannot go on."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("hubdesk_prepare", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


prepare = _load(ROOT / "packaging" / "prepare.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like a checkout, with an environment that is said to be there."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    for name in prepare.BUILDERS:
        shutil.copy(ROOT / "packaging" / name, tmp_path / "packaging")
    (tmp_path / "packaging" / "fonts.sha256").write_text("00  A-Regular.ttf\n11  sRGB.icc\n", "utf-8")
    prepare.environment_python(tmp_path).parent.mkdir(parents=True)
    prepare.environment_python(tmp_path).touch()
    return tmp_path


def in_checkout(checkout: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the copy of the program that lies in a checkout, under this Python."""
    program = [sys.executable, "-S", str(checkout / "packaging" / "prepare.py"), *words]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(checkout), "HUBDESK_NO_SYSTEM": "1", **variables}
    return subprocess.run(program, env=environment, capture_output=True, text=True, timeout=60, check=False)


# ---- the system -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "libc", "word"),
    [
        ((3, 10, 12), ("glibc", "2.36"), "Python 3.11"),
        ((2, 7, 18), ("glibc", "2.36"), "Python 3.11"),
        ((3, 11, 2), ("glibc", "2.31"), "2.34"),
    ],
)
def test_too_old_a_system_is_told_so(version: tuple[int, ...], libc: tuple[str, str], word: str) -> None:
    with pytest.raises(prepare.NotReady, match=word):
        prepare.check_python(version, libc)


@pytest.mark.parametrize("libc", [("glibc", "2.34"), ("glibc", "2.41"), ("", ""), ("musl", "1.2")])
def test_a_system_that_is_new_enough_passes(libc: tuple[str, str]) -> None:
    prepare.check_python((3, 11, 0), libc)
    prepare.check_python((3, 14, 1), libc)


def test_a_library_that_is_not_here_is_noticed() -> None:
    assert not prepare.loads("libhubdesk-nowhere.so.7")
    assert sys.platform != "linux" or prepare.loads("libc.so.6")


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages are for Linux")
def test_programs_are_wanted_only_by_who_uses_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not {"qpdf", "poppler-utils", "gettext", "binutils"} & set(prepare.missing_packages("run"))
    assert {"qpdf", "poppler-utils", "gettext"} <= set(prepare.missing_packages("test"))
    assert "binutils" in prepare.missing_packages("package")
    assert not any(name.startswith("libxcb") for name in prepare.missing_packages("test")), "tests open no X window"


def test_rights_without_sudo_are_no_rights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert prepare.rights() is None
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert prepare.rights() == []


def test_sudo_never_asks_where_nobody_can_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sudo").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "sudo").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115 - put back by monkeypatch
    assert prepare.rights() == [str(tmp_path / "sudo"), "-n"]
    sys.stdin.close()


APT = """#!/bin/sh
echo "$*" >> "{log}"
case "$*" in *update*) touch "{lists}"; exit 0;; esac
[ -e "{lists}" ]
"""


def test_empty_lists_are_fetched_before_the_second_try(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "asked"
    program = tmp_path / "apt-get"
    program.write_text(APT.format(log=log, lists=tmp_path / "lists"), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert prepare.install_system(["libgl1"], [], tmp_path / "setup" / "apt.log")
    asked = log.read_text("utf-8").splitlines()
    assert "update" in asked[-2] and asked[-1].endswith("install --no-install-recommends libgl1")
    assert "MB" in capsys.readouterr().out


def test_a_program_that_is_not_there_is_a_failure_not_a_crash(tmp_path: Path) -> None:
    assert prepare.run_logged(["/nowhere/apt-get"], tmp_path / "logs" / "apt.log") == 127
    assert "nowhere" in (tmp_path / "logs" / "apt.log").read_text("utf-8")


# ---- what it remembers ----------------------------------------------------------------------------------------------


def change_recipe(root: Path) -> None:
    (root / "pyproject.toml").write_text("[project]\ndependencies = []\n", "utf-8")


def change_builder(root: Path) -> None:
    (root / "packaging" / "fonts.py").write_text("changed\n", "utf-8")


def change_fonts(root: Path) -> None:
    (root / "packaging" / "fonts.sha256").unlink()


@pytest.mark.parametrize("change", [change_recipe, change_builder, change_fonts])
def test_what_decides_the_environment_changes_the_fingerprint(checkout: Path, change: Callable[[Path], None]) -> None:
    before = prepare.fingerprint(checkout, "3.11.2")
    assert before == prepare.fingerprint(checkout, "3.11.2")
    change(checkout)
    assert prepare.fingerprint(checkout, "3.11.2") != before


def test_another_python_or_place_changes_the_fingerprint(checkout: Path, tmp_path: Path) -> None:
    before = prepare.fingerprint(checkout, "3.11.2")
    assert prepare.fingerprint(checkout, "3.12.1") != before
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(checkout / "packaging", elsewhere / "packaging")
    shutil.copy(checkout / "pyproject.toml", elsewhere)
    assert prepare.fingerprint(elsewhere, "3.11.2") != before


def test_the_stamp_comes_back_as_it_was_left(checkout: Path) -> None:
    assert prepare.read_stamp(checkout) == {}
    prepare.write_stamp(checkout, digest="ab", purposes=["run"])
    assert prepare.read_stamp(checkout) == {"digest": "ab", "purposes": ["run"]}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_damaged_stamp_is_no_stamp(checkout: Path, content: bytes) -> None:
    (checkout / ".venv" / "prepared.json").write_bytes(content)
    assert prepare.read_stamp(checkout) == {}


def test_a_stamp_without_its_python_is_no_stamp(checkout: Path) -> None:
    prepare.write_stamp(checkout, digest="ab")
    prepare.environment_python(checkout).unlink()
    assert prepare.read_stamp(checkout) == {}


def test_missing_fonts_are_found_by_the_list(checkout: Path) -> None:
    assert prepare.missing_fonts(checkout) == ["A-Regular.ttf", "sRGB.icc"]
    (checkout / "resources" / "fonts").mkdir(parents=True)
    (checkout / "resources" / "fonts" / "sRGB.icc").touch()
    assert prepare.missing_fonts(checkout) == ["A-Regular.ttf"]
    (checkout / "packaging" / "fonts.sha256").unlink()
    assert prepare.missing_fonts(checkout) == []


def test_a_translation_is_stale_until_it_is_compiled_after_its_change(checkout: Path) -> None:
    source = checkout / "i18n" / "de" / "LC_MESSAGES" / "hubdesk.po"
    source.parent.mkdir(parents=True)
    source.touch()
    assert prepare.stale_catalogues(checkout) == [source]
    source.with_suffix(".mo").touch()
    os.utime(source, (1_000, 1_000))
    assert prepare.stale_catalogues(checkout) == []
    os.utime(source.with_suffix(".mo"), (900, 900))
    assert prepare.stale_catalogues(checkout) == [source]


# ---- what it says ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "word"),
    [
        ("WARNING: Retrying after NewConnectionError('[Errno -3] Temporary failure in name resolution')", "network"),
        ("ConnectTimeoutError(<HTTPSConnection object>, 'timed out')", "network"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: something never seen", "last words"),
    ],
)
def test_a_failed_installation_is_explained(output: str, word: str) -> None:
    assert word in prepare.explain(output)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("  Downloading pyside6_essentials-6.11.3-cp310-abi3-x.whl (80.3 MB)\n", ("pyside6_essentials", "80.3 MB")),
        ("  Using cached babel-2.18.0-py3-none-any.whl (10.2 MB)\n", ("babel", "10.2 MB")),
        ("  Downloading segno-1.6.6-py3-none-any.whl (74 kB)\n", None),
        ("Downloading https://index.example/a/qt-1.0-x.whl (3.0 MB)", ("qt", "3.0 MB")),
        ("Collecting babel (12 MB)", None),
        ("", None),
    ],
)
def test_the_sizes_of_what_is_fetched_are_told(line: str, told: tuple[str, str] | None) -> None:
    assert prepare.fetched(line) == told


def test_an_unknown_purpose_is_wrong_usage(checkout: Path) -> None:
    done = in_checkout(checkout, "party")
    assert (done.returncode, "run, test, package" in done.stderr) == (2, True)


def test_a_finished_set_up_does_nothing(checkout: Path) -> None:
    (checkout / "resources" / "fonts").mkdir(parents=True)
    for name in ("A-Regular.ttf", "sRGB.icc"):
        (checkout / "resources" / "fonts" / name).touch()
    here = _load(checkout / "packaging" / "prepare.py")
    prepare.write_stamp(checkout, digest=here.fingerprint(checkout, here.platform.python_version()), purposes=["run"])
    done = in_checkout(checkout, "run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(shutil.which("unshare") is None or os.geteuid() != 0, reason="cutting the network needs root")
def test_without_a_network_it_says_so_and_keeps_the_environment(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    (checkout / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n', "utf-8"
    )
    program = [sys.executable, str(checkout / "packaging" / "prepare.py"), "run"]
    variables = {"HUBDESK_NO_SYSTEM": "1", "PIP_RETRIES": "0", "PIP_INDEX_URL": "https://pypi.org/simple"}
    variables |= {"PIP_CONFIG_FILE": os.devnull, "HOME": str(checkout), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["unshare", "-n", *program], env=variables, capture_output=True, text=True, timeout=120, check=False
    )
    if "unshare failed" in done.stderr:
        pytest.skip("this system lets nobody cut the network")
    assert done.returncode == 1
    assert "connect this computer" in done.stderr and "Traceback" not in done.stderr
    assert prepare.environment_python(checkout).exists()
    assert prepare.read_stamp(checkout).get("digest") is None


def test_an_environment_that_is_only_linked_to_is_left_alone(checkout: Path, tmp_path_factory) -> None:
    """`venv --clear` goes through a link, and empties what others work with."""
    shared = tmp_path_factory.mktemp("shared") / ".venv"
    (checkout / ".venv").rename(shared)
    (checkout / ".venv").symlink_to(shared)
    before = sorted(shared.rglob("*"))
    done = in_checkout(checkout, "run")
    assert done.returncode == 1 and str(shared) in done.stderr and "Traceback" not in done.stderr
    assert before and sorted(shared.rglob("*")) == before
