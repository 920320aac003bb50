"""Articles under compliance that say something else than their verifiers read."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.article.model import Article


@over_turns(Level.ERROR)
def validated_article_rewritten(turn: Turn) -> Iterator[Remark]:
    """
    An article under compliance whose words change, and that stays validated as it was.

    Why it matters: somebody answered for what they read, and it is not what stands there now.
    The same holds for one that comes under compliance with the validation it had before, and
    for one that is taken out of it: that goes back to not-validated first.

        governance: compliance
        state: validated
        validation:
          by: night-shift-lead
          on: 2026-11-10
        ---
        -Leave out step 3.
        +Leave out steps 3 and 4.

    Instead, mend it with `learnorg fix`, which takes it back, and let somebody other than its
    author and owner verify it: `learnorg validate ID`.
    """
    before, after = turn.lined or (None, None)
    if not isinstance(before, Article) or not isinstance(after, Article):
        return
    if {before.state, after.state} != {"validated"} or turn.erases:
        return
    ruled = "compliance" in (before.governance, after.governance)
    leaves = ruled and after.governance != "compliance"
    back = before.validation != after.validation and (not leaves or turn.noted)
    if not ruled or back:
        return
    same = (before.title, before.body) == (after.title, after.body)
    hint = f"Let somebody verify it as it is: learnorg validate {turn.identity}."
    if leaves:
        said = "it is taken out of compliance, and stays validated as it was"
        way = f"Put the line back, and use: learnorg set {turn.identity} governance=experience."
        yield Remark(said, ("state",), way)
    elif not same:
        yield Remark("its words change, and it stays validated as it was", ("state",), hint)
    elif before.governance != after.governance:
        said = "it comes under compliance, validated as it was before"
        yield Remark(said, ("governance",), hint)
