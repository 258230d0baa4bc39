"""What a participant answers, on the command line."""

from tests.cli.test_commands import evening as evening
from tests.cli.test_commands import hubdesk as hubdesk

ON = ("--event", "Evening")


def test_an_answer_is_kept_with_the_words_that_were_read_and_taken_back(evening):
    evening("people", "add", "Olga", *ON)
    told = evening("people", "consent", "Olga", *ON, "--purpose", "photo", "--answer", "yes", "--in", "uk", "--json")[1]
    photo = next(each for each in told["answers"] if each["purpose"] == "photo")
    assert (photo["agrees"], photo["language"], photo["text_version"]) == (True, "uk", "1-draft")
    assert "Photos on which I can be recognised may be published." in photo["question"].splitlines()[1]
    evening("people", "consent", "Olga", *ON, "--purpose", "photo", "--answer", "no")
    told = evening("people", "consent", "Olga", *ON, "--json")[1]
    photo = next(each for each in told["answers"] if each["purpose"] == "photo")
    assert (told["asked_in"], photo["agrees"], photo["withdrawn"]) == ("uk", False, True)
    assert "no  photo" in evening("people", "consent", "Olga", *ON)[1]


def test_half_an_answer_is_none(evening):
    evening("people", "add", "Olga", *ON)
    for words in (("--purpose", "photo"), ("--answer", "yes"), ("--purpose", "spam", "--answer", "yes")):
        code, _, err = evening("people", "consent", "Olga", *ON, *words)
        assert code == 2 and len(err.strip().splitlines()) == 3


def test_interpreters_are_noted_and_counted(evening):
    evening("people", "add", "Olga", *ON)
    evening("people", "interpreter", "Olga", "uk", *ON)
    assert evening("people", "interpreters", *ON, "--json")[1] == {"interpreters": {"uk": 1}}
    assert evening("people", "interpreters", *ON)[1] == "uk 1\n"
    evening("people", "interpreter", "Olga", "uk", "--off", *ON)
    assert evening("people", "interpreters", *ON, "--json")[1] == {"interpreters": {}}
