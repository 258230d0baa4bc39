"""A finished post of a discussion page or a forum."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """The page or topic that it is for, the heading of its section, and its words, as that place takes them."""

    page: str
    title: str
    text: str
