"""A document in Akoma Ntoso (OASIS LegalDocML) as a draft of its outline, its lasting ids taken over."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from hubdesk.charter.languages import LONG
from hubdesk.charter.office import NO_TONGUES, Draft, Gathering, Passage
from hubdesk.charter.xml_stream import walk
from hubdesk.model.limits import DOCUMENT_HEADING

#: Parts that are headings when they carry a number or a heading; a numbered paragraph or point needs a heading.
_HEADED = {
    "book", "tome", "part", "subpart", "title", "subtitle", "chapter", "subchapter", "division", "subdivision",
    "section", "article", "rule", "subrule", "hcontainer", "level", "attachment", "component", "tblock",
    "debateSection", "address", "communication", "nationalInterest", "noticesOfMotion", "papers", "petitions",
    "proceduralMotions", "questions", "resolutions", "rollCall", "recitals",
}  # fmt: skip
_NUMBERED = {
    "subsection", "paragraph", "subparagraph", "clause", "subclause", "list", "sublist", "point", "indent", "alinea",
    "proviso", "transitional", "item", "recital",
}  # fmt: skip
#: Parts that stand in a list.
_LISTED = {"point", "indent", "item", "li"}
_BLOCKS = {"p", "block", "li", "caption", "crossHeading", "listIntroduction", "listWrapUp", "listConclusion"}
_LEFT_OUT = {
    "authorialNote": "notes", "noteRef": "notes", "remark": "comments", "del": "changes", "toc": "contents",
    "coverPage": "", "lifecycle": "", "analysis": "", "references": "", "temporalData": "",
    "presentation": "", "notes": "", "proprietary": "", "classification": "", "workflow": "", "FRBRWork": "",
    "FRBRManifestation": "",
}  # fmt: skip


def read_akoma_ntoso(data: bytes) -> Draft:
    """Return what a document of any version of the standard holds.

    `wId`, else `eId`, names a part in every language. Raises `Refused` for XML that is damaged.
    """
    body = _Body()
    walk(data, body, {}, is_part=False)
    return body.gathering.draft("akn", "")


@dataclass(slots=True)
class _Part:
    """A part that is open: what names it, its number and heading so far, and whether they have been told."""

    name: str
    unit: str
    number: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    told: bool = False
    level: int = 0


class _Body:
    """Hears the document; elements are known by their own names, for every version has its own name space."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self._parts: list[_Part] = []
        self._kept: list[str] | None = None  # where the words of a number or heading go
        self._lists = self._quoted = 0
        self._language = ""
        self._is_title: list[bool] = []
        self._seen: Counter[str] = Counter()
        self._ids: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Hear an element begin."""
        local = name.rpartition(":")[2]
        if local in _LEFT_OUT:
            if kind := _LEFT_OUT[local]:
                self.gathering.left_out[kind] += 1
            return True
        unit = attributes.get(":wId", "") or attributes.get(":eId", "") or attributes.get(":id", "")
        if local == "FRBRlanguage":
            said = attributes.get(":language", "")
            self._language = LONG.get(said.casefold(), said)
        elif local == "quotedStructure":
            self._quoted += 1
        elif local in ("num", "heading", "subheading") and self._parts and not self._quoted:
            part = self._parts[-1]
            self._kept = part.number if local == "num" else part.heading
            self._kept.append(" ")
        elif (local in _HEADED or local in _NUMBERED) and not self._quoted:
            self._tell()
            self._parts.append(_Part(local, unit))
            self._lists += local in _LISTED
        elif local in _BLOCKS:
            self._begin_block(local, unit)
        elif local in ("num", "heading", "subheading"):
            self.words(" ")
        elif local in ("docTitle", "shortTitle") and self._is_title:
            self._is_title[-1] = True
        elif local in ("eol", "br"):
            self.words(" ")
        elif local == "ins":
            self.gathering.left_out["changes"] += 1
        return False

    def words(self, text: str) -> None:
        """Hear text."""
        if self._kept is not None:
            self._kept.append(text[:DOCUMENT_HEADING])
        else:
            self.gathering.add(text, (self._language,) * 3 if self._language else NO_TONGUES)

    def end(self, name: str) -> None:
        """Hear an element end."""
        local = name.rpartition(":")[2]
        if local == "quotedStructure":
            self._quoted -= 1
        elif local in ("num", "heading", "subheading"):
            self._kept = None
        elif (local in _HEADED or local in _NUMBERED) and not self._quoted and self._parts:
            self._tell()
            self._parts.pop()
            self._lists -= local in _LISTED
        elif local in _BLOCKS:
            self._end_block(local)

    def _tell(self) -> None:
        """Make a heading of the innermost part, once, when what is in it begins."""
        if not self._parts or self._parts[-1].told:
            return
        part = self._parts[-1]
        part.told = True
        number, heading = (" ".join("".join(words).split()) for words in (part.number, part.heading))
        if heading or (number and part.name in _HEADED):
            part.level = 1 + max((each.level for each in self._parts[:-1]), default=0)
            self.gathering.begin()
            self.gathering.add(f"{number} {heading}")
            self.gathering.end(Passage("", part.level, unit=self._named(part.unit)))
            part.unit = ""

    def _begin_block(self, local: str, unit: str) -> None:
        self._tell()
        self._ids.append(unit or (self._parts[-1].unit if self._parts else ""))
        self._is_title.append(False)
        self._lists += local == "li"
        self.gathering.begin()
        part = self._parts[-1] if self._parts else None
        if part and part.name in _NUMBERED and not part.level and not self._lists and part.number:
            self.gathering.add("".join(part.number) + " ")  # the number of a paragraph belongs to its words
            part.number = []

    def _end_block(self, local: str) -> None:
        unit = self._ids.pop()
        title = self._is_title.pop()
        level = 1 + max((each.level for each in self._parts), default=0) if local == "crossHeading" else 0
        made = Passage("", level, 0 if level else self._lists, "", title, self._named(unit))
        self.gathering.end(made)
        self._lists -= local == "li"

    def _named(self, unit: str) -> str:
        """Return the name of a part, the second block of one part as "name/2"."""
        if not unit:
            return ""
        self._seen[unit] += 1
        return unit if self._seen[unit] == 1 else f"{unit}/{self._seen[unit]}"
