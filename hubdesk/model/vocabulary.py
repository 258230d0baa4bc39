"""The words that heads of columns are made of, by meaning and language."""

from collections.abc import Mapping

#: {meaning: {language: phrases, separated by "|"}}; meanings are those of model.roster.FIELDS and "other" (not taken).
#: Beside the eleven languages of the program a few neighbours ("xx") whose lists come in old encodings.
PHRASES: Mapping[str, Mapping[str, str]] = {
    "name": {
        "en": "name|participants|attendees|full name|names|attendee name|participant name|participant|attendee"
        "|display name|guest name|person"
        "|your name|name and surname|first and last name|name of participant|complete name|real name"
        "|what is your name|what's your name|what is your full name|what should we call you",
        "ar": "الاسم|اسم|الاسم الكامل|اسم المشارك|الاسم بالكامل|اسم الحاضر|الاسم واللقب|المشارك",
        "zh": "姓名|名字|全名|观众姓名|参与者姓名|参加者|参会者|参会人|您的姓名|联系人|姓名全称|與會者|參加者姓名",
        "fr": "comment vous appelez-vous|participants|nom complet|nom et prénom|prénom et nom|nom du participant"
        "|nom de la participante|participant·e"
        "|nom des participants|votre nom|nom affiché|nom prénom|nom, prénom|participante",
        "de": "wie heißt du|wie heißen sie|name teilnehmer*in|vollständiger name|vor- und nachname"
        "|name des teilnehmers|teilnehmer|teilnehmerin"
        "|teilnehmername|teilnehmende|anzeigename|vorname und nachname|name, vorname|name der person|ihr name",
        "es": "cómo te llamas|cómo se llama|cuál es tu nombre|cuál es su nombre"
        "|nombre|nombre completo|nombre y apellidos|nombre y apellido|nombre del asistente"
        "|asistente"
        "|nombre del participante|apellidos y nombre|su nombre|nombre para mostrar",
        "hi": "नाम|पूरा नाम|प्रतिभागी का नाम|प्रतिभागी|आपका नाम|सहभागी का नाम",
        "id": "nama|nama lengkap|nama peserta|peserta|nama anda",
        "pt": "nome|nome completo|nome do participante|nome e sobrenome|nome da pessoa participante|seu nome"
        "|nome de exibição",
        "ru": "как вас зовут|фио|ф.и.о.|полное имя|имя посетителя|имя участника|участник|имя и фамилия"
        "|фамилия и имя|ваше имя"
        "|участники|имена|фамилия имя отчество|фамилия, имя, отчество|фамилия, имя",
        "uk": "як вас звати|піб|п.і.б.|повне ім'я|ім'я учасника|учасник|ім'я та прізвище|прізвище та ім'я"
        "|ваше ім'я|учасники"
        "|прізвище, ім'я|прізвище ім'я по батькові|ім'я і прізвище",
        "xx": "imię i nazwisko|jméno a příjmení|név|teljes név|nume complet|nome e cognome|nome completo|jina|ad soyad"
        "|نام|نام و نام خانوادگی|নাম|পুরো নাম|שם|שם מלא|이름|성명|naam|namn|họ và tên|tên|ชื่อ|பெயர்|ad soyad|isim",
    },
    "given": {
        "en": "first name|given name|forename|firstname|given names|attendee name: given name|first names|fname",
        "ar": "الاسم الأول|الاسم الشخصي",
        "zh": "名",
        "fr": "prénom|prénoms|prénom(s)",
        "de": "vorname|vornamen|rufname",
        "es": "primer nombre|nombre de pila|nombres|nombre(s)",
        "hi": "पहला नाम|प्रथम नाम",
        "id": "nama depan",
        "pt": "primeiro nome|nome próprio",
        "ru": "имя",
        "uk": "ім'я",
        "xx": "voornaam|voornamen|imię|jméno|keresztnév|utónév|prenume|ime|jina la kwanza",
    },
    "patronymic": {
        "en": "patronymic|middle name|second name|middle names",
        "ar": "اسم الأب|الاسم الأوسط",
        "zh": "中间名",
        "fr": "deuxième prénom|patronyme",
        "de": "vatersname|zweiter vorname",
        "es": "segundo nombre|patronímico",
        "hi": "मध्य नाम|पिता का नाम",
        "id": "nama tengah",
        "pt": "nome do meio|patronímico",
        "ru": "отчество",
        "uk": "по батькові",
        "xx": "tussenvoegsel|tussenvoegsels|drugie imię",
    },
    "family": {
        "en": "suffix|name suffix|last name|family name|surname|lastname|family names|attendee name: family name|lname",
        "ar": "اللقب|اسم العائلة|الكنية|الاسم الأخير",
        "zh": "姓|姓氏",
        "fr": "nom|nom de famille",
        "de": "nachname|familienname|zuname",
        "es": "apellidos|apellido|primer apellido|apellido(s)|segundo apellido|apellido paterno|apellido materno",
        "hi": "उपनाम|अंतिम नाम|कुलनाम|सरनेम",
        "id": "nama belakang|nama keluarga",
        "pt": "sobrenome|apelido|último nome|sobrenomes",
        "ru": "фамилия",
        "uk": "прізвище",
        "xx": "achternaam|familienaam|nazwisko|příjmení|vezetéknév|nume de familie|prezime|cognome",
    },
    "other_script": {
        "en": "name in latin script|name in latin letters|latin name|english name|name in english|native name"
        "|romanized name|transliteration|name in other script|name in native script",
        "ar": "الاسم بالإنجليزية|الاسم بالأحرف اللاتينية",
        "zh": "英文名|拼音|英文姓名|外文名",
        "fr": "nom en caractères latins|translittération",
        "de": "name in lateinischer schrift|umschrift",
        "es": "nombre en caracteres latinos|transliteración",
        "hi": "अंग्रेज़ी में नाम|अंग्रेजी में नाम|रोमन लिपि में नाम",
        "id": "nama dalam huruf latin",
        "pt": "nome em caracteres latinos|transliteração",
        "ru": "имя латиницей|имя на латинице|фио латиницей|имя по-английски",
        "uk": "ім'я латиницею|піб латиницею|ім'я англійською",
    },
    "email": {
        "en": "email|e-mail|email address|e-mail address|mail|attendee email|your email|contact email|mail address"
        "|attendee e-mail|email id|username (email)",
        "ar": "البريد الإلكتروني|بريد إلكتروني|الايميل|الإيميل|البريد|البريد الالكتروني|عنوان البريد الإلكتروني",
        "zh": "邮箱|电子邮件|电子邮箱|邮件|邮件地址|电邮|电子邮件地址|邮箱地址|電子郵件",
        "fr": "courriel|adresse e-mail|adresse électronique|adresse mail|mél|adresse courriel|adresse email|e-mail",
        "de": "e-mail-adresse|emailadresse|mailadresse|e-mailadresse|mail-adresse|email-adresse",
        "es": "correo electrónico|correo|dirección de correo|dirección de correo electrónico|email|correo-e",
        "hi": "ईमेल|ई-मेल|ईमेल पता|ई-मेल पता|इमेल|मेल",
        "id": "surel|alamat email|alamat surel|pos-el|email",
        "pt": "e-mail|correio eletrônico|endereço de e-mail|correio eletrónico|endereço de email|email",
        "ru": "электронная почта|почта|эл. почта|адрес электронной почты|имейл|емейл|электронный адрес|e-mail адрес",
        "uk": "електронна пошта|пошта|ел. пошта|ел.пошта|адреса електронної пошти|електронна адреса|імейл|е-пошта",
        "xx": "e-mailadres|adres e-mail|e-mailová adresa|e-mail cím"
        "|adresă de e-mail|posta elettronica|barua pepe|e-posta"
        '|ایمیل|ইমেইল|ই-মেইল|דוא"ל|אימייל|이메일|e-posta adresi|อีเมล|sähköposti|e-post|மின்னஞ்சல்',
    },
    "username": {
        "en": "username|user name|wikimedia username|wiki username|user|login|handle|nickname|account|nick"
        "|wikipedia username|wikimedia user name|mastodon|fediverse|fediverse handle|global username|user id name"
        "|wikipedia user name|wikipedia account|wikimedia account|user name on wikipedia|wiki account",
        "ar": "اسم المستخدم|اسم مستخدم|المستخدم|الحساب"
        "|اسم المستخدم في ويكيبيديا|حساب ويكيبيديا|اسم المستخدم على ويكيبيديا",
        "zh": "用户名|用户|账号|帐号|维基用户名|维基媒体用户名|昵称|用戶名|使用者名稱"
        "|维基百科用户名|维基百科账号|维基账号",
        "fr": "nom d'utilisateur|nom d’utilisateur|pseudo|identifiant|pseudonyme|nom d'utilisatrice|compte"
        "|utilisateur|nom d'utilisateur·rice"
        "|nom d'utilisateur wikipédia|pseudo wikipédia|compte wikipédia|compte wikimédia|nom d'utilisateur wikimédia",
        "de": "benutzername|nutzername|benutzer|benutzerkonto|wiki-benutzername|spitzname|konto"
        "|wikipedia-benutzername|wikimedia-benutzername|wikipedia-konto|benutzername in der wikipedia",
        "es": "nombre de usuario|usuario|nombre de usuaria|usuaria|cuenta|apodo"
        "|usuario de wikipedia|nombre de usuario en wikipedia|usuario wikimedia|cuenta de wikipedia",
        "hi": "सदस्यनाम|उपयोगकर्ता नाम|सदस्य नाम|यूज़रनेम|उपयोगकर्ता|सदस्य|खाता"
        "|विकिपीडिया सदस्यनाम|विकी सदस्यनाम|विकिपीडिया खाता",
        "id": "nama pengguna|pengguna|akun|nama akun|nama pengguna wikipedia|akun wikipedia|akun wikimedia",
        "pt": "nome de usuário|usuário|nome de utilizador|utilizador|nome de usuária|conta|usuário(a)"
        "|usuário na wikipédia|nome de usuário na wikipédia|conta wikimedia|conta na wikipédia",
        "ru": "имя участника вики|имя пользователя|логин|ник|никнейм|учётная запись|учетная запись|пользователь"
        "|имя учётной записи|юзернейм"
        "|ник в википедии|логин в википедии|имя участника википедии|имя участника в википедии|учётная запись википедии",
        "uk": "ім'я користувача|користувач|логін|нік|обліковий запис|користувачка|нікнейм"
        "|нік у вікіпедії|логін у вікіпедії|ім'я користувача вікіпедії|обліковий запис вікіпедії",
        "xx": "nazwa użytkownika|uživatelské jméno|felhasználónév|nume de utilizator|nome utente",
    },
    "phone": {
        "en": "phone|phone number|telephone|mobile|mobile number|cell phone|telephone number|mobile phone|tel|whatsapp"
        "|contact number|cell|phone no|whatsapp number",
        "ar": "الهاتف|رقم الهاتف|هاتف|رقم الجوال|الجوال|رقم الموبايل|المحمول|واتساب",
        "zh": "电话|手机|手机号|电话号码|手机号码|联系电话|联系方式|電話",
        "fr": "téléphone|numéro de téléphone|portable|tél|tél.|mobile|n° de téléphone|téléphone portable",
        "de": "mobil|festnetz|telefon|telefonnummer|handy|handynummer|mobilnummer|rufnummer|mobiltelefon|tel.",
        "es": "teléfono|número de teléfono|móvil|celular|teléfono móvil|núm. de teléfono|telefono",
        "hi": "फ़ोन|फोन|मोबाइल|दूरभाष|फ़ोन नंबर|फोन नंबर|मोबाइल नंबर|दूरभाष संख्या|मोबाइल नम्बर",
        "id": "telepon|nomor telepon|no. telepon|hp|no hp|nomor hp|ponsel|telp|no. hp|nomor ponsel|nomor whatsapp",
        "pt": "telefone|número de telefone|celular|telemóvel|fone|telefone celular|nº de telefone",
        "ru": "телефон|номер телефона|тел.|мобильный|мобильный телефон|контактный телефон|моб. телефон",
        "uk": "номер телефону|телефон|мобільний|моб. телефон|мобільний телефон|контактний телефон",
        "xx": "telefoon|telefoonnummer|mobiel|numer telefonu"
        "|telefonní číslo|telefonszám|număr de telefon|numero di telefono|simu"
        "|تلفن|شماره تلفن|موبایل|ফোন|মোবাইল|טלפון|נייד|전화|전화번호|연락처|điện thoại|โทรศัพท์|puhelin|telefon numarası",
    },
    "community": {
        "en": "organisation|organization|community|affiliation|affiliate|company|company name|institution|user group"
        "|wiki|home wiki|group|chapter|organisation name|organization name|employer|organisation/community|project|org",
        "ar": "المنظمة|المؤسسة|المجتمع|الجهة|المجموعة|الانتماء|اسم المنظمة|جهة العمل|المنظمة/المجتمع|الشركة",
        "zh": "组织|机构|社群|社区|单位|公司|所属机构|用户组|团体|工作单位|組織",
        "fr": "organisation|association|communauté|structure|organisme|société|affiliation|groupe|entreprise",
        "de": "organisation|gemeinschaft|verein|firma|einrichtung|institution|gruppe|community|unternehmen",
        "es": "organización|comunidad|institución|empresa|afiliación|entidad|colectivo|grupo|asociación",
        "hi": "संगठन|समुदाय|संस्था|समूह|कंपनी|संबद्धता|संस्थान",
        "id": "organisasi|komunitas|lembaga|institusi|instansi|perusahaan|kelompok",
        "pt": "organização|comunidade|instituição|empresa|afiliação|grupo|coletivo|entidade",
        "ru": "организация|сообщество|сообщества|сообществу|компания|учреждение|группа|объединение|место работы"
        "|организация/сообщество",
        "uk": "організація|спільнота|спільноти|спільноту|компанія|установа|група|об'єднання|місце роботи"
        "|організація/спільнота",
        "xx": "organizacja|organizace|szervezet|organizație|organizzazione|společnost|społeczność",
    },
    "languages": {
        "en": "language|languages|preferred language|languages spoken|spoken languages|working language|locale",
        "ar": "اللغة|اللغات|اللغة المفضلة|لغة",
        "zh": "语言|语种|首选语言|语言能力|語言",
        "fr": "langue|langues|langue préférée|langues parlées",
        "de": "sprache|sprachen|bevorzugte sprache|gesprochene sprachen",
        "es": "idioma|idiomas|lengua|lenguas|idioma preferido",
        "hi": "भाषा|भाषाएँ|भाषाएं|पसंदीदा भाषा",
        "id": "bahasa|bahasa pilihan",
        "pt": "língua|línguas|idioma|idiomas|idioma preferido",
        "ru": "язык|языки|предпочитаемый язык|рабочий язык",
        "uk": "мова|мови|бажана мова|робоча мова",
        "xx": "język|języki|jazyk|nyelv|limba|lingua",
    },
    "interpretation": {
        "en": "interpretation|interpretation needed|interpreter|interpretation need|sign language",
        "ar": "الترجمة الفورية|الترجمة|مترجم",
        "zh": "口译|翻译|需要翻译|同声传译",
        "fr": "interprétation|besoin d'interprétation|interprète",
        "de": "dolmetschung|verdolmetschung|dolmetschen|dolmetscher",
        "es": "interpretación|necesita interpretación|intérprete",
        "hi": "दुभाषिया|अनुवाद|दुभाषिए की आवश्यकता",
        "id": "penerjemahan|juru bahasa|interpretasi",
        "pt": "interpretação|intérprete|precisa de interpretação",
        "ru": "перевод|нужен перевод|устный перевод|переводчик",
        "uk": "переклад|потрібен переклад|усний переклад|перекладач",
    },
}
