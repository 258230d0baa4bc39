"""The shapes in which registration systems and people write their lists."""

import pytest

from hubdesk.errors import Refused, Usage
from hubdesk.model.roster import Candidate
from hubdesk.roster.readers import People, read
from tests.roster.lists import seen


def people(text: str, *fields: str) -> tuple[tuple[str, ...], ...]:
    return seen(read(text.encode()).candidates, fields)


def reasons(found: People) -> list[tuple[int, str]]:
    return [(each.row, each.reason.one) for each in found.rejected]


PRETIX = """Order code,Attendee name,Product,Price,Checked in,Checked out,Automatically checked in,Paid,Secret,\
Email,Phone number,Company,Order date,Requires special attention,Comment
A1B2C,Mira Vand,Ticket,0.00,2026-09-26 09:12,,No,Yes,sec1,mira@example.org,+49 30 5550101,Book Club,2026-08-01,No,
A1B2D,Teller,Ticket,0.00,,,No,No,sec2,teller@example.org,,,2026-08-02,No,late
A1B2E,,Ticket,0.00,,,No,Yes,sec3,,,,2026-08-03,No,
"""


def test_pretix_check_in_list() -> None:
    found = read(PRETIX.encode())
    assert found.kind == "pretix"
    assert seen(found.candidates, ("name", "email", "phone", "community", "status")) == (
        ("Mira Vand", "mira@example.org", "+49 30 5550101", "Book Club", "checked-in"),
        ("Teller", "teller@example.org", "", "", "pending"),
        ("", "", "", "", "registered"),
    )
    assert found.candidates[1].note == "late"
    assert found.candidates[0].ticket == "sec1"
    assert found.columns.meanings()["Attendee name"] == "name"


def test_pretix_in_arabic_says_no_with_a_preposition() -> None:
    text = (
        "رمز الطلب,اسم المشارك,المنتج,تم تسجيل الدخول,مدفوع,البريد الإلكتروني,رقم الهاتف\n"
        "AB,رشا القاسم,تذكرة,من,من,r@mithal.org,٠٥٥١٢٣٤٥٦٧\n"
        "AC,أنس,تذكرة,نعم,نعم,a@mithal.org,\n"
    )
    found = read(text.encode())
    assert found.kind == "pretix"
    assert seen(found.candidates, ("name", "status", "phone")) == (
        ("رشا القاسم", "pending", "٠٥٥١٢٣٤٥٦٧"),
        ("أنس", "checked-in", ""),
    )


@pytest.mark.parametrize(
    "heads",
    [
        "Bestellnummer;Name Teilnehmer*in;Produkt;E-Mail;Telefonnummer",
        "Code de commande;Nom du participant;Produit;Email;Numéro de téléphone",
        "Código de pedido;Nombre del asistente;Producto;Correo electrónico;Número de teléfono",
        "Código do pedido;Nome do participante;Produto;Email;Número de telefone",
        "Kode pesanan;Nama peserta;Produk;Email;Nomor telepon",
        "Код заказа;Имя посетителя;Продукт;Электронная почта;Номер телефона",
        "Код замовлення;Ім'я учасника;Продукт;Ел.пошта;Номер телефону",
        "رمز الطلب;اسم المشارك;المنتج;البريد الإلكتروني;رقم الهاتف",
        "订单代码;观众姓名;产品;Email;电话号码",
    ],
)
def test_pretix_follows_the_language_of_its_exporter(heads: str) -> None:
    found = read(f"{heads}\nX1;Ana Lu;Saal;ana@x.org;+1 555 0100 22\n".encode())
    assert found.kind == "pretix"
    assert seen(found.candidates, ("name", "email", "phone", "registration")) == (
        ("Ana Lu", "ana@x.org", "+1 555 0100 22", "X1"),
    )


def test_pretix_with_parts_of_names() -> None:
    text = (
        "Order code,Attendee name,Attendee name: Given name,Attendee name: Family name,Product,Email\n"
        "X1,Lu Ana,Ana,Lu,Seat,a@x.org\n"
    )
    assert people(text, "name") == (("Lu Ana",),)


def test_eventbrite_attendees() -> None:
    text = (
        "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,"
        "Attendee Status,Job Title,Company\n"
        "11,11/29/24 22:28,Ida,Roth,ida@example.org,1,Free,71,Attending,Librarian,City Library\n"
        "12,11/29/24 22:29,Sukarno,,suk@example.org,1,Free,72,Checked In,,\n"
        "13,11/30/24 22:29,Ola,Nordmann,ola@example.org,1,Free,73,Not Attending,,\n"
        "14,11/30/24 22:29,Rui,Sá,rui@example.org,1,Free,74,Refunded,,\n"
    )
    found = read(text.encode())
    assert found.kind == "eventbrite"
    assert seen(found.candidates, ("name", "status", "community", "ticket")) == (
        ("Ida Roth", "registered", "City Library", "71"),
        ("Sukarno", "checked-in", "", "72"),
        ("Ola Nordmann", "cancelled", "", "73"),
        ("Rui Sá", "cancelled", "", "74"),
    )


def test_google_forms_with_questions_and_line_breaks() -> None:
    text = (
        '"Timestamp","Email Address","What is your name?","Which languages\ndo you speak?",'
        '"Do you need interpretation?"\n'
        '"2026/09/27 3:00:00 PM GMT+3","vera@example.org","Vera Lund","sv;en","no"\n'
        '"2026/09/27 3:01:00 PM GMT+3","tom@example.org","Tom","en","yes, Arabic"\n'
    )
    found = read(text.encode())
    assert found.kind == "google-forms"
    assert seen(found.candidates, ("name", "email", "languages", "interpretation")) == (
        ("Vera Lund", "vera@example.org", "sv;en", "no"),
        ("Tom", "tom@example.org", "en", "yes, Arabic"),
    )


def test_kobotoolbox_with_hxl_row_and_choices() -> None:
    text = (
        '"person/name";"person/email";"person/languages";"person/languages/fr";"person/languages/ar";"_id";"_uuid";'
        '"_submission_time";"_index"\r\n'
        '"#contact+name";"#contact+email";"#meta+lang";"";"";"";"";"";""\r\n'
        '"Awa";"awa@example.org";"fr ar";"1";"1";"5";"u-1";"2026-09-01T10:00:00";"1"\r\n'
    )
    found = read(text.encode())
    assert found.kind == "kobotoolbox"
    assert seen(found.candidates, ("name", "email", "languages")) == (("Awa", "awa@example.org", "fr ar"),)
    assert reasons(found) == [(2, "This row holds tags for machines (HXL), nobody's name.")]


def test_mobilizon_with_handles_and_anonymous_people() -> None:
    text = (
        "Participant name,Participant status,Participant message\n"
        "Olga (olga@mobilizon.example),Participant,\r\n"
        "Anonymous participant,Not confirmed,hello\r\n"
        "Anonymous participant,Participant,\r\n"
        "Jo Lee (she/her),Moderator,\r\n"
    )
    found = read(text.encode())
    assert found.kind == "mobilizon"
    assert seen(found.candidates, ("name", "username", "email", "status")) == (
        ("Olga", "@olga@mobilizon.example", "", "registered"),
        ("", "", "", "pending"),
        ("", "", "", "registered"),
        ("Jo Lee (she/her)", "", "", "registered"),
    )


def test_outreach_dashboard_gives_wiki_user_names() -> None:
    text = (
        "username,global_id,enrollment_timestamp,registered_at,revisions_during_project,mainspace_bytes_added\n"
        "Foo_bar,11,2026-01-01 10:00:00 UTC,2020-01-01,3,100\n"
        "éclair,12,2026-01-01 10:00:00 UTC,2020-01-01,3,100\n"
    )
    found = read(text.encode())
    assert found.kind == "outreach-dashboard"
    assert seen(found.candidates, ("name", "username")) == (("Foo bar", "Foo bar"), ("Éclair", "Éclair"))


def test_campaign_events_hides_users() -> None:
    text = (
        "participant_id,user_registered_at,user_name,private,hidden\n"
        "1,20260901100000,Foo,false,\n2,20260901100001,Bar,true,\n3,20260901100002,,false,true\n"
    )
    found = read(text.encode())
    assert found.kind == "campaign-events"
    assert [(each.name, each.private) for each in found.candidates] == [("Foo", False), ("Bar", True)]
    assert reasons(found) == [(4, "This user is hidden.")]


def test_titles_totals_blank_rows_and_a_separator_line() -> None:
    text = (
        "sep=;\nSpring meeting, 12 May;;\n;;\nNr.;Name;E-Mail\n1;Ute Jähn;ute@x.org\n;;\n2;Teller;t@x.org\n"
        ";;\nSumme: 2;;\n"
    )
    found = read(text.encode())
    assert found.header_row == 4
    assert seen(found.candidates, ("name",)) == (("Ute Jähn",), ("Teller",))
    assert [each.row for each in found.candidates] == [5, 7]
    assert reasons(found) == [(9, "This is a line of totals.")]


@pytest.mark.parametrize(
    "total",
    ["Total: 2", "Итого: 2", "Всього;2", "合计;2", "المجموع;2", "कुल: 2", "Jumlah;2", "Gesamt: 2", "Total général: 2"],
)
def test_totals_in_every_language(total: str) -> None:
    found = read(f"Name;E-mail;City\nAnna;a@x.org;B\nBo;b@x.org;C\n{total}\n".encode())
    assert len(found.candidates) == 2
    assert reasons(found) == [(4, "This is a line of totals.")]


def test_without_a_head_the_cells_tell() -> None:
    text = "Olga Petrenko;olga@x.org;+380 44 555 01 00\nTeller;teller@x.org;\n王小明;wang@x.org;13800138000\n"
    found = read(text.encode())
    assert found.header_row is None
    assert seen(found.candidates, ("name", "email", "phone")) == (
        ("Olga Petrenko", "olga@x.org", "+380 44 555 01 00"),
        ("Teller", "teller@x.org", ""),
        ("王小明", "wang@x.org", "13800138000"),
    )


def test_a_head_in_a_language_nobody_taught_us() -> None:
    found = read("Ainm,Seoladh\nSiobhán,s@x.org\nOisín,o@x.org\n".encode())
    assert found.header_row == 1
    assert seen(found.candidates, ("name", "email")) == (("Siobhán", "s@x.org"), ("Oisín", "o@x.org"))


def test_only_names_one_a_line() -> None:
    assert people("Olga Petrenko\nTeller\n王小明\n", "name") == (("Olga Petrenko",), ("Teller",), ("王小明",))
    assert people("Name\nPetrov, Ivan\nTeller\n", "name") == (("Petrov, Ivan",), ("Teller",))


def test_repeated_columns_and_repeated_people() -> None:
    text = (
        "Name,Email,Attendee email,Status\nAnna,buyer@x.org,Anna@x.org,cancelled\nBo,buyer@x.org,,registered\n"
        "Anna,buyer@x.org,anna@X.org,registered\n"
    )
    found = read(text.encode())
    assert seen(found.candidates, ("name", "email", "status")) == (
        ("Anna", "Anna@x.org", "registered"),
        ("Bo", "buyer@x.org", "registered"),
    )
    assert found.candidates[0].rows == (2, 4)


def test_two_people_of_one_name_or_one_address_stay_two() -> None:
    text = "Name,E-mail\nAnna Li,a1@x.org\nAnna Li,a2@x.org\nBo Li,a2@x.org\nAnna Li,\n"
    assert len(read(text.encode()).candidates) == 4


def test_a_fediverse_handle_is_no_address() -> None:
    text = "Name,Email,Mastodon\nAnna,@anna@social.example,\nBo,bo@x.org,bo@social.example\n,,@cy@social.example\n"
    assert people(text, "name", "email", "username") == (
        ("Anna", "", "@anna@social.example"),
        ("Bo", "bo@x.org", "@bo@social.example"),
        ("cy", "", "@cy@social.example"),
    )


@pytest.mark.parametrize(
    "cell",
    ["User:foo_bar", "[[User:foo bar|me]]", "https://meta.wikimedia.org/wiki/User:Foo_bar", "Benutzer:Foo bar",
     "Участник:foo bar", "foo_bar", "مستخدم:foo_bar", "用户:Foo bar", "Usuário(a):foo bar"],
)  # fmt: skip
def test_wiki_user_names_in_their_own_form(cell: str) -> None:
    assert people(f"Wiki username;Community\n{cell};X\nBaz;Y\n", "name", "username")[0] == ("Foo bar", "Foo bar")


def test_formula_cells_come_back_as_they_were() -> None:
    text = "Name,Phone,Note\n'=cmd|x,'+380 44 555 01 00,'-5\n'Abd al-Rahman,,\n"
    assert people(text, "name", "phone", "note") == (
        ("=cmd|x", "+380 44 555 01 00", "-5"),
        ("'Abd al-Rahman", "", ""),
    )


def test_hidden_struck_and_repeated_heads_are_rejected() -> None:
    text = "Name,E-mail\nAnna,a@x.org\n<s>Bo</s>,b@x.org\n(username hidden),\nName,E-mail\nCy,c@x.org\n"
    found = read(text.encode())
    assert [each.name for each in found.candidates] == ["Anna", "Cy"]
    assert [row for row, _ in reasons(found)] == [3, 4, 5]


def test_names_of_two_scripts_and_patronymics_stay_whole() -> None:
    text = "Name,Name in Latin script,Email\nОлена Шевченко,Olena Shevchenko,o@x.org\nLi Wei / 李伟,,l@x.org\n"
    assert people(text, "name", "other_script") == (("Олена Шевченко", "Olena Shevchenko"), ("Li Wei / 李伟", ""))


def test_chinese_family_names_stand_first_without_a_space() -> None:
    assert people("姓,名,邮箱\n王,小明,w@x.cn\n", "name") == (("王小明",),)


def test_a_chosen_mapping_wins() -> None:
    text = "A,B,C\nAnna,Club,x@x.org\nBo,Union,b@x.org\n"
    found = read(text.encode(), mapping={"A": "name", "2": "community"}, header_row=1)
    assert seen(found.candidates, ("name", "community", "email")) == (
        ("Anna", "Club", "x@x.org"),
        ("Bo", "Union", "b@x.org"),
    )
    for wrong in ({"Z": "name"}, {"A": "shoe size"}):
        with pytest.raises(Usage):
            read(text.encode(), mapping=wrong, header_row=1)
    with pytest.raises(Usage):
        read(text.encode(), header_row=99)
    assert len(read(text.encode(), header_row=0).candidates) == 3


def test_chosen_encoding_and_delimiter() -> None:
    data = "Имя;Почта, рабочая\nЗоя;z@x.org\n".encode("cp1251")
    assert read(data, encoding="windows-1251", delimiter=";").candidates[0].name == "Зоя"
    with pytest.raises(Usage):
        read(data, encoding="no-such")
    with pytest.raises(Refused):
        read(data, encoding="utf-8")
    with pytest.raises(Usage):
        read(data, delimiter="ab")


WIKITEXT = """== Participants ==
Please sign below.
# [[User:Foo_bar|Foo bar]] ([[User talk:Foo_bar|talk]]) 12:00, 1 May 2026 (UTC)
# <s>[[User:Gone]]</s>
# {{user|baz}} — vegetarian
#: welcome!
# [[Benutzerin:Ute|Ute Jähn]]
# Olga from the library
# <del>{{u|Away}}</del> sorry
# ~~~~
"""


def test_sign_up_list_of_a_wiki_page() -> None:
    found = read(WIKITEXT.encode())
    assert found.kind == "wikitext"
    assert seen(found.candidates, ("name", "username", "note")) == (
        ("Foo bar", "Foo bar", ""),
        ("Baz", "Baz", "vegetarian"),
        ("Ute Jähn", "Ute", ""),
        ("Olga from the library", "", ""),
    )
    assert [row for row, _ in reasons(found)] == [4, 9, 10]


def test_pasted_addresses() -> None:
    text = 'Anna Li <anna@x.org>\nbo@x.org\n"Roth, Ida" <ida@x.org>, Cy <cy@x.org>;\nAnna Li <ANNA@x.org>\n'
    found = read(text.encode())
    assert found.kind == "addresses"
    assert seen(found.candidates, ("name", "email")) == (
        ("Anna Li", "anna@x.org"),
        ("", "bo@x.org"),
        ("Roth, Ida", "ida@x.org"),
        ("Cy", "cy@x.org"),
    )


def test_a_line_of_addresses_under_a_head_is_a_table() -> None:
    found = read(b"Email\na@x.org\nb@x.org\n")
    assert (found.kind, found.header_row) == ("table", 1)
    assert isinstance(found.candidates[0], Candidate)


def test_preview_shows_the_first_rows_as_they_stand() -> None:
    found = read(("Name,Email\n" + "".join(f"P{n},p{n}@x.org\n" for n in range(50))).encode())
    assert len(found.preview) == 20
    assert found.preview[:2] == (("Name", "Email"), ("P0", "p0@x.org"))


def test_several_consents_keep_their_questions() -> None:
    text = "Name,I agree to the privacy policy,Photo consent,_status\nAnna,Yes,No,x\n"
    found = read(text.encode())
    assert found.candidates[0].consent == "Photo consent: No; I agree to the privacy policy: Yes"
    assert read(b"Name,Consent\nAnna,Yes\n").candidates[0].consent == "Yes"


@pytest.mark.parametrize("text", ["1. Anna Li\n2. Bo\n", "- Anna Li\n- Bo\n", "Participants\n• Anna Li\n• Bo\n"])
def test_numbered_lists_lose_their_numbers(text: str) -> None:
    assert people(text, "name") == (("Anna Li",), ("Bo",))


def test_user_names_without_a_head() -> None:
    assert people("Foo_bar\nbaz\nQux_1\n", "username") == (("Foo bar",), ("Baz",), ("Qux 1",))


def test_dates_may_be_heads_and_states_are_none() -> None:
    doodle = read(b"Name,12.05.2026,13.05.2026\nAnna,yes,no\nBo,no,yes\n")
    assert (doodle.header_row, [each.name for each in doodle.candidates]) == (1, ["Anna", "Bo"])
    bare = read(b"Anna,participant,paid,2026-01-01\nBo,participant,paid,2026-01-02\nCy,pending,paid,2026-01-02\n")
    assert (bare.header_row, [each.name for each in bare.candidates]) == (None, ["Anna", "Bo", "Cy"])
    assert bare.candidates[2].status == "pending"


def test_prose_is_no_list() -> None:
    with pytest.raises(Refused) as refused:
        read(b"This is a letter to everybody.\nWe are going to meet on Sunday, at ten.\nBring food for all.\n")
    assert refused.value.code == "people-nobody"


def test_a_table_of_a_text_file_with_its_ruler() -> None:
    text = "| Name | Email |\n|------|-------|\n| Anna | a@x.org |\n| Bo | b@x.org |\n"
    assert people(text, "name", "email") == (("Anna", "a@x.org"), ("Bo", "b@x.org"))


def test_telephones_keep_their_digits_whatever_the_script() -> None:
    text = "الاسم,رقم الهاتف\nرشا,٠٥٥١٢٣٤٥٦٧\nأنس,0551112223\nسارة,380445550100.0\n"
    assert people(text, "phone") == (("٠٥٥١٢٣٤٥٦٧",), ("0551112223",), ("380445550100",))
