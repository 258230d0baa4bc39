"""A wiki page with pictures, a gallery, footnotes and a table: as wikitext, and what the wiki made of it."""

WIKITEXT = """== Boats ==
[[File:Boat.jpg|thumb|upright=1.5|alt=A boat|A boat with ''two'' [[lantern|lanterns]]]]
Boats are kept dry.

Each has [[File:Boat.jpg|20px|a hint]] a name [[Image:Boat.jpg|thumb|The name]] on its bow.
[[File:Boat.jpg|200px|right|Seen by nobody]]
* One [[File:Oar.jpg|thumb|An oar]] oar
* Two
* [[File:Oar.jpg|frame|Two oars]]

<gallery caption="All boats" mode="packed">
File:A.jpg|First ''boat''
File:B.jpg
C.jpg|alt=x|link=y|Third [[x|boat]]
</gallery>
Words<ref>A note.</ref> and<ref name="x">Named.</ref> again<ref name="x" />.
{| class="wikitable"
|+ What boats cost
! Boat !! Price
|-
| Small || [[File:Boat.jpg|thumb|With oars]] 3
|}
<references />
"""
OUTLINE = [
    ("1", "Boats"),
    ("1p1", "A boat with two lanterns"),
    ("1p2", "Boats are kept dry."),
    ("1p3", "Each has a name"),
    ("1p4", "The name"),
    ("1p5", "on its bow."),
    ("1p6", "One"),
    ("1p7", "An oar"),
    ("1p8", "oar"),
    ("1p9", "Two"),
    ("1p10", "Two oars"),
    ("1p11", "All boats"),
    ("1p12", "First boat"),
    ("1p13", "Third boat"),
    ("1p14", "Words and again."),
    ("1p15", "What boats cost"),
    ("1p16", "Boat · Price"),
    ("1p17", "Small · With oars 3"),
]
LEFT_OUT = ("2 footnotes were left out.", "10 pictures were left out; captions below them are paragraphs.")


def picture(caption: str, shown: str = "/Thumb", *, element: str = "figure") -> str:
    """Return a picture as wikis write it today; only `/Thumb` and `/Frame` show what is said below it."""
    below = f"<figcaption>{caption}</figcaption>" if element == "figure" else ""
    link = f'<a href="/wiki/File:Boat.jpg" class="mw-file-description" title="{caption}"><img src="Boat.jpg" /></a>'
    return f'<{element} class="mw-default-size" typeof="mw:File{shown}">{link}{below}</{element}>'


def old_picture(caption: str) -> str:
    """Return a picture as wikis wrote it before 2023."""
    enlarge = '<div class="magnify"><a href="/wiki/File:Boat.jpg" class="internal" title="Enlarge"></a></div>'
    below = f'<div class="thumbcaption">{enlarge}{caption}</div>'
    return f'<div class="thumb tright"><div class="thumbinner" style="width:182px;"><img />{below}</div></div>'


def page(*, old: bool = False) -> str:
    """Return the page as a browser saves it."""
    shown = old_picture if old else picture
    inline = picture("a hint", "", element="span")
    boxes = "".join(
        f'<li class="gallerybox"><div class="thumb"><span typeof="mw:File"><img></span></div>'
        f'<div class="gallerytext">{words}</div></li>'
        for words in ("<p>First <i>boat</i>\n</p>", "", '<p>Third <a href="x">boat</a>\n</p>')
    )
    notes = '<sup id="cite_ref-{}" class="reference"><a href="#cite_note-{}">[1]</a></sup>'
    said = (notes.format("1", "1"), notes.format("x_2-0", "x-2"), notes.format("x_2-1", "x-2"))
    return f"""<!DOCTYPE html><html lang="en"><body><div id="mw-content-text"><h2>Boats</h2>
{shown("A boat with <i>two</i> <a href=l>lanterns</a>")}<p>Boats are kept dry.
</p><p>Each has {inline} a name </p>{shown("The name")}<p> on its bow.</p>{picture("Seen by nobody", "")}
<ul><li>One {shown("An oar")} oar</li><li>Two</li><li>{shown("Two oars")}</li></ul>
<ul class="gallery mw-gallery-packed"><li class="gallerycaption">All boats</li>{boxes}</ul>
<p>Words{said[0]} and{said[1]} again{said[2]}.</p><table class="wikitable"><caption>What boats cost</caption>
<tbody><tr><th>Boat</th><th>Price</th></tr><tr><td>Small</td><td>{shown("With oars")} 3</td></tr></tbody></table>
<div class="mw-references-wrap"><ol class="references"><li>A note.</li><li>Named.</li></ol></div></div></body></html>"""
