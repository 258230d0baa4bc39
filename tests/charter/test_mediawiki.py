"""MediaWiki as a judge: the page that it makes of a wikitext has the outline that we read in the wikitext itself."""

import re
from random import Random

import pytest

from tests.charter.pages import made_up, read, shape, source_page, wiki
from tests.charter.pictured import OUTLINE, WIKITEXT
from tests.tools.mediawiki import Parse, begin, installed

pytestmark = installed
#: Only a wiki with the extension Translate knows these.
_TRANSLATION = re.compile("</?translate>|<!--T:[^>]*-->|<tvar[^>]*>|</tvar>|</>|<languages */>")
#: What is said in many ways, or looks like a heading and is none.
PAGE = """Words before '''any''' heading, with [[Page|a link]].<br />Second line.

== <span id="aim"></span>Aim ==
<!-- a word to writers -->
* First item
** Item within, with ''stress''
== Money == <!-- seen by nobody -->
=== 2.1 Fees &amp; gifts ===
# One
# Two
<nowiki>== no heading ==</nowiki> and <code>code</code>
==== Deep ====
; Term
: Meaning

== Rights ==
<blockquote>Said before.</blockquote>

== Rights ==
== Signs '''in''' a [[Page|heading]] ==
<pre>
== no heading ==
</pre>
Last words.
"""


@pytest.fixture(scope="module")
def parse(tmp_path_factory: pytest.TempPathFactory) -> Parse:
    return begin(tmp_path_factory.mktemp("wiki"))


@pytest.mark.parametrize("text", [PAGE, *(_TRANSLATION.sub("", source_page(made_up(seed))) for seed in range(4))])
def test_the_saved_page_and_its_wikitext_have_one_outline(parse: Parse, text: str) -> None:
    page = f'<!DOCTYPE html><html lang="en"><body><div id="mw-content-text">{parse(text)}</div></body></html>'
    assert shape(read(page.encode(), "page.html")) == shape(wiki(text))


def test_captions_stand_where_the_wiki_shows_them(parse: Parse) -> None:
    text = WIKITEXT.partition("Words<ref>")[0]
    for unshown in ("[[File:Boat.jpg|20px|a hint]] ", "[[File:Boat.jpg|200px|right|Seen by nobody]]\n"):
        text = text.replace(unshown, "")
    html = parse(text).replace('title="File:', 'hidden title="File:')  # of pictures it has the names only
    page = f'<!DOCTYPE html><html lang="en"><body><div id="mw-content-text">{html}</div></body></html>'
    assert shape(read(page.encode(), "page.html"))[:14] == shape(wiki(text)) == OUTLINE[:14]


#: Lines that are set in many ways; a page of some of them is read as the wiki shows it.
LINES = (
    *(
        "== H {n} ==",
        "=== H {n} === <!-- c -->",
        "==H{n}==",
        "== ==",
        "= One {n} =",
        "== A = B {n} ==",
        "=== uneven {n} ==",
    ),
    *(
        "Words {n} one.",
        "Words {n}\nin two lines.",
        "x {n}<br>y",
        "x {n}<br />\n<br />y",
        "----",
        "<hr>x {n}",
        " set in {n}\n b",
        "<br>",
    ),
    *(
        "* item {n}\n** within {n}",
        "# one {n}\n# two",
        "; term {n} : meaning",
        "; term {n}\n: meaning",
        ": indented {n}",
    ),
    *("; [[a:b]] {n} : http://x.example", "* a {n}\n:: b", "*no blank {n}", "#:x {n}", "*", "a {n}\n* b\nc"),
    *(
        "<blockquote>said {n}</blockquote>",
        "<div>box {n}</div>\nbeside",
        "<center>c {n}</center>\nx",
        "<h2>Html {n}</h2>",
    ),
    *(
        "<ul><li>li {n}</li><li>b</li></ul>",
        "<dl><dt>dt {n}</dt><dd>dd</dd></dl>",
        "<pre>== no {n} ==</pre>",
    ),
    *("<table><caption>c {n}</caption><tr><td>t</td><td>u | v</td></tr></table>", "{{|\n|-\n| alone {n}\n|}}"),
    *(
        "{{|\n! h {n} !! g\n|-\n| a || b\n|}}",
        "{{|\n|+ cap {n}\n|-\n| a\n| b\n|-\n| c\n|}}",
        "{{|\n| a {n}\n\nmore\n| x\n|}}",
    ),
    *("a {{{{!}}}} b {n}", "<gallery>\nFile:A.jpg|cap {n}\n</gallery>", "[[File:A.jpg|thumb|below {n}]] beside"),
    *(
        "<includeonly>no {n}</includeonly>",
        "<span id=a{n}></span>\nwords",
        "[[Category:X]]",
    ),
)


@pytest.mark.parametrize("seed", range(12))
def test_lines_in_any_order_are_read_as_the_wiki_shows_them(parse: Parse, seed: int) -> None:
    chance = Random(seed)
    text = "".join(
        chance.choice(LINES).format(n=nth) + chance.choice(("\n", "\n\n", "\n\n", "\n\n\n")) for nth in range(30)
    )
    html = parse(text).replace('title="File:', 'hidden title="File:')
    page = f'<!DOCTYPE html><html lang="en"><body><div id="mw-content-text">{html}</div></body></html>'
    assert shape(read(page.encode(), "page.html")) == shape(wiki(text))
