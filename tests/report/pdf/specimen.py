"""One invented report with every kind of block, in five languages; tests and the validator read it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hubdesk.i18n import isolate
from hubdesk.report.pdf.charts import Bars, HeatMap, StackedBars
from hubdesk.report.pdf.document import Document, Furniture, KeyFigure
from hubdesk.report.pdf.qr import QrCode
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.text import Run
from hubdesk.report.pdf.timeline import Attendance

AS_OF = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
QUOTES = (
    (
        "de",
        "Lokale Gruppen sollten selbst entscheiden, wie ein Verbund gegründet wird. Der "
        "Entwurf nennt die Antragsteller, "
        "aber nicht, wer entscheidet und bis wann.",
    ),
    (
        "ar",
        "ينبغي أن تقرر المجموعات المحلية بنفسها كيف يتم إنشاء المركز. تذكر المسودة من يحق له "
        "التقديم، لكنها لا تذكر من "
        "يتخذ القرار ولا المدة التي قد يستغرقها ذلك.",
    ),
    (
        "hi",
        "स्थानीय समूहों को स्वयं तय करना चाहिए कि केंद्र कैसे बनाया जाए। मसौदा बताता है कि कौन आवेदन कर सकता है, पर यह नहीं कि "
        "निर्णय कौन लेगा और कितने समय में।",
    ),
    (
        "zh",
        "地方社群应当自行决定如何组建中心。草案说明了谁可以申请，但没有说明由谁作出决定，"
        "也没有说明作出决定需要多长时间（例如三十天）。",
    ),
    (
        "uk",
        "Місцеві групи мають самі вирішувати, як створюється осередок. Проєкт називає, хто "
        "може подати заяву, але не каже, "
        "хто ухвалює рішення.",
    ),
    (
        "en",
        "Local groups should decide themselves how a hub is formed. The draft says who may apply, but not who decides.",
    ),
)


#: Words that would do harm if anything read them as more than words.
HOSTILE = (
    "<b>bold</b>", "A <b", '<img src="/etc/passwd"/>', "&lt;", "(unbalanced", ") Tj ET BT", "\\(\\)\\", "endstream",
    "%PDF", "javascript:alert(1)", "<</JS(app.alert(1))>>", "\x00\x01", "\ud800", "\u202eevil\u202c", "\u2067" * 200,
    "𓂋𓏤", "\U000f0000", "ﷺ" * 30, "e" + "\u0301" * 500, "👩‍👩‍👧‍👦🇺🇦", "=cmd()", "\u200f\u200e\u2069\u2068",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The sentences of the specimen in one language."""

    title: str
    subtitle: str
    contents: str
    findings: str
    lead: str
    voices: str
    voice: str
    people: str
    steps: tuple[str, ...]
    sections: tuple[str, ...]
    kinds: tuple[str, ...]
    facts: tuple[str, ...]
    low: str
    high: str
    places: tuple[str, ...]
    months: tuple[str, ...]


WORDS = {
    "en": Words(
        "What the rooms said about the draft",
        "Findings of four gatherings, written down on site and merged afterwards",
        "Contents",
        "Findings by section",
        "Most wishes for change concern section 3. People ask for a clear time limit and "
        "a named body that decides; sections 1 and 5 meet with approval.",
        "Voices from the rooms",
        "The group in {place} wrote: {quote}",
        "People and places",
        (
            "Say by when an application is answered.",
            "Name the body that decides, and to whom one can appeal against it.",
            "Publish the reasons.",
        ),
        (
            "Purpose of hubs",
            "Founding and admission",
            "Ways of deciding",
            "Funding",
            "Accountability",
            "Conflicts and closing",
        ),
        ("Approval", "Wish for change", "Question"),
        ("Period", "Places", "Languages", "As of"),
        "few",
        "many",
        ("Bremen", "Amman", "Pune", "Tainan"),
        ("May", "June", "July", "August", "September", "October"),
    ),
    "de": Words(
        "Was die Runden zum Entwurf sagten",
        "Ergebnisse von vier Treffen, vor Ort festgehalten und danach zusammengeführt",
        "Inhalt",
        "Ergebnisse nach Abschnitten",
        "Die meisten Änderungswünsche betreffen Abschnitt 3. Gewünscht werden eine "
        "klare Frist und eine benannte Stelle, die entscheidet; die Abschnitte 1 und 5 finden Zustimmung.",
        "Stimmen aus den Runden",
        "Die Gruppe in {place} schrieb: {quote}",
        "Menschen und Orte",
        (
            "Sagen, bis wann ein Antrag beantwortet wird.",
            "Die Stelle nennen, die entscheidet, und wohin man sich gegen sie wenden kann.",
            "Die Gründe veröffentlichen.",
        ),
        (
            "Zweck der Verbünde",
            "Gründung und Aufnahme",
            "Entscheidungswege",
            "Finanzierung",
            "Rechenschaft",
            "Konflikte und Auflösung",
        ),
        ("Zustimmung", "Änderungswunsch", "Frage"),
        ("Zeitraum", "Orte", "Sprachen", "Stand"),
        "wenig",
        "viel",
        ("Bremen", "Amman", "Pune", "Tainan"),
        ("Mai", "Juni", "Juli", "August", "September", "Oktober"),
    ),
    "ar": Words(
        "ماذا قالت اللقاءات عن المسودة",
        "نتائج أربعة لقاءات، دُوّنت في المكان ثم جُمعت معًا",
        "المحتويات",
        "النتائج حسب الأقسام",
        "تتعلق معظم طلبات التغيير بالقسم ٣. يطلب المشاركون مهلة واضحة وجهة محددة تتخذ القرار، "
        "أما القسمان ١ و٥ فيلقيان القبول.",
        "أصوات من اللقاءات",
        "كتبت المجموعة في {place}: {quote}",
        "الناس والأماكن",
        ("تحديد موعد الرد على الطلب.", "تسمية الجهة التي تقرر، وإلى من يمكن التظلم من قرارها.", "نشر الأسباب."),
        ("غاية المراكز", "التأسيس والقبول", "طرق اتخاذ القرار", "التمويل", "المساءلة", "النزاعات والحل"),
        ("موافقة", "طلب تغيير", "سؤال"),
        ("الفترة", "الأماكن", "اللغات", "بتاريخ"),
        "قليل",
        "كثير",
        ("بريمن", "عمّان", "بونه", "تاينان"),
        ("مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر"),
    ),
    "hi": Words(
        "मसौदे पर सभाओं ने क्या कहा",
        "चार सभाओं के परिणाम, वहीं लिखे गए और बाद में मिलाए गए",
        "विषय-सूची",
        "अनुभागों के अनुसार परिणाम",
        "अधिकांश बदलाव के सुझाव अनुभाग 3 से संबंधित हैं। लोग एक स्पष्ट समय-सीमा और निर्णय लेने वाली "
        "नामित संस्था चाहते हैं; अनुभाग 1 और 5 को सहमति मिली।",
        "सभाओं की आवाज़ें",
        "{place} के समूह ने लिखा: {quote}",
        "लोग और स्थान",
        (
            "बताया जाए कि आवेदन का उत्तर कब तक मिलेगा।",
            "निर्णय लेने वाली संस्था का नाम दिया जाए, और यह भी कि उसके विरुद्ध कहाँ अपील हो सकती है।",
            "कारण प्रकाशित किए जाएँ।",
        ),
        ("केंद्रों का उद्देश्य", "स्थापना और प्रवेश", "निर्णय के तरीके", "वित्तपोषण", "जवाबदेही", "विवाद और समापन"),
        ("सहमति", "बदलाव की इच्छा", "प्रश्न"),
        ("अवधि", "स्थान", "भाषाएँ", "तिथि"),
        "कम",
        "अधिक",
        ("ब्रेमेन", "अम्मान", "पुणे", "ताइनान"),
        ("मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्तूबर"),
    ),
    "zh": Words(
        "各场聚会对草案的意见",
        "四场聚会的结果，在现场记录，之后合并",
        "目录",
        "各章节的结果",
        "大多数修改意见涉及第3章。大家希望有明确的期限，并由指定的机构作出决定；第1章和第5章得到赞同。",
        "聚会中的声音",
        "{place}的小组写道：{quote}",
        "人员与地点",
        ("说明申请在何时得到答复。", "写明由哪个机构作出决定，以及对其决定可以向谁申诉。", "公布理由。"),
        ("中心的宗旨", "成立与加入", "决策方式", "经费", "问责", "争议与解散"),
        ("赞同", "修改意见", "问题"),
        ("时间", "地点", "语言", "截至"),
        "少",
        "多",
        ("不来梅", "安曼", "浦那", "台南"),
        ("五月", "六月", "七月", "八月", "九月", "十月"),
    ),
}
COUNTS = ((34, 6, 9), (22, 31, 12), (14, 58, 21), (19, 24, 17), (41, 9, 8), (11, 17, 13))
FIELD = ((10, 0, 8, 11), (10, 6, 11, 12), (9, 12, 17, 24), (2, 0, 11, 5), (0, 2, 5, 1), (0, 8, 5, 4))


def specimen(language: str, *, rows: int = 40, digits: str = "latn") -> Document:
    """Return the report in one of the languages of WORDS, with a table of `rows` rows."""
    w = WORDS[language]
    document = Document(
        language=language,
        title=w.title,
        author="Example Circle",
        subject=w.subtitle,
        as_of=AS_OF,
        digits=digits,
        furniture=Furniture(head=w.title, foot=f"HubDesk · {document_date(language, digits)}"),
    )
    number = document.number
    document.cover(
        w.title,
        w.subtitle,
        facts=list(
            zip(
                w.facts,
                (w.months[0], w.places[0], "Deutsch, العربية, हिन्दी", document.digits("2026-11-20")),
                strict=True,
            )
        ),
        figures=[KeyFigure(number(1248), w.people), KeyFigure(number(356), w.findings), KeyFigure("4", w.places[1])],
        code=QrCode("https://example.org/report"),
        code_alt="https://example.org/report",
    )
    document.contents(w.contents)
    document.heading(w.findings)
    document.paragraph(w.lead, "lead")
    rows_by_section = [(f"{number(i + 1)} {name}", COUNTS[i]) for i, name in enumerate(w.sections)]
    document.chart(StackedBars(rows_by_section, w.kinds), alt=f"{w.findings}: {w.lead}", below=w.subtitle)
    document.heading(w.sections[2], 2)
    document.items(list(w.steps))
    document.items(list(w.steps), numbered=True)
    document.chart(HeatMap(w.sections, w.places, FIELD, w.low, w.high), alt=w.findings)
    document.chart(Attendance([(m, 12 + i * 7 % 40) for i, m in enumerate(w.months)]), alt=w.people)
    document.chart(Bars([(name, 3 * i + 1) for i, name in enumerate(w.places)]), alt=w.places[0])
    document.heading(w.voices)
    sentence = w.voice.format(place=isolate(w.places[1]), quote=isolate("«Lokale Gruppen (Hubs 2.1)»"))
    document.paragraph([sentence, " ", Run("example.org/hubs", link="https://example.org/hubs?a=1&b=ü"), "."])
    for tag, words in QUOTES:
        document.quotation(words, language=tag, source=f"{number(2)}.{number(1)} · {w.places[0]}")
    document.heading(w.people)
    columns = [
        Column("#", 0.5, "end"),
        Column(w.facts[1], 1.4, heads_row=True),
        Column(w.people, 3),
        Column(w.low, 0.8, "end"),
    ]
    table = [
        (number(i + 1), w.places[i % 4], QUOTES[i % 6][1][: 30 + 7 * i % 60], number(i * 137 % 2000))
        for i in range(rows)
    ]
    document.table(columns, table)
    return document


def document_date(language: str, digits: str) -> str:
    """Return the date of the specimen as its footer shows it."""
    text = "2026-11-20"
    return text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if digits == "arab" else text


def hostile(text: str) -> Document:
    """Return a report that has one text in every place where words can stand."""
    made = Document(
        language="ar", title=text or "x", author=text, subject=text, as_of=AS_OF, furniture=Furniture(text, text)
    )
    made.cover(text, text, facts=[(text, text)], figures=[KeyFigure(text, text)], code_alt=text)
    made.contents(text)
    made.heading(text)
    made.paragraph([text, Run(text, link=text), Run(text, language=text)])
    made.quotation(text, language=text, source=text)
    made.items([text, text])
    made.table([Column(text), Column(text, heads_row=True)], [(text, text)])
    made.chart(StackedBars([(text, (1, 2))], (text, text)), alt=text)
    made.chart(HeatMap([text], [text], [[3]], text, text), alt=text)
    made.chart(Attendance([(text, 3), (text, 4)]), alt=text)
    return made
