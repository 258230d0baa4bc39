"""Word and OpenDocument files as their programs write them, put together from the parts that a test names."""

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wps="urn:wps" xmlns:v="urn:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
#: Word in German: the ids of styles are translated, their names are not; "Kopf" is somebody's own.
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="berschrift1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kopf"><w:name w:val="Kopf"/><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="KeinKopf"><w:name w:val="Kein Kopf"/><w:basedOn w:val="berschrift2"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Geheim"><w:name w:val="Geheim"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
)


def packed(parts: dict[str, str | bytes], **options: int) -> bytes:
    """Return a zip of parts, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", options.get("method", zipfile.ZIP_DEFLATED)) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, compress_type=options.get("method", zipfile.ZIP_DEFLATED))
    return out.getvalue()


def docx_parts(body: str, *, styles: str = STYLES, numbering: str = "", title: str = "") -> dict[str, str | bytes]:
    """Return the parts of a Word document."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_CORE}" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{_KINDS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{_KINDS}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="r3" Type="{_KINDS}/hyperlink" Target="https://outside.example/" TargetMode="External"/>'
        "</Relationships>",
        "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>",
    }
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {_NAMES}>{numbering}</w:numbering>"
    return parts


def docx(body: str, *, styles: str = STYLES, numbering: str = "", title: str = "") -> bytes:
    """Return a Word document."""
    return packed(docx_parts(body, styles=styles, numbering=numbering, title=title))


def p(text: str, style: str = "", more: str = "") -> str:
    """Return a paragraph of Word with one run; `more` stands among its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
ODT = "application/vnd.oasis.opendocument.text"
ODT_STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="{language}" fo:country="none" '
    'style:language-asian="zh" style:country-asian="CN" style:language-complex="hi" style:country-complex="IN"/>'
    "</style:default-style>"
    '<style:style style:name="Title" style:display-name="Titel" style:family="paragraph"/>'
)


def odt_parts(body: str, *, automatic: str = "", title: str = "", language: str = "en") -> dict[str, str | bytes]:
    """Return the parts of an OpenDocument text."""
    return {
        "mimetype": ODT,
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_ODF}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}><office:styles>{ODT_STYLES.format(language=language)}"
        '</office:styles><office:automatic-styles><style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Title"/></office:automatic-styles><office:master-styles><text:p>A running head'
        "</text:p></office:master-styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta><dc:title>{title}</dc:title></office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": "<manifest/>",
    }


def odt(body: str, *, automatic: str = "", title: str = "", language: str = "en") -> bytes:
    """Return an OpenDocument text."""
    return packed(odt_parts(body, automatic=automatic, title=title, language=language))


def fodt(body: str, *, title: str = "") -> bytes:
    """Return a flat OpenDocument text."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_ODF} office:mimetype="{ODT}">'
        f"<office:meta><dc:title>{title}</dc:title></office:meta>"
        f"<office:styles>{ODT_STYLES.format(language='en')}</office:styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def h(text: str, level: int = 1) -> str:
    """Return a heading of OpenDocument."""
    return f'<text:h text:outline-level="{level}">{text}</text:h>'
