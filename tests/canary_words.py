"""Words that stand nowhere else: where one of them turns up, something leaked."""

#: What the team wrote for itself, and what the gate holds because it names somebody.
INTERNAL = {
    "note": "internalgloamwater must stay",
    "keyword": "teamkeyzibbet",
    "speaker": "speakerplumtoad",
    "incident": "incidentharrowmere: somebody was shouted at",
    "committee": "committeebristlecone only",
    "was public": "oncepublicfennimore",
    "agenda": "Agendawhortleberry",
    "hidden agenda": "hiddenagendasorrel",
    "presenter": "Presenterwheatear Oxlip",
    "quick phrase": "phrasebogmyrtle",
    "topic of a table": "walktopicgannet",
    "second coder": "Coderwoodruff Pimpernel",
    "keyword of a coder": "codedkeyfritillary",
    "photo": "photohoopoe at the window",
    "question about people": "demographicpipit: do you know Zarquon Brindlewick?",
    "words on the speakers' list": "speakerlinnetwort by the door",
    "hidden place": "placehiddencorncrake",
    "answer about people": "demographicwryneck: a friend of Zarquon Brindlewick",
    "reason for keeping": "keepingreasonnightjar",
    "answer to the gate": "gateanswernuthatch",
    "what the gate asked": "gateaboutbrambling",
    "photographer": "Photographerredpoll",
    "name of a receipt": "receiptnamefieldfare.jpg",
    "caption of a receipt": "receiptcaptionshoveler",
    "day of a payment": "paidongreenshank",
}
#: What everybody who works on the gathering knows, and nobody else.
CREW = {
    "laptop": "laptoppintail",
    "description of a keyword": "keywordmeaninggarganey",
    "name of a keyword": "keywordnamesmew",
}
#: What is written about the gathering for others to read.
PRINTED = {
    "host": "Hostpipistrelle",
    "channels": "channelwhinchat",
    "invitation": "invitationturnstone",
    "funder": "Fundergadwall",
    "series": "Seriesdunlin",
}
HELD = {
    "names somebody": "heldthistlewig because Zarquon Brindlewick said so",
    "gives an address": "heldumberjack, write to someone@dewpond.example",
    "gives a number": "heldkestrelbone, call 030 5550 91 91",
    "links a user": "heldwickerloom [[User:Dunnock]]",
    "statement": "heldstatementorchid by Zarquon Brindlewick",
    "poll": "heldpollwhimbrel: should Zarquon Brindlewick go?",
    "answer": "heldanswergodwit Zarquon Brindlewick",
}
#: What this laptop alone may know.
PRIVATE = {
    "sensitive note": "sensitivebrackenfall",
    "sensitive keyword": "sensitivekeymurrelet",
    "sensitive speaker": "sensitivespeakervole",
    "keyword of a sensitive note": "codedsensitivewidgeon",
    "sensitive incident": "sensitiveincidentkelp: who did it",
    "incident note": "incidentnotewhimbrel: who shouted",
    "incident step": "incidentstepdotterel",
    "secret": "secretopalescence",
    "secret public half": "publicopalescence",
    "outbox target": "https://targetgorsefield.example/inbox",
    "outbox path": "/pathlarkspurhill/file",
    "outbox what": "whatcinderfoot",
    "sent by": "sentbyrowanberry",
    "name of a filter": "filtername shearwater",
    "words of a filter": "filterwordsmerganser",
}
