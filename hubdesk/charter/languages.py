"""Which language a document is in: by its name, else by its letters and commonest words."""

import re
import unicodedata
from collections import Counter

_TWO = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_THREE = (
    "ace ady als ami ang ann anp arc ary arz ast atj avk awa azb ban bar bbc bcl bdr bew bjn blk bpy btm bug bxr cdo "
    "ceb cho chr chy ckb crh csb dag dga din diq dsb dtp dty eml ext fat fil fon frp frr fur gag gan gcr glk gom gor "
    "got gpe grc gsw guc gur guw hak haw hif hsb hyw iba igl ilo inh jam jbo kaa kab kbd kbp kcg kge knc koi krc ksh "
    "kus lad lbe lez lfn lij lld lmo ltg lzh mad mai mdf mhr min mni mnw mos mrj mwl myv mzn nah nan nap nds new nia "
    "nov nqo nrm nso nup olo pag pam pap pcd pcm pdc pfl pih pms pnb pnt pwn rki rmy rsk rue sah sat scn sco sgs shi "
    "shn skr smn srn ssy stq syl szl szy tay tcy tdd tet tig tly tok tpi trv tum tyv udm vec vep vls vmw vro war wuu "
    "xal xmf yue zea zgh"
)
#: Primary subtags that a page or file name may end with; other three-letter endings are words ("faq", "map").
TAGS = frozenset(_TWO.split()) | frozenset(_THREE.split())

#: Languages as ISO 639-2 names them, with three letters; what has two letters is known by these in a tag.
LONG = {
    "ara": "ar", "zho": "zh", "chi": "zh", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "eng": "en", "hin": "hi",
    "ind": "id", "por": "pt", "rus": "ru", "spa": "es", "ukr": "uk", "ita": "it", "nld": "nl", "dut": "nl", "pol": "pl",
    "swa": "sw", "jpn": "ja", "kor": "ko", "heb": "he", "fas": "fa", "per": "fa", "tur": "tr", "vie": "vi", "ben": "bn",
    "urd": "ur", "ell": "el", "gre": "el", "ron": "ro", "rum": "ro", "ces": "cs", "cze": "cs", "swe": "sv", "fin": "fi",
}  # fmt: skip
#: Codes that name no language; wikis keep notes for translators under two of them.
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx", "qqq", "qqx"})

_TAG = re.compile(r"([a-z]{2,3})((?:-(?:[a-z]{4}|[a-z]{2}|[0-9]{3}|[a-z0-9]{5,8}))*)", re.IGNORECASE)
_SUFFIX = re.compile(r"[-_.]([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")

#: The commonest little words that tell neighbours apart, by language.
_WORDS = {
    "en": "the of and to in is that for are with be by shall this which their from a it on at as an or not we our "
    "they was were have has can may must should will who each every all its there when only one more any than "
    "them into about no",
    "de": "der die das und ist nicht von mit für den dem ein eine werden sich auf zu wir wird sind kann oder als "
    "auch aus bei nach im am des einer einen eines über nur wer jede jeder alle sie es zur zum vom haben hat "
    "muss darf wenn noch mehr ihre",
    "fr": "le la les des est et dans pour une que qui sur avec par aux ne pas l d qu n du au il elle ce cette ces "
    "son sa ses leur leurs nous ou mais plus sont être peut a en un se tous toute chaque si entre sans",
    "es": "el la los las de y que en una por con para del se como sus no lo al su es o más pero son ser puede cada "
    "todos todas esta este sin sobre entre si hay",
    "pt": "o os as de que em uma por com para do da não dos das ao são a e ou mas mais ser pode seu sua seus suas "
    "na no nas nos aos pelo pela cada todos todas esta este sem sobre entre se há é à um",
    "it": "il lo gli di che una per con della dei delle non sono alla nel degli è i la le e un in da si come più ma "
    "o ogni tutti questo questa nei nelle dal essere può chi",
    "nl": "de het een van en is niet voor met zijn dat door op aan wordt worden in of als ook bij naar wie elke "
    "alle ze er kan moet mag heeft hebben hun deze dit om uit over maar nog meer wij we",
    "id": "yang dan di untuk dengan dari ini itu tidak pada adalah dalam oleh setiap akan para atau juga bisa dapat "
    "harus kami kita mereka telah sudah belum anda hanya lebih semua orang satu jika bila agar saat tanpa",
    "ca": "els les del dels i de la que en un una per amb no és són al als ser o com més aquest aquesta seva cada tots",
    "ro": "și în de la cu pe pentru din nu care este sunt ce un al ale să se mai lor prin sau ca fiecare toți despre",
    "sv": "och att i det som en av för på med är den till inte om ett de har kan eller vara vid ska alla",
    "da": "og at i det er en af for på med den til ikke om et de har kan eller der som ved skal alle",
    "nb": "og at i det er en av for på med den til ikke om et de har kan eller som ved skal alle",
    "af": "die van en is in vir nie met om te wat op hulle sal of by dat word kan elke",
    "eo": "la de kaj en estas por ne al kun ili aŭ el pri kiuj kiu sur je ĉe ĉiu devas povas",
    "tl": "ang mga ng sa na ay at para hindi ito kung may bawat lahat nang o",
    "pl": "i w z na nie się jest do że oraz przez dla są lub które który od",
    "tr": "ve bir bu için ile olarak olan da de her gibi daha çok veya ne tarafından göre",
    "vi": "và của là các có trong cho không được những một người với này để từ khi",
    "sw": "ya wa na kwa ni katika za la kila hii hiyo au cha watu kama yake wote",
    "ru": "и в не на что с по для или как это из от при также его быть а но мы они их он она если только все каждый "
    "который которые может могут должен есть был были так же до о об за у к вы",
    "uk": "і в не на що з для або як це із від при також його бути та а але ми вони їх він вона якщо лише тільки "
    "усі всі кожен який які може можуть має є був були так же до про за у й ви цей",
    "bg": "и в на не за от са се да по или като това при със към е",
    "hi": "के का की और है में से को हैं पर यह एक नहीं लिए करने या भी हो ही इस उस वह वे तो जो हर सभी अपने अपना कोई "
    "किसी साथ पहले बाद तक केवल सकते सकता होता ने",
    "mr": "आणि आहे च्या मध्ये आहेत साठी हे या एक नाही किंवा करणे असे ते होते तर व",
    "ne": "र को मा छ लाई हो गर्न छन् यो तथा बाट पनि भएको गर्ने वा लागि एक",
    "ar": "في من على إلى أن التي عن هذا مع كل هذه ما لا أو كما ذلك بين و هو هي لم لن قد كان أي عند بعد قبل حتى إذا "
    "فقط أكثر يمكن يجب لكل هنا ثم به له لها",
    "fa": "و در به از که را این با است برای آن یک می‌شود هر یا نیز شود",
    "ur": "کے کی میں اور ہے سے کو کا یہ پر نہیں ہیں ایک لیے جو یا بھی",
}
#: Letters that tell Cyrillic neighbours apart, where none of their other neighbours' letters stands beside them.
_LETTERS = {"ru": "ыэ", "uk": "їєґ"}
_OTHER_CYRILLIC = frozenset("ўәғқңөұүһјљњћђѓќѕ")
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
#: Scripts that stand for one language among those of the movement's pages, as the Unicode names of letters begin.
_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "HEBREW": "he", "GREEK": "el", "THAI": "th", "BENGALI": "bn",
    "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa",
    "SINHALA": "si", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "GEORGIAN": "ka", "ARMENIAN": "hy", "THAANA": "dv",
    "ETHIOPIC": "am", "OL": "sat", "NKO": "nqo", "ORIYA": "or",
}  # fmt: skip

#: Languages that `of_text` can tell.
TOLD = frozenset(_WORDS) | frozenset(_SCRIPTS.values()) | {"zh"}


def tag(text: str) -> str:
    """Return a language tag in its usual case ("pt-BR", "zh-Hans"), "" when `text` is none that we know."""
    found = _TAG.fullmatch(text.replace("_", "-"))
    if not found or found[1].lower() not in TAGS:
        return ""
    return _cased(found)


def _cased(found: re.Match[str]) -> str:
    rest = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower()
            for part in found[2].split("-")[1:]]  # fmt: skip
    return "-".join([found[1].lower(), *rest])


def stated(text: str) -> str:
    """Return the tag of a language that a document says it is in, "" when it names none: any language may be named."""
    if known := tag(text):
        return known
    first, *rest = text.strip().replace("_", "-").split("-")
    if first.lower() in LONG:
        return tag("-".join([LONG[first.lower()], *rest]))
    found = _TAG.fullmatch("-".join([first, *rest]))
    return _cased(found) if found and len(first) == 3 and first.lower() not in _NO_LANGUAGE else ""


def of_page(title: str) -> str:
    """Return the language that a translated page's title ends with ("Charter/Hubs/pt-br" gives "pt-BR"), else ""."""
    _, slash, last = title.rpartition("/")
    return tag(last) if slash else ""


def of_file(stem: str) -> str:
    """Return the language that a file's name (without its ending) closes with ("lantern-ar", "hubs.pt-br"), else ""."""
    found = None if tag(stem) else _SUFFIX.search(stem)
    while found:
        if known := tag(found[1]):
            return known
        found = _SUFFIX.search(stem, found.start() + 1)
    return ""


def of_text(text: str) -> str:
    """Return the language of running text, "und" when letters and little words do not settle it.

    Looks at the first 20,000 characters. Scripts with one language in use decide alone; Latin, Cyrillic, Arabic and
    Devanagari go by little words: at least three, one in eight words, and clearly more than for the next language.
    """
    start = text[:20_000]
    scripts = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in start if sign.isalpha())
    if not scripts:
        return "und"
    script, most = scripts.most_common(1)[0]
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if script == "CJK" or (script in ("HIRAGANA", "KATAKANA")):
        return "ja" if kana * 20 > most else "zh"
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    return _by_words(start)


def _by_words(text: str) -> str:
    words = Counter(re.findall(r"[^\s\d.,;:!?()\[\]{}<>|=*#\"'’«»„“”،؛؟।]+", text.casefold()))
    score = Counter({language: sum(words[word] for word in known) for language, known in _SETS.items()})
    if not any(sign in _OTHER_CYRILLIC for sign in text):
        for language, letters in _LETTERS.items():
            score[language] += sum(map(text.count, letters))
    (first, best), (_, next_best) = score.most_common(2)
    enough = max(3, sum(words.values()) / 8)
    return first if best >= enough and best >= 1.2 * next_best else "und"
