"""What a PDF says about itself: title, language, time, conformance and colour, for readers and archives."""

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from hubdesk.report.pdf.text import language_tag

CREATOR = "HubDesk"


@dataclass(frozen=True, slots=True)
class About:
    """Facts about a document; `as_of` is an aware instant that stands for the time of making, in seconds."""

    title: str
    author: str
    subject: str
    language: str
    as_of: datetime


class Instant:
    """The one time in a document, in the form in which ReportLab asks for it; always UTC."""

    def __init__(self, moment: datetime) -> None:
        universal = moment.astimezone(UTC)
        self.t = int(universal.timestamp())
        self.YMDhms = universal.timetuple()[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"


def _alternatives(name: str, text: str) -> str:
    return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></dc:{name}>'


#: PDF/A asks that a document describe the one schema of ours that it does not know (ISO 19005-2, 6.6.2.3.3).
_UA_SCHEMA = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def xmp(about: About, part: int = 2) -> bytes:
    """Return the metadata packet that claims a part of PDF/A (2, or 3 with files in it), level a, and PDF/UA-1."""
    date = about.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}><rdf:Description rdf:about="">',
            f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
            "<dc:format>application/pdf</dc:format>",
            _alternatives("title", about.title),
            _alternatives("description", about.subject),
            f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>",
            f"<dc:language><rdf:Bag><rdf:li>{language_tag(about.language)}</rdf:li></rdf:Bag></dc:language>",
            f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>",
            f"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>",
            f"<pdf:Producer>{CREATOR}</pdf:Producer>",
            _UA_SCHEMA,
            "</rdf:Description></rdf:RDF></x:xmpmeta>",
            '<?xpacket end="w"?>',
        )
    ).encode("utf-8")
