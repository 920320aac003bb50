"""What the row of a table says, by the names of its columns."""

from learnorg.exchange.collections.blocks import Part
from learnorg.exchange.collections.naming import Named, first_sentence, host, is_name, shortened
from learnorg.exchange.collections.wording import Piece, bare, plain
from learnorg.exchange.spellings import spelt

ORGANISATION = ("organisation", "organization", "company", "org", "who", "vendor", "provider")
TITLE = ("title", "incident", "outage", "name", "event", "post mortem", "postmortem", "report")
TEXT = ("what happened", "what", "description", "summary", "text", "cause", "root cause", "impact")
THEME = ("theme", "category", "type", "topic", "area")


def named_row(part: Part, link: Piece) -> Named:
    """What the cells of a row say; those of columns that nobody foresaw are told below."""
    columns = {spelt(name): cell for name, cell in reversed(part.cells)}
    whose, title, what, theme = (
        next((columns[word] for word in wanted if word in columns), ())
        for wanted in (ORGANISATION, TITLE, TEXT, THEME)
    )
    rest = [
        f"- {name}: {plain(cell)}"
        for name, cell in part.cells
        if link not in cell
        and plain(cell)
        and all(cell is not own for own in (whose, title, what, theme))
    ]
    label = bare([link])
    organisation = bare(whose) or (label if is_name(label) else host(link.to))
    called = bare(title) or first_sentence(bare(what)) or label
    text = "\n".join(filter(None, (plain(what), *rest)))
    return Named(organisation, shortened(called), text, bare(theme))
