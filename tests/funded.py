"""What a gathering cost and what its funder is told, in words that nobody may read outside."""

from hubdesk.desk import events, expenses, grants, reports
from hubdesk.desk.desk import Desk

#: What was written for a funder and names somebody, and where a receipt is from.
FUNDED = {
    "expense": "paidforcuckoopint by Zarquon Brindlewick",
    "category": "categorysandpiper Zarquon Brindlewick",
    "budget line": "budgetlinewagtail",
    "source of a rate": "ratesourcegoosander",
    "answer": "answerquagmoss: Zarquon Brindlewick was glad",
}


def fund(desk: Desk, event: str, *, said: str) -> None:
    """Pay for something in somebody's name, and answer funders once with words that may leave and once with others."""
    events.edit(desk, event, budget="750 USD")
    of = {"category": FUNDED["category"], "line": FUNDED["budget line"], "rate_source": FUNDED["source of a rate"]}
    rate = {"rate": "129.35", "rate_on": "2026-10-01"}
    expenses.add(desk, event, FUNDED["expense"], price="1500", currency="KES", **of, **rate)
    for form in reports.FUNDERS:
        grants.answer(desk, [event], form, "activities", text=f"People said: {said}.")
        grants.answer(desk, [event], form, "spent", text=FUNDED["answer"])
