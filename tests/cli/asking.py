"""Every verb of what the desk asks people, called once; for the test that the help says what comes."""


def ask_everything(call, *on: str) -> None:
    """Call the verbs about the answers of a participant called Olga."""
    call("people", "consent", "Olga", "--purpose", "photo", "--answer", "yes", "--in", "uk", *on)
    call("people", "interpreter", "Olga", "uk", *on), call("people", "interpreters", *on)
