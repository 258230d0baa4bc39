"""The safe version as a project for programs of qualitative research: REFI-QDA (`.qdpx`).

A `.qdpx` is a ZIP file of `project.qde`, which follows the schema of namespace urn:QDA-XML:project:1.0
(https://www.qdasoftware.org), and of texts in `sources/`, each called by its GUID, in UTF-8 without a byte order mark.
Here it is one text with a paragraph for each remark, in the order of the report. A remark is a selection, called by its
number; positions count code points, the end is behind the last. It is coded with the sections that it speaks of, with
its kind and with its form. Each name of a code is there once in the whole book: some programs leave out what a second
one codes. Nothing in it names a person or says when and in which gathering a remark was made.
"""

from collections import defaultdict
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hubdesk.i18n import Sentence, say, words
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.report.codebook import plain
from hubdesk.report.summary import Chapter, Item, Summary
from hubdesk.report.tables import in_order
from hubdesk.report.zipped import zipped

NAMESPACE = "urn:QDA-XML:project:1.0"


def project(summary: Summary) -> bytes:
    """Return the project; the same summary gives the same bytes."""
    items = [item for item, _ in in_order(summary)]
    paragraphs = {item.number: " ".join(plain(item.text).split()) for item in items}
    source, text = _guid("text"), "".join(f"{paragraph}\n" for paragraph in paragraphs.values())
    return zipped({"project.qde": _document(summary, items, paragraphs), f"sources/{source}.txt": text.encode()})


def _document(summary: Summary, items: list[Item], paragraphs: Mapping[int, str]) -> bytes:
    """Return `project.qde`; what stands in it comes in the order of the schema."""
    at, user = summary.as_of.isoformat(timespec="seconds").replace("+00:00", "Z"), _guid("user")
    about = {"name": plain(summary.title), "origin": "HubDesk", "creatingUserGUID": user, "creationDateTime": at}
    root = Element("Project", {"xmlns": NAMESPACE, **about})
    SubElement(SubElement(root, "Users"), "User", {"guid": user, "name": "HubDesk"})
    codes = _Codes(summary, items)
    SubElement(root, "CodeBook").append(codes.book)
    made = {"creatingUser": user, "creationDateTime": at}
    source = {"guid": _guid("text"), "name": about["name"], "plainTextPath": f"internal://{_guid('text')}.txt"}
    text, start = SubElement(SubElement(root, "Sources"), "TextSource", {**source, **made}), 0
    for number, paragraph in paragraphs.items():
        span = {"startPosition": str(start), "endPosition": str(start + len(paragraph))}
        chosen = {"guid": _guid(f"remark {number}"), "name": str(number), **span, **made}
        selection = SubElement(text, "PlainTextSelection", chosen)
        for code in codes.of[number]:
            coding = SubElement(selection, "Coding", {"guid": _guid(f"{number} {code}"), **made})
            SubElement(coding, "CodeRef", {"targetGUID": code})
        start += len(paragraph) + 1
    indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


class _Codes:
    """The codebook: `book` is its element, `of` holds the GUIDs of what each remark is coded with, by number."""

    def __init__(self, summary: Summary, items: list[Item]) -> None:
        self.book = Element("Codes")
        self.of: defaultdict[int, list[str]] = defaultdict(list)
        #: Names that are taken, case folded; under a name as it is, how many more are called so.
        self._taken: defaultdict[str, int] = defaultdict(int)
        self._tell = words(summary.language)
        for chapter in summary.chapters:
            self._sections(chapter)
        kinds = {kind.id: kind.label for kind in KINDS.values()}
        self._choices(say("Kind"), kinds, {item.number: item.kind for item in items})
        forms = {form.id: form.label for form in FORMS.values()}
        self._choices(say("Form"), forms, {item.number: item.form for item in items})

    def _sections(self, chapter: Chapter) -> None:
        """Add a document's outline with what was said about each heading; its title keeps editions apart."""
        document = chapter.document
        title = " ".join(filter(None, (document.title, document.label)))
        above = [(0, self._code(self.book, title, codable=False))]
        for found in chapter.findings:
            heading = found.heading
            while above[-1][0] >= max(heading.level, 1):
                above.pop()
            name = " ".join(filter(None, (title, "·", heading.number, heading.heading)))
            code = self._code(above[-1][1], name)
            above.append((max(heading.level, 1), code))
            for item in found.items:
                self.of[item.number].append(code.attrib["guid"])

    def _choices(self, title: Sentence, known: Mapping[str, Sentence], chosen: Mapping[int, str]) -> None:
        """Add a list of which each remark has one or none."""
        above = self._code(self.book, self._tell(title, isolated=False), codable=False)
        guids = {id: self._code(above, self._tell(label, isolated=False)).attrib["guid"] for id, label in known.items()}
        for number, id in chosen.items():
            if id in guids:
                self.of[number].append(guids[id])

    def _code(self, above: Element, name: str, *, codable: bool = True) -> Element:
        name = free = " ".join(plain(name).split())
        while free.casefold() in self._taken:
            self._taken[name] += 1
            free = f"{name} ({self._taken[name] + 1})"
        self._taken[free.casefold()] += 0
        about = {"guid": _guid(f"code {free}"), "name": free, "isCodable": "true" if codable else "false"}
        return SubElement(above, "Code", about)


def _guid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{NAMESPACE}#{name}"))
