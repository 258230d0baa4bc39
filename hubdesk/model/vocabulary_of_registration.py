"""The words for what registration systems add to a person: state, consent, numbers, times, and what is not taken."""

from collections.abc import Mapping

PHRASES: Mapping[str, Mapping[str, str]] = {
    "status": {
        "en": "status|attendee status|participant status|registration status|approval status|state|rsvp|attendance"
        "|order status|are you coming|will you attend|attending|will you be attending|will you come|will you be there"
        "|can you come|can you make it|can you attend|are you attending|are you going|do you plan to attend|coming"
        "|are you coming to the event|are you coming to the meeting|will you attend the event"
        "|will you attend the meeting|will you attend this event|will you attend the gathering",
        "ar": "هل ستحضر|هل ستأتي|هل ستشارك|هل ستحضرين|ستحضر|هل ستحضر الفعالية|الحالة|حالة المشارك|حالة التسجيل|حالة",
        "zh": "状态|参与状态|报名状态|参会状态|状态信息|狀態|是否参加|是否出席|是否参会|您会来吗|你会来吗|能否参加",
        "fr": "viendrez-vous|viens-tu|serez-vous présent|serez-vous présent·e|serez-vous là|participerez-vous"
        "|allez-vous venir|statut|état|statut du participant|statut du/de la participant·e|statut de l'inscription",
        "de": "kommst du|kommen sie|nimmst du teil|nehmen sie teil|bist du dabei|sind sie dabei|teilnahme|zusage"
        "|wirst du kommen|status|teilnahmestatus|zustand|status der anmeldung|anmeldestatus",
        "es": "vendrás|asistirás|vas a venir|vas a asistir|vendrá|asistirá|asistirá usted|va a asistir"
        "|confirmación de asistencia|estado|estado del participante|situación|estado de la inscripción",
        "hi": "स्थिति|पंजीकरण की स्थिति|दर्जा|क्या आप आएंगे|क्या आप आएँगे|क्या आप आ रहे हैं|क्या आप भाग लेंगे|आएंगे",
        "id": "status|status peserta|status pendaftaran|apakah anda akan hadir|akan hadir|apakah akan hadir",
        "pt": "estado|situação|status do participante|status da inscrição|você vem|você vai|você virá|vai participar"
        "|você vai participar|irá participar|virá",
        "ru": "статус|состояние|статус участника|статус регистрации|придёте|вы придёте|придёте ли вы|вы будете|будете"
        "|будете ли вы|вы участвуете|участвуете|придёшь|вы сможете прийти|сможете прийти",
        "uk": "статус|стан|статус учасника|статус реєстрації|прийдете|ви прийдете|чи прийдете ви|ви будете|чи будете ви"
        "|ви берете участь|прийдеш|чи зможете ви прийти|зможете прийти",
        "xx": "stan|stav|állapot|stare|stato|hali|durum|durumu|katılım durumu|status zgłoszenia|stav registrace",
    },
    "checked_in": {
        "en": "checked in|check-in|checked in at|checkin|check in|present|attended",
        "ar": "تسجيل الحضور|تم تسجيل الوصول|تم تسجيل الدخول|حضر|الحضور|مسجل دخول|تسجيل الدخول",
        "zh": "签到|已签到|签到时间|已入场",
        "fr": "enregistré|enregistré·e|arrivée|présent|présence|pointage|entrée validée",
        "de": "eingecheckt|check-in|anwesend|eingelassen",
        "es": "registrado en entrada|ingresó|asistió|presente|check-in realizado",
        "hi": "चेक इन|उपस्थित|उपस्थिति",
        "id": "hadir|check-in|sudah check-in|kehadiran",
        "pt": "check-in|presente|compareceu|check-in feito",
        "ru": "отмечен|присутствует|пришёл|пришел|зарегистрирован на входе|чек-ин|явка",
        "uk": "відмічений|присутній|прийшов|зареєстрований на вході|чек-ін|явка",
    },
    "paid": {
        "en": "paid",
        "ar": "مدفوع|مدفوعة",
        "zh": "已付款|已支付",
        "fr": "payé|payée",
        "de": "bezahlt",
        "es": "pagado|pagada",
        "hi": "भुगतान किया|भुगतान",
        "id": "dibayar|lunas|terbayar",
        "pt": "pago|paga",
        "ru": "оплачено|оплачен",
        "uk": "сплачено|оплачено",
    },
    "cancelled": {
        "en": "cancelled|canceled|cancelled at|canceled at|withdrawn|unregistered",
        "ar": "ملغى|ألغي",
        "zh": "已取消",
        "fr": "annulé|annulée",
        "de": "storniert|abgesagt",
        "es": "cancelado|cancelada|anulado",
        "hi": "रद्द",
        "id": "dibatalkan|batal",
        "pt": "cancelado|cancelada",
        "ru": "отменено|отменён|отменен",
        "uk": "скасовано|скасований",
    },
    "consent": {
        "en": "consent|i agree|agreement|privacy consent|consent given|photo consent|data protection",
        "ar": "الموافقة|أوافق|موافقة",
        "zh": "同意|知情同意|隐私同意",
        "fr": "consentement|j'accepte|accord",
        "de": "einwilligung|einverständnis|zustimmung|ich stimme zu|datenschutz",
        "es": "consentimiento|acepto|autorización",
        "hi": "सहमति|मैं सहमत हूँ|स्वीकृति",
        "id": "persetujuan|setuju|saya setuju",
        "pt": "consentimento|concordo|autorização",
        "ru": "согласие|согласен|согласна|согласие на обработку данных",
        "uk": "згода|погоджуюсь|погоджуюся|згода на обробку даних",
    },
    "note": {
        "en": "note|notes|comment|comments|remark|remarks|participant message|message|dietary requirements|diet"
        "|accessibility|additional information|anything else|allergies|special needs|requirements",
        "ar": "ملاحظات|ملاحظة|تعليق|رسالة المشارك|تعليقات|رسالة",
        "zh": "备注|留言|说明|附言|评论|備註|饮食要求",
        "fr": "remarque|remarques|commentaire|commentaires|message|message du participant|observations|régime",
        "de": "bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|nachricht|notiz|notizen|hinweis|ernährung",
        "es": "nota|notas|comentario|comentarios|observaciones|mensaje|mensaje del participante",
        "hi": "टिप्पणी|टिप्पणियाँ|संदेश|नोट|विशेष",
        "id": "catatan|komentar|pesan|keterangan|pesan peserta",
        "pt": "observação|observações|comentário|comentários|mensagem|notas|mensagem do participante",
        "ru": "примечание|примечания|комментарий|комментарии|заметка|заметки|сообщение|пожелания|сообщение участника",
        "uk": "примітка|примітки|коментар|коментарі|нотатка|нотатки|повідомлення|побажання|повідомлення учасника",
        "xx": "uwagi|poznámka|megjegyzés|observații|maelezo",
    },
    "ticket": {
        "en": "ticket|ticket number|badge|badge number|ticket no|ticket id|ticket code|secret|attendee #|barcode"
        "|badge id",
        "ar": "رقم التذكرة|التذكرة|رقم البطاقة|الشارة|بطاقة",
        "zh": "票号|门票|胸牌|入场券|门票号|胸牌号",
        "fr": "billet|numéro de billet|badge|numéro de badge|n° de billet",
        "de": "ticket|ticketnummer|namensschild|eintrittskarte|badgenummer",
        "es": "entrada|boleto|número de entrada|credencial|gafete",
        "hi": "टिकट|टिकट संख्या|बैज|बैज संख्या",
        "id": "tiket|nomor tiket|lencana",
        "pt": "ingresso|bilhete|crachá|número do ingresso|número do crachá",
        "ru": "билет|номер билета|бейдж|номер бейджа|№ билета",
        "uk": "квиток|номер квитка|бейдж|номер бейджа|№ квитка",
    },
    "registration": {
        "en": "order code|order #|order id|registration id|registration number|id|order number|booking number|uuid"
        "|participant id|reference|global id|response id|submission id|registration",
        "ar": "رمز الطلب|رقم التسجيل|رقم الطلب|المعرف|معرف التسجيل",
        "zh": "订单代码|订单号|报名编号|编号|订单编号|注册号|登记号",
        "fr": "code de commande|numéro de commande|numéro d'inscription|référence|code de la commande|n° d'inscription",
        "de": "bestellnummer|buchungsnummer|anmeldenummer|kennung|bestellcode|anmeldungsnummer",
        "es": "código de pedido|número de pedido|número de inscripción|referencia|código del pedido",
        "hi": "पंजीकरण संख्या|ऑर्डर कोड|क्रमांक|पंजीकरण आईडी",
        "id": "kode pesanan|nomor pesanan|nomor pendaftaran|no. registrasi|nomor registrasi",
        "pt": "código do pedido|número do pedido|número de inscrição|referência|nº de inscrição",
        "ru": "код заказа|номер заказа|номер регистрации|идентификатор|регистрационный номер",
        "uk": "код замовлення|номер замовлення|номер реєстрації|ідентифікатор|реєстраційний номер",
    },
    "created": {
        "en": "timestamp|created at|order date|registered at|registration date|date registered|submission time|created"
        "|enrollment timestamp|user registered at|date of registration|submitted at|registration time",
        "ar": "طابع زمني|تاريخ التسجيل|تاريخ الطلب|وقت التسجيل",
        "zh": "时间戳记|时间戳|报名时间|提交时间|注册时间|订单日期|登记时间",
        "fr": "horodateur|date d'inscription|date de commande|inscrit le|date de la commande",
        "de": "zeitstempel|anmeldedatum|bestelldatum|angemeldet am|registriert am",
        "es": "marca temporal|fecha de inscripción|fecha de registro|fecha del pedido|fecha de pedido",
        "hi": "टाइमस्टैम्प|पंजीकरण तिथि|पंजीकरण की तारीख|समय",
        "id": "cap waktu|stempel waktu|tanggal pendaftaran|tanggal pesanan|waktu pendaftaran",
        "pt": "carimbo de data/hora|data de inscrição|data do pedido|data da inscrição",
        "ru": "отметка времени|дата регистрации|дата заказа|время регистрации",
        "uk": "позначка часу|дата реєстрації|дата замовлення|час реєстрації",
    },
    "private": {
        "en": "private|private registration|registered privately",
        "ar": "خاص|تسجيل خاص",
        "zh": "私密|不公开",
        "fr": "privé|inscription privée",
        "de": "privat|nicht öffentlich",
        "es": "privado|inscripción privada",
        "hi": "निजी",
        "id": "pribadi|privat",
        "pt": "privado|inscrição privada",
        "ru": "скрытая регистрация|приватно|закрыто",
        "uk": "прихована реєстрація|приватно|закрито",
    },
    "hidden": {
        "en": "hidden|user hidden",
        "ar": "مخفي",
        "zh": "已隐藏",
        "fr": "masqué",
        "de": "versteckt|verborgen",
        "es": "oculto",
        "hi": "छिपा हुआ",
        "id": "tersembunyi",
        "pt": "oculto",
        "ru": "скрыт|скрыто",
        "uk": "приховано",
    },
    "other": {
        "en": "event name|event|product|price|price tier|ticket type|ticket name|city|country|address|zip code|quantity"
        "|job title|event slug|position id|seat|voucher code|fees paid|total paid|currency|group name|file name|start"
        "|emergency contact|invoice address|date|end date|start date|checked out|automatically checked in|home address"
        "|age|gender|order time|validation status|submitted by|index|tags|number|#|no|registered during project"
        "|invoice address name|order type|home country|home city|time|check-in text|requires special attention"
        "|user page|user registered at formatted|participant count|revisions during project|badge name preference"
        "|name of event|event title|product name|item|valid from|valid until|how did you hear about us|occupation"
        "|s/n|sn|s.no|s. no|sr. no|sr no|sl. no|sl no|serial number|signature|sign|initials",
        "ar": "المدينة|الدولة|العنوان|السعر|المنتج|العمر|الجنس|م|رقم|الترتيب|اسم الفعالية|التوقيع|توقيع",
        "zh": "城市|国家|地址|价格|产品|年龄|性别|序号|数量|活动名称|职位|签名|签字|簽名",
        "fr": "ville|pays|adresse|prix|produit|âge|sexe|genre|n°|quantité|nom de l'événement|code postal|fonction"
        "|signature|émargement",
        "de": "ort|stadt|land|adresse|preis|produkt|alter|geschlecht|nr.|anzahl|veranstaltung|plz|nr|anschrift"
        "|unterschrift|lfd. nr|lfd nr",
        "es": "ciudad|país|dirección|precio|producto|edad|género|cantidad|n.º|código postal|nombre del evento|cargo"
        "|firma y aclaración",
        "hi": "शहर|देश|पता|मूल्य|आयु|लिंग|क्रम|क्र.सं.|मात्रा|कार्यक्रम का नाम|हस्ताक्षर",
        "id": "kota|negara|alamat|harga|produk|umur|usia|jenis kelamin|no|no.|jumlah|nama acara|jabatan"
        "|tanda tangan|ttd|paraf",
        "pt": "cidade|país|endereço|preço|produto|idade|gênero|quantidade|n.º|nº|cep|nome do evento|cargo|assinatura",
        "ru": "город|страна|адрес|цена|продукт|возраст|пол|№|№ п/п|количество|название мероприятия|должность|индекс"
        "|подпись|роспись|п/п",
        "uk": "місто|країна|адреса|ціна|продукт|вік|стать|№|№ з/п|кількість|назва заходу|посада|індекс|підпис|п/п",
        "xx": "miasto|město|város|oraș|kraj|země|ország|țara|adres|adresa|cím|podpis|aláírás|semnătură|imza|lp|l.p",
    },
}
