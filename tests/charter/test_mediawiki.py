"""MediaWiki as a judge: the page that it makes of a wikitext has the outline that we read in the wikitext itself."""

import re

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
