"""
Whose lesson an item is, and what it is called.

Lists differ: `[Organisation](…). What happened.` is the most common; `[What happened](…)`,
`[What happened - Organisation - talk 2019](…)` and `**Organisation**: what happened (…)` are
others. Few words beside a sentence are taken for a name.
"""

import re
from typing import NamedTuple

from learnorg.exchange.collections.blocks import Part
from learnorg.exchange.collections.wording import Passage, Piece, bare, is_address, plain
from learnorg.exchange.spellings import spelt

FEW = 4
"""A name has so many words at most."""
SHORT = 40
LONG = 120
"""A title has so many signs at most."""
DASH = re.compile(r" [-–—] ")
LEAD = re.compile(r"[\W\d_]*")
"""What may stand before a link that an item begins with: a number, a date, signs."""
JOINT = re.compile(r"^[\s.,:;–—-]+")
NAMED = re.compile(r"^(?P<name>[^:–—]{1,40}?)(?::| [-–—]) ")
DATED = re.compile(r"\d{4}(?:-\d{2}){0,2}:? (?P<name>.+)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
REFERENCES = frozenset((
    "link", "links", "source", "here", "report", "incident report", "post mortem", "postmortem",
    "post", "blog", "blog post", "article", "details", "more", "read more", "video", "slides",
    "talk", "rca",
))  # fmt: skip
"""What a link is called that only refers to where all is told."""
OPEN = " ([:;,-–—"
"""What is left open where an item's end is taken away."""
SENTENCE = re.compile(r"[.!?](?:\s|$)")


class Named(NamedTuple):
    """What an item says of itself."""

    organisation: str
    title: str
    text: str
    theme: str = ""


def begins_with_link(part: Part) -> bool:
    """Whether nothing but a number, a date or signs stands before the link."""
    at = list(part.head).index(part.link) if part.link else 0
    return LEAD.fullmatch(bare(part.head[:at])) is not None


def named(part: Part, link: Piece) -> Named:
    """Whose lesson an item is, its title, and what it tells besides."""
    label = "" if is_address(link.text.strip()) else bare([link])
    at = list(part.head).index(link)
    leads = begins_with_link(part)
    found = _led(label, part.head[at + 1 :], part) if leads else _told(part)
    text = "\n".join(filter(None, (found.text, *part.below)))
    title = found.title or first_sentence(part.below[0] if part.below else "") or link.to
    return Named(found.organisation or host(link.to), shortened(title), text)


def host(address: str) -> str:
    """The name of the machine that an address leads to, without what all such names begin with."""
    name = address.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return name.lower().removeprefix("www.") or address


def first_sentence(text: str) -> str:
    """The first sentence that says something, in four words or more; else the first of all."""
    sentences = [sentence.strip() for sentence in SENTENCE.split(text, maxsplit=8)]
    said = [sentence for sentence in sentences if sentence]
    return next((s for s in said if len(s.split()) >= FEW), said[0] if said else "")


def shortened(title: str) -> str:
    """A title of a length that fits on a line, cut between words."""
    if len(title) <= LONG:
        return title
    cut = title[: LONG - 1].rpartition(" ")[0] or title[: LONG - 1]
    return f"{cut}…"


def _led(label: str, after: Passage, part: Part) -> Named:
    """What an item says that begins with its link."""
    text = JOINT.sub("", plain(after))
    words = JOINT.sub("", bare(after))
    name, what = _split(label)
    name = name or _dated(part.theme)
    if text and is_name(label):
        return Named(label, first_sentence(words), text)
    if not text and not name and is_name(label):
        return Named("" if part.form == "heading" else label, label, text)
    return Named(name, what or first_sentence(words), text)


def _told(part: Part) -> Named:
    """What an item says that has its link somewhere."""
    head = _unreferred(part)
    whole = bare(head).rstrip(OPEN)
    first = next((piece for piece in part.head if piece.text.strip()), Piece(""))
    name = bare([first]).rstrip(".:") if first.strong else ""
    if not is_name(name):
        found = NAMED.match(whole)
        name = found["name"] if found and is_name(found["name"]) else ""
    text = JOINT.sub("", plain(head).rstrip(OPEN).removeprefix(name))
    words = JOINT.sub("", whole.removeprefix(name))
    return Named(name or _dated(part.theme), first_sentence(words) or words, text)


def _unreferred(part: Part) -> Passage:
    """An item's pieces without its link, where that ends it and only refers to more."""
    at = list(part.head).index(part.link) if part.link else 0
    before, link, after = part.head[:at], part.head[at], part.head[at + 1 :]
    refers = spelt(link.text) in REFERENCES or is_address(link.text)
    if refers and bare(before) and LEAD.fullmatch(bare(after)):
        return before
    return [*before, Piece(link.text), *after]


def _split(label: str) -> tuple[str, str]:
    """The organisation that a label names between dashes, and the rest of it."""
    pieces = DASH.split(label)
    if len(pieces) > 2 and YEAR.search(pieces[-1]):
        return pieces[-2], " - ".join(pieces[:-2])
    if len(pieces) == 2 and is_name(pieces[0]) != is_name(pieces[1]):
        name, what = pieces if is_name(pieces[0]) else reversed(pieces)
        return name, what
    return "", label


def _dated(theme: str) -> str:
    """The name that a heading has beside a date: `2019-07-02 Somebody`."""
    found = DATED.fullmatch(theme)
    return found["name"] if found and is_name(found["name"]) else ""


def is_name(text: str) -> bool:
    """Whether words are few enough to be somebody's name."""
    return 0 < len(text.split()) <= FEW and len(text) <= SHORT and not text.endswith("…")
