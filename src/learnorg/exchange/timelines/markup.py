"""
What Slack writes into messages, as people read it.

`<@U123>` is a person, `<#C1|ops>` a channel, `<!here>` everybody at hand, `<https://x|label>` a
link; `&lt;`, `&gt;` and `&amp;` stand for signs (Slack, "Formatting text for app surfaces").
"""

import re

from learnorg.exchange.timelines.people import People

MARK = re.compile(r"<([^<>]+)>")
SIGNS = {"lt": "<", "gt": ">", "amp": "&"}
CONTACTS = {"mailto:": "a mail address", "tel:": "a telephone number"}


def plain(text: str, people: People) -> str:
    """A message's text without marks; its people are told by their role, or as somebody."""
    told: list[str] = []
    end = 0
    for found in MARK.finditer(text):
        to, _, label = found[1].partition("|")
        told.append(people.masked(_signs(text[end : found.start()])))
        told.append(_told(_signs(to), _signs(label), people))
        end = found.end()
    return "".join([*told, people.masked(_signs(text[end:]))])


def _signs(text: str) -> str:
    return re.sub("&(lt|gt|amp);", lambda found: SIGNS[found[1]], text)


def _told(to: str, label: str, people: People) -> str:
    if to.startswith("@"):
        return people.mentioned(to[1:], label)
    if to.startswith("#"):
        return f"#{label}" if label else "another channel"
    if to.startswith("!"):
        return _called(to[1:], label)
    if contact := next((told for begin, told in CONTACTS.items() if to.startswith(begin)), ""):
        # Such an address names a person as much as an `@` does.
        return people.role(to.partition(":")[2], label) or contact
    bare = to.partition("://")[2].rstrip("/")
    shown = f"{label} ({to})" if label and label.rstrip("/") not in (to, bare) else to
    return people.masked(shown)


def _called(to: str, label: str) -> str:
    """Whom a message calls, or a date that shows itself in the reader's own form."""
    if to.startswith("subteam"):
        return f"@{label.removeprefix('@')}" if label else "a group of people"
    return label or f"@{to.partition('^')[0]}"
