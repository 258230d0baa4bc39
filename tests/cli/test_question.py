"""What the drafters ask, on the command line."""

from tests.cli.test_charter import hubdesk as hubdesk


def test_a_question_is_asked_answered_listed_and_put_away(hubdesk):
    made = hubdesk("question", "add", "Who  rows?", "--charter", "Rules", "--section", "1p1", "--json")[1]["id"]
    hubdesk("question", "add", "Und sonst?", "--charter", "Rules", "--in", "de")
    ids = [hubdesk("note", "add", line, "--event", "Evening", "--json")[1]["id"] for line in ("all", "nobody", "tea")]
    assert hubdesk("question", "answer", made[:10], *ids[:2], "--json")[1] == {"id": made, "notes": ids[:2]}
    whole, asked = hubdesk("question", "list", "--event", "Evening", "--json")[1]["questions"]
    assert (whole["number"], whole["language"], whole["notes"]) == ("0", "de", [])
    assert (asked["number"], asked["text"], asked["notes"]) == ("1p1", "Who rows?", ids[:2])
    assert f"{made}  1p1  2  Who rows?" in hubdesk("question", "list", "--event", "Evening")[1]
    found = {
        each["id"]: each["answers"] for each in hubdesk("note", "list", "--event", "Evening", "--json")[1]["notes"]
    }
    assert found == {ids[0]: [made], ids[1]: [made], ids[2]: []}
    hubdesk("question", "answer", made, ids[0], "--off")
    told = hubdesk("note", "sort", *ids[1:], "--do", "answer", "--value", made, "--json")[1]
    assert (told["changing"], told["same"]) == (1, 1)
    assert hubdesk("question", "list", "--event", "Evening", "--json")[1]["questions"][1]["notes"] == ids[1:]
    assert hubdesk("question", "remove", made)[0] == 0
    assert len(hubdesk("question", "list", "--event", "Evening", "--json")[1]["questions"]) == 1


def test_what_is_not_there_is_not_asked(hubdesk):
    assert hubdesk("question", "add", "Who?", "--charter", "Rules", "--section", "9.9")[0] == 2
    assert hubdesk("question", "add", " ", "--charter", "Rules")[0] == 2
    assert hubdesk("question", "add", "Who?", "--charter", "Nothing")[0] == 2
    note = hubdesk("note", "add", "tea", "--event", "Evening", "--json")[1]["id"]
    assert hubdesk("note", "sort", note, "--do", "answer", "--value", "nothing")[0] == 2
    assert hubdesk("question", "list", "--event", "Evening", "--json")[1] == {"questions": []}
