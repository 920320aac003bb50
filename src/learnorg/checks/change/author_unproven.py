"""Changes of which it is not sure enough who made them."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level

SIGN = "Sign it with a key that the base lists for its author, who is to be its committer, too."


@over_turns(Level.ERROR)
def author_unproven(turn: Turn) -> Iterator[Remark]:
    """
    A change of a record whose maker is known less surely than policy demands.

    Why it matters: the author of a commit is whoever its author says; rights that rest on
    that are open to all.

        evidence:
          demand: signature

    Instead, sign the commit with a key that the base's `allowed_signers` lists (`git config
    gpg.format ssh`, `git commit -S`), or hand in what the forge knows: `--actors FILE`.
    """
    unproven = [one for one in (turn.by, *turn.makers) if not one.proven(turn.policy)]
    if unproven:
        demand = turn.policy.evidence.demand
        yield Remark(
            f"changed by {unproven[0].told}; policy demands a proof by {demand}",
            hint=SIGN
            if demand == "signature"
            else f"{SIGN} Or let the workflow hand in who made it: --actors FILE.",
        )
