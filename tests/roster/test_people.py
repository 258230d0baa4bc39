"""What single rows of a list say of a person, and what they do not say."""

import pytest

from hubdesk.roster.readers import read
from tests.roster.lists import seen


def people(text: str, *fields: str) -> tuple[tuple[str, ...], ...]:
    return seen(read(text.encode()).candidates, fields)


NOTHING = (
    "-|–|?|x|X|/|...|--|N/A|n.a.|no|None|NONE|(none)|[none]|null|TBD|not_yet|Not yet!|I don't have one|No account"
    "|I don’t have one.|aucun|non|нет|не помню|无|没有|لا يوجد|لا|नहीं|keine|ninguno|não|tidak ada|немає|Пока нет"
    "|@none|User:None"
)


@pytest.mark.parametrize("nothing", NOTHING.split("|"))
def test_who_says_that_there_is_no_user_name_has_none(nothing: str) -> None:
    rows = f"Anna,{nothing},a@example.org,{nothing}\nEve,{nothing},e@example.org,+1 555 0100\nBo,{nothing},,\n"
    found = read(f"Name,Wiki username,Email,Phone\n{rows}".encode())
    assert seen(found.candidates, ("name", "username", "email", "phone")) == (
        ("Anna", "", "a@example.org", ""),
        ("Eve", "", "e@example.org", "+1 555 0100"),
        ("Bo", "", "", ""),
    )


def test_a_user_name_that_a_wiki_wrote_is_one_whatever_it_says() -> None:
    text = "participant_id,user_registered_at,user_name,private,hidden\n1,20260901100000,None,false,\n"
    assert people(text, "username") == (("None",),)


def test_zeros_are_no_telephone_number() -> None:
    assert people("Name,Phone\nAnna,0\nBo,000 000\nCy,+0\n", "phone") == (("",), ("",), ("",))
