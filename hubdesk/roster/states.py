"""What the cells of lists say of a registration: registered, present, waiting, cancelled, hidden, a total."""

import re
import unicodedata
from functools import cache, lru_cache

from hubdesk.model.likeness import fold_name
from hubdesk.model.roster import Status

#: Words for each state; a cell is compared as a whole, case folded. Sources: the exports named in kinds.py and our own.
_STATES: dict[Status, str] = {
    "checked-in": (
        "checked in|checked-in|checkedin|check-in|attended|present|arrived|here|eingecheckt|anwesend"
        "|teilgenommen|enregistré"
        "|présent|présente|a participé|asistió|presente|ingresado|compareceu|hadir|sudah check-in|прибыл|пришёл"
        "|пришла|присутствует|отмечен|прибув|прийшов|прийшла|присутній|присутня|відмічено|已签到|已到|已入场|到场"
        "|حضر|حاضر|حضرت|تم تسجيل الحضور|उपस्थित|आए|obecny|obecna|přítomen|přítomna|presenti|geldi|katıldı|jelen"
    ),
    "pending": (
        "pending|waitlist|waiting list|waitlisted|pending approval|pending_approval|not approved|not confirmed|unpaid"
        "|awaiting approval|tentative|maybe|invited|payment pending|awaiting payment|approval pending|unconfirmed"
        "|ausstehend|warteliste|nicht bestätigt|nicht genehmigt|unbestätigt|offen|vorläufig|nicht freigegeben"
        "|en attente|liste d'attente|non confirmé|non confirmée|non approuvé|non approuvée|peut-être"
        "|pendiente|en espera|lista de espera|no confirmado|no confirmada|no aprobado|pendiente de pago|tal vez"
        "|pendente|em espera|não confirmado|não confirmada|não aprovado|não aprovada|aguardando|talvez"
        "|tertunda|menunggu|daftar tunggu|belum dikonfirmasi|belum disetujui|menunggu konfirmasi|mungkin"
        "|ожидает|ожидание|в ожидании|ожидается|лист ожидания|не подтверждено|не подтверждён|не подтвержден"
        "|ожидает оплаты"
        "|на рассмотрении|возможно|не одобрен|ожидает подтверждения"
        "|очікує|очікується|в очікуванні|лист очікування|не підтверджено|очікує оплати|на розгляді|можливо|не схвалено"
        "|очікує підтвердження|待定|待审核|待确认|等待中|候补|未确认|未批准|待付款|审核中|候補"
        "|قيد الانتظار|معلق|في الانتظار|قائمة الانتظار|غير مؤكد|لم تتم الموافقة|ربما|قيد المراجعة"
        "|लंबित|प्रतीक्षा सूची|प्रतीक्षा में|पुष्टि नहीं|प्रतीक्षारत|शायद"
        "|oczekuje|oczekujący|oczekująca|oczekujące|lista rezerwowa|niepotwierdzone|čeká|čekající|nepotvrzeno|in attesa"
        "|lista d'attesa|non confermato|beklemede|bekliyor|onaylanmadı|függőben|várólista|in afwachting|wachtlijst"
    ),
    "cancelled": (
        "cancelled|canceled|not attending|deleted|refunded|withdrawn|declined|rejected|expired|transferred|no longer"
        "|unregistered|not going|cancelled by user|denied|removed|regrets|sorry|sorry, no|can't make it|cannot make it"
        "|can't come|cannot come|can't attend|cannot attend|i can't|i can't make it|i can't come|unable to attend"
        "|won't attend|will not attend|won't come|not coming|won't be there|declines|sends regrets"
        "|kann nicht|komme nicht|leider nein|leider nicht|verhindert|kann leider nicht|ich kann nicht|sage ab"
        "|storniert|abgesagt|abgelehnt|abgelaufen|zurückgezogen|abgemeldet|erstattet|annulliert|gelöscht"
        "|je ne viens pas|je ne peux pas|désolé|désolée|ne viendra pas|ne vient pas|empêché|empêchée|excusé|excusée"
        "|annulé|annulée|refusé|refusée|expiré|expirée|désinscrit|désinscrite|remboursé|rejeté|rejetée|retiré"
        "|no puedo|no podré|no iré|no vendré|no asistiré|lo siento|não posso|não vou|não poderei|não irei"
        "|cancelado|cancelada|anulado|anulada|rechazado|rechazada|reembolsado|caducado|no asistirá|expirado"
        "|recusado|recusada|rejeitado|rejeitada|reembolsada|expirada|desistiu|não comparecerá"
        "|dibatalkan|batal|ditolak|kedaluwarsa|dikembalikan|tidak hadir|mengundurkan diri"
        "|не приду|не смогу|не могу|к сожалению, нет|не получится|не буду|не придем|не прийду|не зможу|не можу"
        "|на жаль, ні|не вийде|tidak bisa|tidak bisa hadir|maaf, tidak|不来|不能来|来不了|不能参加|无法参加|无法出席"
        "|لن أحضر|لا أستطيع|لن أتمكن|آسف|नहीं आ पाऊंगा|नहीं आ सकता|नहीं आ सकती|नहीं आ पाऊँगी"
        "|отменён|отменен|отменено|отмена|отклонён|отклонен|отклонено|отказ|отказался|отказалась|возврат|не придёт"
        "|просрочен|истёк|истек|аннулировано|отозвано"
        "|скасовано|скасований|скасована|відхилено|відмова|відмовився|відмовилась|повернено|відкликано|не прийде"
        "|прострочено|已取消|取消|已拒绝|拒绝|已退款|已过期|退出|不参加|已撤回"
        "|ملغى|ملغي|ملغاة|تم الإلغاء|مرفوض|منتهي|مسترد|لن يحضر|انسحب|ألغي"
        "|रद्द|रद्द किया गया|अस्वीकृत|वापस लिया|समाप्त|नहीं आएंगे"
        "|anulowane|anulowany|anulowana|odwołane|odrzucone|rezygnacja|zrušeno|zrušena|zrušen|odhlášen|odhlášena|odmítnuto"
        "|annullato|annullata|rifiutato|iptal|İptal"
        "|iptal edildi|reddedildi|lemondva|törölve|elutasítva|geannuleerd|afgemeld"
    ),
    "registered": (
        "registered|attending|confirmed|participant|approved|going|paid|accepted|active|complete|completed|yes"
        "|ok|not checked in"
        "|moderator|administrator|creator|organizer|organiser|enrolled|booked|valid|submitted"
        "|angemeldet|bestätigt|bezahlt|teilnehmer|teilnehmer*in|genehmigt|zugesagt|registriert|nimmt teil|aktiv"
        "|inscrit|inscrite|confirmé|confirmée|payé|payée|participant|participante|approuvé|approuvée|validé|créateur"
        "|registrado|registrada|inscrito|inscrita|confirmado|confirmada|pagado|pagada|participante|aprobado|asistirá"
        "|pago|paga|aprovado|aprovada|ativo|terdaftar|dikonfirmasi|dibayar|lunas|peserta|disetujui|akan hadir"
        "|зарегистрирован|зарегистрирована|зарегистрировано|подтверждён|подтверждена|подтвержден|подтверждено"
        "|оплачено|оплачен|участник"
        "|одобрен|одобрено|придёт|участвует|зареєстрований|зареєстрована|зареєстровано|підтверджено"
        "|підтверджений|сплачено|оплачено|учасник|учасниця"
        "|схвалено|прийде|已注册|已报名|已确认|已付款|参与者|已批准|参加|已通过|報名"
        "|مسجل|مسجلة|مؤكد|مدفوع|مشارك|مشاركة|مقبول|سيحضر|تمت الموافقة|पंजीकृत|पुष्टि|स्वीकृत|भुगतान किया"
        "|प्रतिभागी|सहभागी|potwierdzone|potwierdzony|potwierdzona|zapisany|zapisana|zarejestrowany|zarejestrowana|uczestnik"
        "|potvrzeno|potvrzen|potvrzena|přihlášen|přihlášena|registrován|confermato|confermata|iscritto|iscritta"
        "|onaylandı|kayıtlı|katılacak|megerősítve|regisztrált|bevestigd|aangemeld"
    ),
}
#: "No" and its likes, also as exports write it: pretix translates its Arabic "No" as the preposition "من".
_NO = (
    "no|n|false|0|-|–|—|not yet|none|never|nein|non|não|nao|tidak|belum|нет|не|ні|нi"
    "|否|没有|未|لا|من|ليس|नहीं|नही|✗|✘|x̶|н"
)
_YES = "yes|y|true|1|ja|oui|si|sí|sim|ya|да|так|是|有|نعم|हाँ|हां|✓|✔|x|х|☑|✅|v|ok|checked in|д"
_HIDDEN = (
    "hidden|username hidden|hidden user|user hidden|username removed|name hidden|user name hidden|suppressed"
    "|benutzername versteckt|versteckt|nom d'utilisateur masqué|nom d’utilisateur masqué|utilisateur masqué"
    "|nombre de usuario oculto|usuario oculto|nome de usuário oculto|usuário oculto|nama pengguna tersembunyi"
    "|nama pengguna disembunyikan|имя участника скрыто|имя скрыто|скрытый участник|ім'я користувача приховано"
    "|користувача приховано|用户名已隐藏|隐藏用户|اسم المستخدم مخفي|مستخدم مخفي|सदस्यनाम छिपाया गया|छिपा हुआ सदस्य"
    "|username or ip removed|user name removed|benutzername entfernt|nom d'utilisateur supprimé"
)
_ANONYMOUS = (
    "anonymous|anonymous participant|anonymous attendee|anonymous user|anonym|anonyme|anonymer teilnehmer"
    "|anonyme person"
    "|anonyme teilnehmerin|anonyme*r teilnehmer*in|participant anonyme|participante anonyme|participant·e anonyme"
    "|anónimo|anónima|participante anónimo|participante anónima|anônimo|anônima|participante anônimo|anonim"
    "|peserta anonim|аноним|анонимно|анонимный участник|анонимная участница|анонім|анонімно|анонімний учасник"
    "|анонімна учасниця|匿名|匿名参与者|匿名用户|مجهول|مشارك مجهول|مشارك مجهول الهوية|अनाम|गुमनाम|अनाम प्रतिभागी"
    "|guest|n/a|no name|info requested|informations demandées|información solicitada|informações solicitadas"
)
#: What Eventbrite writes into every cell of somebody who has not filled in the form yet.
_REQUESTED = "info requested|informations demandées|información solicitada|informações solicitadas"
#: What people write where a form asks for a user name, an address or a number that they do not have.
_NOTHING = (
    "none|no|non|not|nope|nil|null|nan|na|n.a|n a|n/a|x|xx|xxx|not yet|none yet|not applicable|unknown|tba|tbd"
    "|i don't have one|i dont have one|i do not have one|i don't have|don't have|don't have one|do not have"
    "|don't have one yet|i don't have one yet|i don't have an account|no account|no account yet|no username"
    "|no user name|no username yet|i have none|have none|nothing|no email|no e-mail|no phone|don't know|i don't know"
    "|don't remember|i don't remember|forgot|i forgot|later|will create|not registered|not registered yet"
    "|no wiki account|no idea|idk|none so far|no wiki|i have no account|i am new|i'm new|new user|not a user"
    "|لا|لا يوجد|لا شيء|لا أملك|ليس لدي|ليس لدي حساب|ليس بعد|لا أعرف|لا أتذكر|بدون|غير متوفر|بدون حساب"
    "|无|無|没有|沒有|暂无|暫無|未有|否|没|还没有|没有账号|无账号|未注册|不知道|不记得|忘记了|尚无"
    "|aucun|aucune|néant|rien|pas encore|pas de compte|je n'en ai pas|sans|sans objet|je ne sais pas|pas"
    "|keine|keiner|keins|kein|nein|noch nicht|noch keine|noch keinen|noch keins|kein konto|habe ich nicht|habe keinen"
    "|habe keins|nichts|weiß nicht|unbekannt|entfällt|k.a|keine angabe|nicht vorhanden|ohne"
    "|ninguno|ninguna|nada|todavía no|aún no|no tengo|no tengo cuenta|sin cuenta|sin usuario|no sé|no recuerdo"
    "|no aplica|no tiene|nenhum|nenhuma|não|nao|não tenho|ainda não|não tenho conta|sem conta|não sei|não lembro"
    "|não se aplica|não possuo|não há"
    "|नहीं|नही|नहीं है|कोई नहीं|अभी नहीं|मेरे पास नहीं है|पता नहीं|याद नहीं|लागू नहीं|शून्य"
    "|tidak ada|tidak|tidak punya|belum|belum ada|belum punya|tidak tahu|lupa|kosong|tdk ada|nihil"
    "|нет|не|не помню|не знаю|отсутствует|нету|пока нет|ещё нет|нет аккаунта|нет учётной записи|не зарегистрирован"
    "|не зарегистрирована|не имею|забыл|забыла|нет ника|без ника|х|ник отсутствует|у меня нет|прочерк"
    "|немає|нема|ні|не пам'ятаю|відсутній|відсутнє|поки немає|ще немає|немає облікового запису|не маю|забув|забула"
    "|не зареєстрований|не зареєстрована|поки що немає|ще ні"
    "|brak|nie|nie mam|žádné|žádný|nemám|nincs|niciunul|niciuna|nu am|nessuno|nessuna|no ho|geen|ingen|yok|hakuna"
    "|なし|無し|없음|없습니다|κανένα|όχι|אין"
)
_TOTAL = (
    "total|totals|sum|grand total|subtotal|count|total participants|total registered|gesamt|summe|insgesamt|somme"
    "|total général|total de participantes|suma|totales|totais|soma|jumlah|jumlah peserta|итого|всего|итог"
    "|всего участников|всього|разом|усього|підсумок|合计|总计|总数|共计|总人数|المجموع|الإجمالي|العدد الكلي"
    "|कुल|योग|कुल प्रतिभागी|total participantes|nombre total|anzahl|total inscrits|razem|celkem|összesen"
)
_TOTAL_LINE = re.compile(r"^(?P<word>[^\d:：=]{2,40}?)\s*[:：=]?\s*(?:\(?[\d.,\s٠-٩०-९]+\)?)?$")
_PAUSE = re.compile(r"\s*(?:[,.;:!，。،]|\s[-–—]\s)")
#: No word for a state is longer.
_LONGEST = 200
_BRACKETS = re.compile(r"^[\s(\[<{«‹（【]+|[\s)\]>}»›）】:：]+$")


@cache
def _table(words: str) -> frozenset[str]:
    return frozenset(fold_name(word).replace("ё", "е") for word in words.split("|"))


@cache
def _starts(words: str) -> frozenset[str]:
    return frozenset(word[:2] for word in _table(words))


@cache
def _letters(words: str) -> frozenset[str]:
    """Return the first letters of words, as they are written with accents of their own and with ones that follow."""
    return frozenset(form[:1] for word in _table(words) for form in (word, unicodedata.normalize("NFD", word)))


def _may_begin(cell: str, words: str) -> bool:
    """Whether a cell begins as one of some words may: nearly all cells of a list do not, and are asked no further."""
    first = cell[:1]
    if not first.isalpha():
        cell = cell.lstrip(" \t\r\n([<{")
        return not cell.isascii() or cell[:2].casefold() in _starts(words)
    if cell.isascii():
        return cell[:2].casefold() in _starts(words)
    return first.casefold()[:1].replace("ё", "е") in _letters(words)


def _among(cell: str, words: str) -> bool:
    """Whether a cell is one of some words."""
    return _may_begin(cell, words) and _plain(cell) in _table(words)


@cache
def _states() -> dict[str, Status]:
    return {word: state for state, words in _STATES.items() for word in _table(words)}


@lru_cache(maxsize=2048)
def _plain(cell: str) -> str:
    if len(cell) > _LONGEST:
        return ""
    return _BRACKETS.sub("", fold_name(cell)).replace("ё", "е").replace("’", "'").rstrip(".!")


@lru_cache(maxsize=2048)
def status(cell: str) -> Status | None:
    """Return the state that a cell names in any of our languages, None for words we do not know."""
    return _states().get(_plain(cell)) or _states().get(fold_name(cell).replace("_", " "))


def says_no(cell: str) -> bool:
    """Whether a cell of a yes/no column says no; an empty one does."""
    return not cell.strip() or _plain(cell) in _table(_NO) or fold_name(cell) in _table(_NO)


def says_yes(cell: str) -> bool:
    """Whether a cell of a yes/no column says yes; a date or a time does (the moment of the act)."""
    plain = _plain(cell)
    return plain in _table(_YES) or (any(each.isdecimal() for each in plain) and len(plain) >= 5)


def is_hidden(cell: str) -> bool:
    """Whether a cell stands for a user whose name a wiki hides."""
    return _among(cell, _HIDDEN)


def is_anonymous(cell: str) -> bool:
    """Whether a name cell says that somebody registered without a name."""
    return _among(cell, _ANONYMOUS)


@lru_cache(maxsize=2048)
def is_requested(cell: str) -> bool:
    """Whether a cell says only that it is still to be filled in."""
    return _among(cell, _REQUESTED)


def declines(cell: str) -> bool:
    """Whether an answer to "are you coming" says no, also with a reason ("No, travelling"); "-" says nothing."""
    return any(map(str.isalnum, cell)) and (says_no(cell) or says_no(_PAUSE.split(cell, maxsplit=1)[0] or "x"))


def is_nothing(cell: str) -> bool:
    """Whether a cell for a user name, an address or a number says that there is none ("n/a", "-", "not yet")."""
    return not any(map(str.isalnum, cell)) or is_anonymous(cell) or _plain(cell).rstrip("?,;") in _table(_NOTHING)


def is_total(cell: str) -> bool:
    """Whether a cell begins a line of totals ("Total", "Итого: 12")."""
    if len(cell) > 60 or cell[:1].isdecimal():
        return False
    if not _may_begin(cell, _TOTAL):
        return False
    found = _TOTAL_LINE.match(fold_name(cell))
    return found is not None and _plain(found["word"]) in _table(_TOTAL)
