"""Articles that others are to rely on and that do not say what to do."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.kinds.article import NEEDED, OUT


@over_records(Level.ERROR)
def article_without_words(seen: Seen) -> Iterator[Remark]:
    """
    An article that is out, and under a heading that its type lives by says nothing.

    Why it matters: whoever finds it has nothing to go by, and looks no further. The sections are
    those that the verbs ask for: Issue and Resolution of a fix, Goal and Steps of a how-to, What
    we learned of a lesson, Facts of a reference. What a template asks between `<!--` and `-->`
    is no answer.

        state: validated
        ---

        ## Resolution

        <!-- What to do, step by step. -->

    Instead, write it with `learnorg fix`, or take the article back:
    `learnorg article move wip KB-2611-7k3mqx --because "WHY"`.
    """
    record = seen.article
    if record is None or record.state not in OUT or record.imported:
        return
    from learnorg.kinds.sections import wordless  # with the models, which are here

    for heading in wordless(record.body, NEEDED[record.type]):
        yield Remark(
            f"{record.state}, but nothing stands under '{heading}'",
            ("state",),
            f"Write it: learnorg fix {record.id}.",
        )
