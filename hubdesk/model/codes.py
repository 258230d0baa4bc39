"""A codebook on its way into a file or out of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: its name, the place of its parent in the list (−1: at the top; parents come first), what else is known.

    `colour` is #rrggbb or "", `labels` are names by language tag.
    """

    name: str
    parent: int = -1
    colour: str = ""
    description: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
