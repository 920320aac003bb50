"""What is said when a factor is added to a review that an earlier one had named."""

from collections.abc import Collection, Mapping
from typing import Any

from learnorg.cli.console import say
from learnorg.cli.options import Wishes
from learnorg.cli.session import Session
from learnorg.files.loader import load
from learnorg.register.records import Revision, form
from learnorg.register.recurrence import told


def tell(
    session: Session, plain: Mapping[str, Any], wishes: Wishes, only: Collection[str] = ()
) -> None:
    """Say which factors of a review, or which of some, an earlier review had named."""
    if wishes.dry_run or wishes.quiet or wishes.form != "auto":
        return
    meant = {" ".join(what.split()) for what in only}
    for each in told(session.register, plain, session.today):
        if not meant or each.factor.what in meant:
            for earlier in each.earlier:
                say(f"Seen before: '{each.factor.what}' was {earlier.told}", "warn")


def tell_of(
    session: Session, revision: Revision, wishes: Wishes, only: Collection[str] = ()
) -> None:
    """The same, of a review as a change leaves it."""
    if revision.after is not None:
        tell(session, load(revision.after, form(revision.kind)).plain(), wishes, only)
