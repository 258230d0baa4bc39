"""Workbooks with lists of people as other programs write them."""

import base64
import gzip
import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.workbook import Workbook

#: Written by LibreOffice 7.4 (XLS): a cover, the people below a title, a hidden sheet with more people.
XLS = gzip.decompress(base64.b64decode(Path(__file__).parents[1].joinpath("data/people.xls.gz.b64").read_bytes()))

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = "".join(f' xmlns:{each}="{_OFFICE}:{each}:1.0"' for each in ("office", "table", "text", "style"))


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def xlsx(*rows: list[object], **more: list[list[object]]) -> bytes:
    """Return a workbook of one sheet, and of `more` sheets by name."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    return saved(book)


def cell(value: object, more: str = "") -> str:
    """Return a cell of an ODS table."""
    if value is None or value == "":
        return f"<table:table-cell{more}/>"
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"{more}/>'
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string"{more}>{text}</table:table-cell>'


def row(*values: object, more: str = "") -> str:
    """Return a row of an ODS table."""
    return f"<table:table-row{more}>{''.join(cell(each) for each in values)}</table:table-row>"


def ods(*rows: str, hidden: tuple[str, ...] = (), manifest: str = "") -> bytes:
    """Return a document with one table, and a hidden one before it where that has rows."""
    tables = f'<table:table table:name="People">{"".join(rows)}</table:table>'
    if hidden:
        tables = f'<table:table table:name="Old" table:style-name="h">{"".join(hidden)}</table:table>{tables}'
    style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    styles = f"<office:automatic-styles>{style}</office:automatic-styles>"
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content{_SPACES}>{styles}{body}</office:document-content>"
    return packed(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{"content.xml": content, "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>"},
    )


def packed(**parts: str | bytes) -> bytes:
    """Return an archive."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as box:
        for name, part in parts.items():
            box.writestr(name, part)
    return data.getvalue()


def with_cells(cells: str, *, merged: str = "", **more: str) -> bytes:
    """Return a workbook (XLSX) whose only sheet is written by hand."""
    space = "http://schemas.openxmlformats.org"
    relation = f"{space}/officeDocument/2006/relationships"
    listed = f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r" Type="{relation}'
    return packed(
        **{
            "_rels/.rels": f'{listed}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r="{relation}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{listed}/worksheet" Target="worksheets/a.xml"/></Relationships>',
            "xl/worksheets/a.xml": f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>{cells}</sheetData>'
            f"{merged}</worksheet>",
            **more,
        }
    )


def page(*rows: list[str], before: str = "") -> str:
    """Return a web page with a table."""
    lines = "".join("<tr>" + "".join(f"<td>{escape(each)}</td>" for each in row) + "</tr>" for row in rows)
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{before}<table>{lines}</table></body></html>"


def spreadsheet_xml(*rows: list[str], name: str = "A") -> str:
    """Return a workbook in the XML of Excel 2003."""
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(each)}</Data></Cell>' for each in row) + "</Row>"
        for row in rows
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f"<Worksheet ss:Name={quoteattr(name)}><Table>{lines}</Table></Worksheet></Workbook>"
    )
