"""
The rules of reading: what keeps a file from being read as a record at all.

The loader finds these, not a rule of ours; their pages stand here, so that `explain`
knows every name that `check` prints.
"""

from learnorg.checks.check import Check
from learnorg.findings import Level

PAGES = {
    "conflict-markers": """
        Two versions of some lines wait to be merged.

        Why it matters: git could not decide, and left both for a person to choose from.

            <<<<<<< HEAD
            owner: platform
            =======
            owner: network
            >>>>>>> theirs

        Instead, keep the lines that are right, take the markers away, then `git add` the file.
        """,
    "control-character": """
        An invisible control character stands in the text.

        Why it matters: terminals act upon such characters, and people do not see them.

        Instead, take it out; within double quotes it may be written as an escape, "\\x1b".
        """,
    "duplicate-key": """
        The same key stands twice.

        Why it matters: readers disagree on which one counts.

            owner: platform
            owner: network

        Instead, keep one of them.
        """,
    "key-not-text": """
        A key that is not a simple word.

        Why it matters: records have named fields, nothing else.

            ? [a, b]
            : value

        Instead, write `name: value`.
        """,
    "merge-key": """
        YAML's merge key `<<`.

        Why it matters: a few bytes of it can stand for gigabytes, and nobody sees in the
        file what the record says.

            <<: *defaults

        Instead, write the fields out.
        """,
    "no-head": """
        A Markdown record without its head.

        Why it matters: identity, title and state stand there.

        Instead, begin the file with `---`, the fields, and another `---`.
        """,
    "not-a-mapping": """
        The file does not hold keys with values.

        Why it matters: a record is made of named fields.

            - just
            - a list

        Instead, write `name: value`, one a line.
        """,
    "not-utf8": """
        Bytes that are not UTF-8 text.

        Why it matters: nobody can tell what they were meant to be.

        Instead, save the file as UTF-8 in your editor.
        """,
    "not-yaml": """
        Text that is not YAML.

        Why it matters: what cannot be read cannot be counted, and is never skipped in silence.

            title: Payroll: late again

        Instead, put such text into quotes, or on lines of its own:

            title: "Payroll: late again"
            problem: |
              Payroll: late again.
        """,
    "nul-byte": """
        A NUL byte: this is not a text file.

        Why it matters: something else was saved under a record's name.

        Instead, restore it: `git checkout -- FILE`.
        """,
    "several-documents": """
        More than one YAML document in a file.

        Why it matters: one record, one file; a second one would be read by nobody.

        Instead, give each a file of its own, with `learnorg add --from`.
        """,
    "symlink": """
        A symlink where a record should be.

        Why it matters: it may lead out of the register, and differs from clone to clone.

        Instead, put the file itself there.
        """,
    "tab-indentation": """
        A tab where spaces indent.

        Why it matters: how far a tab indents is in the eye of the beholder, so YAML forbids it.

        Instead, use two spaces.
        """,
    "too-deep": """
        Lists and mappings nested deeper than any record is.

        Why it matters: it is a mistake, or an attempt to exhaust whoever reads it.

        Instead, keep to the fields of the format.
        """,
    "too-large": """
        A file larger than any record should be.

        Why it matters: records are read by people, and by every command.

        Instead, keep the essence, and link the rest.
        """,
    "too-many-nodes": """
        More values than any record should have.

        Why it matters: records are read by people, and by every command.

        Instead, keep the essence, and link the rest.
        """,
    "unreadable": """
        A file that cannot be opened.

        Why it matters: a record may hide in it.

        Instead, make it readable (`chmod u+r FILE`), or take it away.
        """,
    "yaml-alias": """
        A YAML alias, `*name`.

        Why it matters: nobody sees in that place what it stands for.

            owner: *boss

        Instead, write the value out; put text that begins with `*` into quotes.
        """,
    "yaml-anchor": """
        A YAML anchor, `&name`.

        Why it matters: it is there for aliases only, which records do not have.

            owner: &boss platform

        Instead, write the value alone; put text that begins with `&` into quotes.
        """,
    "yaml-tag": """
        A YAML tag, `!name`.

        Why it matters: each field's own type decides what its text means, and no tag may
        make programs do things.

            due: !!timestamp 2026-11-30

        Instead, write the value alone; put text that begins with `!` into quotes.
        """,
}


def _page(text: str) -> str:
    lines = text.strip("\n").rstrip().split("\n")
    return "\n".join(line.removeprefix("        ") for line in lines)


READING: tuple[Check, ...] = tuple(
    Check(name, Level.ERROR, _page(text)) for name, text in PAGES.items()
)
"""The rules of reading, as checks that have a page and no function."""
