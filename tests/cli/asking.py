"""Every verb of what the desk asks people, called once; for the test that the help says what comes."""


def ask_everything(call, *on: str) -> None:
    """Call the verbs about the answers of a participant called Olga, and about what everybody is asked."""
    call("people", "consent", "Olga", "--purpose", "photo", "--answer", "yes", "--in", "uk", *on)
    call("people", "interpreter", "Olga", "uk", *on), call("people", "interpreters", *on)
    asked = call("demographic", "add", "--template", "first-time", *on)["id"]
    call("demographic", "tally", asked, "12/3"), call("demographic", "show", *on)
    call("demographic", "clear", asked), call("demographic", "remove", asked)
