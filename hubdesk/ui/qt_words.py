"""Qt's own strings that a person of this program can meet, for languages that Qt ships no catalogue for."""

from collections.abc import Mapping

from hubdesk.i18n import Sentence, say

_SENTENCES = (
    say("Undo"),
    say("Redo"),
    say("Cut"),
    say("Copy"),
    say("Paste"),
    say("Delete"),
    say("Select All"),
    say("OK"),
    say("Cancel"),
    say("Close"),
    say("Save"),
    say("Save As"),
    say("Open"),
    say("Apply"),
    say("Yes"),
    say("No"),
    say("Back"),
    say("Forward"),
    say("Parent Directory"),
    say("Create New Folder"),
    say("New Folder"),
    say("List View"),
    say("Detail View"),
    say("Look in:"),
    say("File name:"),
    say("Files of type:"),
    say("Directory:"),
    say("Find Directory"),
    say("Choose"),
    say("All files (*)"),
    say("My Computer"),
    say("Computer"),
    say("Name"),
    say("Size"),
    say("Type"),
    say("Date Modified"),
    say("Rename"),
    say("Show hidden files"),
    say("Remove"),
    say("Copy Link Location"),
    say("Step up"),
    say("Step down"),
)

#: {Qt's English without mnemonic: our sentence}.
KNOWN: Mapping[str, Sentence] = {each.one: each for each in _SENTENCES}
