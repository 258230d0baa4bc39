"""A MediaWiki of our own to judge with: what its parser shows of a text."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

HOME = Path("/usr/share/mediawiki")
PHP = shutil.which("php")
#: Makes a test depend on the Debian packages that a MediaWiki on SQLite needs.
installed = pytest.mark.skipif(
    PHP is None or not HOME.is_dir(), reason="MediaWiki (Debian: mediawiki, php-cli, php-sqlite3) is not installed"
)

Parse = Callable[[str], str]


def begin(folder: Path) -> Parse:
    """Make a wiki in an empty folder; return what gives the HTML of a wikitext there."""
    own = ("--dbtype", "sqlite", "--dbpath", folder, "--confpath", folder, "--server", "http://127.0.0.1")
    page = ("--dbname", "wiki", "--scriptpath", "", "--pass", "lantern-evening-1", "Wiki", "Keeper")
    subprocess.run([str(PHP), HOME / "maintenance/install.php", *own, *page], check=True, capture_output=True)

    def parse(text: str) -> str:
        environment = {**os.environ, "MW_CONFIG_FILE": str(folder / "LocalSettings.php")}
        command = [str(PHP), str(HOME / "maintenance/parse.php"), "--title", "Charter"]
        done = subprocess.run(command, input=text.encode("utf-8", "replace"), env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    return parse
