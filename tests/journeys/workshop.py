"""What is invented for a workshop: thirty people, a charter in four languages, and what is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass

#: The organizer's comes first; the one that is written the other way stands last, so that the screen turns rarely.
LANGUAGES = ("en", "hi", "zh", "ar")
#: Words that must not leave the room, but for the team.
GIVEN = (
    "Amberly",
    "Brackenor",
    "Calloway",
    "Dovetta",
    "Elspinor",
    "Fennimar",
    "Gorsewyn",
    "Hazelmont",
    "Ivorette",
    "Juniperra",
)
FAMILY = ("Thistlequill", "Mossgrovian", "Larkspurren")
PEOPLE = tuple(f"{given} {family}" for family in FAMILY for given in GIVEN)
#: Words that must not leave the laptop on which they were typed.
SENSITIVE, INCIDENT = "quillonberry", "whimbrelstone"

CHAPTERS = {
    "en": ("Boats", "Lamps", "Records", "Money", "Journeys"),
    "ar": ("القوارب", "المصابيح", "السجلات", "المال", "الرحلات"),
    "hi": ("नावें", "दीपक", "अभिलेख", "पैसा", "यात्राएँ"),
    "zh": ("船只", "灯火", "记录", "经费", "旅程"),
}
ASPECTS = {
    "en": ("purpose", "duties", "costs", "disputes"),
    "ar": ("الغرض", "الواجبات", "التكاليف", "الخلافات"),
    "hi": ("उद्देश्य", "कर्तव्य", "खर्च", "विवाद"),
    "zh": ("目的", "职责", "费用", "争议"),
}
FIRST = {
    "en": "{chapter} and {aspect}: every village says for itself what it needs.",
    "ar": "{chapter} و{aspect}: كل قرية تقول بنفسها ما تحتاج إليه.",
    "hi": "{chapter} और {aspect}: हर गाँव अपनी ज़रूरत खुद बताता है।",
    "zh": "{chapter}与{aspect}：每个村庄自己说明需要什么。",
}
SECOND = {
    "en": "What was agreed on {aspect} of {chapter} is read aloud once a year.",
    "ar": "ما اتفق عليه في {aspect} {chapter} يقرأ بصوت عال مرة في السنة.",
    "hi": "{chapter} के {aspect} पर जो तय हुआ वह साल में एक बार पढ़ा जाता है।",
    "zh": "关于{chapter}{aspect}的约定每年朗读一次。",
}
#: Gone from the later edition, and worded anew there.
STRUCK, REWORDED = "3.4", "5.1"

BEGINNINGS = {
    "en": (
        "The ferry stops before the market closes",
        "Nobody knows who keeps the key of the store",
        "Young people want a seat in the council",
        "Lamp oil is shared by the number of boats",
        "The record book is written in one language",
        "Small hubs pay the same fee as large ones",
        "The annual meeting falls into the harvest",
        "Minutes are read only by those who wrote them",
    ),
    "ar": (
        "تتوقف العبارة قبل أن يغلق السوق",
        "لا أحد يعرف من يحتفظ بمفتاح المخزن",
        "يريد الشباب مقعدا في المجلس",
        "يوزع زيت المصابيح بحسب عدد القوارب",
        "يكتب دفتر السجل بلغة واحدة",
        "تدفع المراكز الصغيرة ما تدفعه الكبيرة",
        "يقع الاجتماع السنوي في موسم الحصاد",
        "لا يقرأ المحاضر إلا من كتبها",
    ),
    "hi": (
        "बाज़ार बंद होने से पहले ही नाव रुक जाती है",
        "किसी को पता नहीं कि भंडार की चाबी किसके पास है",
        "युवा परिषद में एक जगह चाहते हैं",
        "दीपक का तेल नावों की गिनती से बँटता है",
        "अभिलेख पुस्तक एक ही भाषा में लिखी जाती है",
        "छोटे केंद्र भी बड़ों जितना शुल्क देते हैं",
        "वार्षिक बैठक फसल के दिनों में पड़ती है",
        "कार्यवृत्त वही पढ़ते हैं जिन्होंने लिखा",
    ),
    "zh": (
        "集市还没散场渡船就停了",
        "没有人知道仓库钥匙在谁手里",
        "年轻人希望在理事会有一个席位",
        "灯油按船只数量分配",
        "记录册只用一种文字书写",
        "小中心和大中心缴一样的会费",
        "年会正好碰上收割时节",
        "会议纪要只有写的人才看",
    ),
}  # fmt: skip
ENDINGS = {
    "en": (
        "and the upper village pays for it twice",
        "so we ask for a rule that anyone can read",
        "which worked well in the dry season",
        "but nobody has asked the islands yet",
        "and that should be decided by drawing lots",
        "as long as the money reaches the quay",
        "because two winters have shown the opposite",
    ),
    "ar": (
        "والقرية العليا تدفع الثمن مرتين",
        "لذلك نطلب قاعدة يقرؤها الجميع",
        "وقد نجح ذلك في فصل الجفاف",
        "ولكن لم يسأل أحد أهل الجزر بعد",
        "وينبغي أن يحسم ذلك بالقرعة",
        "ما دام المال يصل إلى الرصيف",
        "لأن شتاءين أثبتا عكس ذلك",
    ),
    "hi": (
        "और ऊपरी गाँव इसकी दोहरी कीमत चुकाता है",
        "इसलिए हमें सरल नियम चाहिए",
        "और सूखे मौसम में यह ठीक चला",
        "लेकिन टापुओं से किसी ने नहीं पूछा",
        "और यह पर्ची डालकर तय होना चाहिए",
        "जब तक पैसा घाट तक पहुँचता है",
        "क्योंकि दो सर्दियों ने उल्टा दिखाया",
    ),
    "zh": (
        "上游的村子为此付了两次钱",
        "所以我们要一条人人能读懂的规定",
        "在旱季这样做效果不错",
        "可是还没有人问过岛上的居民",
        "这件事应该抽签决定",
        "只要钱能送到码头就行",
        "因为两个冬天的经验正好相反",
    ),
}
QUESTION = {"en": "q: ", "ar": "س: ", "hi": "प्र: ", "zh": "问："}
RESPONSE = {"en": "r: ", "ar": "ج: ", "hi": "उ: ", "zh": "答："}
KEYWORD = {"en": "ferry", "ar": "زيت", "hi": "शुल्क", "zh": "钥匙"}
ROLE = {"en": "facilitator", "ar": "الميسرة", "hi": "नाविक", "zh": "主持人"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One line as it is typed, and what should be kept of it; a `reply` is one to the line before it."""

    line: str
    text: str
    place: str = ""
    kind: str = ""
    form: str = "comment"
    voices: int = 1
    keyword: str = ""
    speaker: str = ""
    follow_up: bool = False
    reply: bool = False

    @property
    def letters(self) -> int:
        """How many letters its own words have: the text, the keyword and the role."""
        return len(self.text) + len(self.keyword) + len(self.speaker)


def remarks(language: str, number: int) -> list[Remark]:
    """Return so many different remarks of one note-taker, always the same; at most 56."""
    return [_remark(language, place) for place in range(number)]


def _remark(language: str, place: int) -> Remark:
    words = f"{BEGINNINGS[language][place % 8]}{'，' if language == 'zh' else ' '}{ENDINGS[language][place % 7]}"
    number = f"{1 + place % 5}.{1 + place % 4}"
    keyword, role = KEYWORD[language], ROLE[language]
    said: Sequence[Remark] = (
        Remark(words, words),
        Remark(f"~: /{number} {words}", words, place=number, kind="suggestion"),
        Remark(f"{QUESTION[language]}/{number} {words}", words, place=number, form="question"),
        Remark(f"{RESPONSE[language]}{words}", words, form="response", reply=True),
        Remark(f"!: /{number}p1 {words} x4", words, place=f"{number}p1", kind="dealbreaker", voices=4),
        Remark(words, words),
        Remark(f"+: {words} #{keyword}", words, kind="celebration", keyword=keyword),
        Remark(f"/{number} {words}", words, place=number),
        Remark(f"c: @{role} {words}", words, speaker=role),
        Remark(f"/{number} {words} ??", words, place=number, follow_up=True),
    )
    return said[place % len(said)]


def charter(language: str, *, later: bool = False) -> str:
    """Return the charter as a page of a wiki, 25 headings: English with marks for translation, others translated."""
    parts = []
    for chapter, called in enumerate(CHAPTERS[language], start=1):
        parts.append(_heading(language, f"{chapter}", called))
        for section, aspect in enumerate(ASPECTS[language], start=1):
            number = f"{chapter}.{section}"
            if not later or number != STRUCK:
                parts.append(_heading(language, number, f"{called}: {aspect}"))
                parts += _paragraphs(language, number, later=later)
    body = "\n\n".join(parts)
    if language == "en":
        body = f"<translate>\n{body}\n</translate>"
    return f"<languages/>\n{{{{DISPLAYTITLE:Quay Charter}}}}\n{body}\n"


def _heading(language: str, number: str, words: str) -> str:
    signs = "===" if "." in number else "=="
    if language == "en":
        return f"{signs} {words} {signs} <!--T:{_unit(number)}-->"
    chapter, _, section = number.partition(".")
    anchor = CHAPTERS["en"][int(chapter) - 1] + (f":_{ASPECTS['en'][int(section) - 1]}" if section else "")
    return f'<span id="{anchor}"></span>\n{signs} {words} {signs}'


def _paragraphs(language: str, number: str, *, later: bool) -> list[str]:
    chapter, section = (int(each) - 1 for each in number.split("."))
    names = {"chapter": CHAPTERS[language][chapter], "aspect": ASPECTS[language][section]}
    texts = [each[language].format(**names) for each in (FIRST, SECOND)]
    if later and number == REWORDED:
        texts[0] = texts[0].replace("what it needs", "what it needs and what it gives")
    if language != "en":
        return texts
    return [f"<!--T:{_unit(number)}{place}-->\n{text}" for place, text in enumerate(texts, start=1)]


def _unit(number: str) -> str:
    """Return the name of a unit, a number that no other has: chapters 1, sections 10, paragraphs 100 and on."""
    return number.replace(".", "")
