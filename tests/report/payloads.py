"""Words that mean something to a wiki, a forum, a browser, a spreadsheet, XML or a calendar."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from hubdesk.model.records import OpenQuestion
from hubdesk.report.summary import Material
from tests.report.material import DOCUMENT, EVENT, POLLS, STATEMENTS, material, note

WIKI = (
    "[[User:Somebody|hi]] ~~~~",
    "~~~ ~~~~~",
    "{{subst:Delete}} {{{1|x}}}",
    "{{#invoke:Bomb|main}}",
    "<nowiki></nowiki>{{x}}<nowiki/>",
    "</nowiki>[[x]]",
    "'''bold''' ''it'' '''''both'''''",
    "== heading ==",
    "* list",
    "# one",
    ": indented",
    "; term : meaning",
    "{| class=x | a || b !! c |}",
    "|- | a",
    "! head",
    "|}",
    "__NOTOC__ __FORCETOC__ __NOINDEX__",
    "-{zh-hans:a;zh-hant:b}-",
    "-{H|zh-hans:a}-",
    "http://example.org/x?y=1&z=2 https://a.b mailto:a@b.org //c.d",
    "字http://example.org geo:1,2 xmpp:a@b sips:a@b matrix:u/a ssh://x",
    "[http://example.org label]",
    "RFC 2119 ISBN 978-3-16-148410-0 PMID 1234",
    "#REDIRECT [[Main Page]]",
    "<ref>x</ref> <references/>",
    "<pre>x</pre> <math>x^2</math>",
    "<!-- hidden --> seen",
    "<noinclude>x</noinclude><onlyinclude>y</onlyinclude>",
    "]] }} |} a|b=c",
    "[[File:x.png|thumb]] [[Category:Spam]]",
    "----",
    "&amp; &lt; &#91; &nbsp; &#x5b;",
)
FORUM = (
    "@admin @all look",
    "#category #tag::tag",
    ":smile: :+1:t2:",
    "[quote=\"admin, post:1, topic:1\"]said[/quote]",
    "[details=\"x\"]hidden[/details]",
    "[/details] [/quote]",
    "[poll type=regular]* a[/poll]",
    "[date=2026-01-01 timezone=UTC]",
    "[ ] [x] boxes",
    "![image](http://example.org/x.png)",
    "[link](javascript:alert(1)) <http://example.org>",
    "[ref]: http://example.org \"t\"",
    "**bold** _it_ ~~gone~~ `code` ``` fence",
    "> quoted",
    "1. first",
    "1) first",
    "- item",
    "+ item",
    "| a | b | |---|---|",
    "--- === ***",
    "trailing \\",
    "\\[ escaped \\* $x^2$ $$y$$",
    "(c) (tm) +- ... -- --- \"quotes\" it's",
    "www.example.org example.com a@example.org",
    "[^1] footnote",
    "    indented code",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><b>out</b>",
    "' onmouseover='x",
    "</q></p></main><iframe src=//x>",
    "<style>*{display:none}</style>",
    "]]> <![CDATA[ x ]]>",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
    "<a href=javascript:alert(1)>x</a>",
)  # fmt: skip
SHEET = (
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "split;=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1＋1",
    "＠SUM",
    "'=1",
    "_x0041_ _x000D_",
    "1e5",
    "2026-01-02",
    "0612345678",
    "TRUE",
    "a;b,c\"d",
)  # fmt: skip
CALENDAR = ("a;b,c\\n\\N", "BEGIN:VALARM", "x\r\nEND:VEVENT\r\nATTENDEE:mailto:a@b.org")
STRANGE = (
    "\u202egnp.exe \u2066x",
    "bell \x07 esc \x1b[31m nul \x00 del \x7f",
    "\ud800 lone",
    "\ufffe \uffff nonchar",
    "line\nbreak\u2028and\u2029more\x85x",
    "\ue000123\ue001",
)
#: Where two gates meet, or one reads what another wrote.
CROSSED = (
    "&#91;&#91;User:x&#93;&#93; &lbrace;&lbrace;x&rbrace;&rbrace;",
    "\u200b* one \u00a0# two \u3000= three =",
    "\ufeff=1+1",
    " \t=1+1",
    "\u2009=1+1",
    "x\t=1+1\r=2+2\x0b=3+3\x0c=4",
    '“=1+1”;"=2+2"|＝3',
    "＋49 30 / －1 / ＠x / ｜＝1",
    "x~~~",
    "~~",
    "'",
    "x''",
    "''x",
    "-",
    "{",
    "http",
    "//example.org",
    "＿＿目次＿＿ ＿＿NOTOC＿＿",
    "<translate><!--T:1--> x</translate> <tvar|1>y</>",
    "<section begin=x/> <templatestyles src=x/> <gallery>File:x.png</gallery>",
    "{{!}} {{=}} {{~}} {{safesubst:#if:1|x}}",
    "-{T|zh:x}- -{}-",
    "javascript&colon;alert(1) data:text/html,x",
    ";) ;-P 8-) ^_^ :') <3",
    '[wrap=x]y[/wrap] [spoiler]z[/spoiler] [event start="2026"]',
    "<details open><summary>x</summary>y</details>",
    "=",
    "===",
    "x\\",
    "&NewLine;* x &Tab; &zwnj;",
    "\\u003cscript\\u003e \\x3cb\\x3e %3Cb%3E",
    "`${alert(1)}` {{constructor.constructor('x')()}}",
    "</bdi></td></tr></table><table>",
    "</title></textarea></style></noscript><b>",
    "<!--><img src=x>--> --!> <!--",
    "<a\nhref='javascript:x'>y",
    "x;VALUE=URI:http://a.b \\; \\, \\n ;TZID=x:1",
    "é" * 80,
    "👩🏽‍🚀" * 30,
    "END:VCALENDAR\u2028BEGIN:VCALENDAR",
    '=DDE("cmd";"/C calc";"x")',
    '=WEBSERVICE("http://a.b")',
    '"=1+1',
    "''=1+1",
    "of:=1+1 oooc:=[.A1]",
    "0x1A 1,5 1.234,56 12/3 $5 50% 1:30",
    "#N/A #REF! #NAME?",
    "&quot;&gt;&apos;",
    "]]]]><![CDATA[>",
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">&x;',
    "\x01\x02 \x1f \x80\x9f \ufdd0",
    "\U0001f1fa\U0001f1f3 \U000e0041 \U000f0000 \U0010ffff",
    "\u202aone \u202btwo \u2067three",
    "shut\u2069\u2069\u202c",
    "\u061c\u200e\u200f",
)
ALL = (*WIKI, *FORUM, *MARKUP, *SHEET, *CALENDAR, *STRANGE, *CROSSED)


def everywhere(words: Sequence[str], language: str = "en") -> Material:
    """Return material in which everything that people write is one of these words, and the same shape for any words."""
    turn = count()

    def word() -> str:
        return words[next(turn) % len(words)]

    tongues = ("en", "ar", "zh")
    said = [note(n, each, tongues[n % 3], ("w2",) if n % 2 else ()) for n, each in enumerate(words, 1)]
    said += [note(len(words) + n, word(), "en", form="response", parent=f"{n:032x}") for n in (1, 2, 3)]
    seen = json.dumps({"number": word(), "language": "en", "exact": word()})
    said.append(note(len(words) + 4, word(), "en", ("lost",), seen={"lost": seen}))
    outline = tuple(replace(each, heading=word()) for each in DOCUMENT.outline)
    document = replace(DOCUMENT, title=word(), source=word(), label=word(), revision=word(), outline=outline)
    event = replace(EVENT, title=word(), channels=word(), place=word(), host=word(), series=word())
    statement = replace(STATEMENTS[0], text=word(), theme=word(), role=word(), keywords=frozenset({word(), word()}))
    labels = "\n".join(" ".join(word().split()) for _ in range(3))
    polls = (replace(POLLS[0], question=word(), scale="own", labels=labels), replace(POLLS[1], question=word()))
    asked = (OpenQuestion(id="8" * 32, text=word(), language="en"), "2.1")
    return material(
        language,
        notes=said,
        events=(event,),
        documents=(document,),
        statements=(statement,),
        polls=polls,
        questions=(asked,),
    )


#: As many words as there are payloads, that mean nothing to anybody.
HARMLESS = tuple(f"word{n}" for n in range(len(ALL)))
