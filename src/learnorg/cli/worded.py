"""What is said after a command of reviews whose sentences look for somebody to blame."""

from collections.abc import Sequence

from learnorg.cli.answer import short
from learnorg.cli.console import say
from learnorg.cli.options import Wishes
from learnorg.cli.session import Session
from learnorg.findings import Level
from learnorg.page import counted
from learnorg.register import lexicon
from learnorg.register.records import read


def tell_of_wording(session: Session, names: Sequence[str], wishes: Wishes) -> None:
    """Say how many sentences of each review there are to look at again, and where to see them."""
    if wishes.dry_run or wishes.quiet or wishes.form != "auto":
        return
    from learnorg.checks.sentences import standing  # patterns and rules
    from learnorg.checks.waivers import WORDING

    register = session.register
    if session.policy.rules.get(WORDING) in ("off", "info"):
        return
    words = lexicon.at(register.root)
    for name in names:
        stored = read(register.root, register.entry(name))
        lang = stored.plain.get("lang")
        found = standing(stored.document, words.usable(lang if isinstance(lang, str) else None))
        if told := len({one.sentence for one in found if one.hit.level >= Level.WARNING}):
            again = f"{counted(told, 'sentence')} to look at again"
            say(f"{again}: learnorg review lint {short(session, stored.identity)}", "warn")
