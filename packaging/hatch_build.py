"""The build step behind `pip install`: fonts and message catalogues, so that a plain install is a working program."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class HubDeskBuildHook(BuildHookInterface):
    """Makes resources/fonts and i18n/*/LC_MESSAGES/*.mo; a wheel carries them as hubdesk/data."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files; for a wheel that is not editable, name them as its data.

        Raises fonts.BuildFailure when a font is missing or differs: a program without its fonts must not be built.
        """
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        _neighbour("fonts").build(root / "resources" / "fonts")
        compile_catalogues(root / "i18n")
        if version == "editable":
            return
        for name in ("resources", "i18n"):
            if (root / name).is_dir():
                build_data["force_include"][str(root / name)] = f"hubdesk/data/{name}"


def compile_catalogues(folder: Path) -> list[Path]:
    """Write NAME.mo beside every <lang>/LC_MESSAGES/NAME.po that is newer, and return the files written."""
    import polib

    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written


def _neighbour(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"hubdesk_packaging_{name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
