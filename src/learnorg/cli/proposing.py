"""What is another's to decide: refused, or proposed to them."""

from dataclasses import dataclass, field

from learnorg.cli.console import say
from learnorg.cli.options import Wishes
from learnorg.cli.session import Session
from learnorg.history.state import NoIdentity
from learnorg.register.authority import Mover, Reserved, require, reserved
from learnorg.register.changes import Change
from learnorg.settings import Policy


@dataclass
class Leave:
    """Leave to decide something: from policy, or until they approve to whom it is reserved."""

    session: Session
    proposing: bool
    owed: list[Reserved] = field(default_factory=list)
    """Whose approval is still to come."""

    def __call__(self, policy: Policy, action: str, who: Mover) -> None:
        """Refuse what is another's to decide; of whoever proposes, note whose it is."""
        others = reserved(policy, action, who)
        if others is None:
            return
        if self.proposing:
            self.owed.append(others)
            return
        if self.session.settings is not None and not who.email:
            raise NoIdentity  # whom policy lets do it cannot be told yet
        require(policy, action, who)

    def tell(self, change: Change, wishes: Wishes) -> None:
        """Say who is to approve what was written; the highest level may do what lower ones may."""
        if self.owed and change.real and not (wishes.dry_run or wishes.quiet):
            say(f"Proposed: let {max(self.owed)} approve the pull request.")
