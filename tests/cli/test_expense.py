"""Expenses on the command line: a list is looked at, taken in, and taken back."""

from tests.cli.test_charter import hubdesk as hubdesk

ON = ("--event", "Evening")


def test_a_list_is_looked_at_and_then_read(hubdesk, tmp_path):
    path = tmp_path / "costs.csv"
    path.write_text("Item,Price,Who\nBus,1500,B\nHall,,C\n")
    command = ("expense", "import", str(path), *ON, "--currency", "kes", "--json")
    looked = hubdesk(*command, "--dry-run")[1]
    assert looked["ids"] == [] and [each["currency"] for each in looked["new"]] == ["KES"]
    assert looked["left_out"] == [{"row": 3, "reason": "This row has no price."}] and looked["unknown"] == ["Who"]
    assert hubdesk("expense", "list", *ON, "--json")[1] == {"expenses": []}
    assert len(hubdesk(*command)[1]["ids"]) == 1
    assert hubdesk(*command)[1]["same"] == 1
    assert hubdesk("undo")[0] == 0
    assert hubdesk("expense", "list", *ON, "--json")[1] == {"expenses": []}
    path.write_text("Name\nSomebody\n")
    assert hubdesk(*command[:-1])[0] == 3
