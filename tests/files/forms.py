"""Ordinary ways in which people write YAML by hand: each has to survive an edit."""

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

from learnorg.files.emitter import emit
from learnorg.files.loader import Form, Mapping, Node, Sequence, load

Path = tuple[str | int, ...]

GROUPS = (("id", "title", "state"), ("owner", "tags"), ("problem",), ("plan", "links"))


class Written(NamedTuple):
    name: str
    text: str
    form: Form = Form.YAML

    def __str__(self) -> str:
        return self.name


TIDY = """\
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: open

owner: night-shift leads
tags:
  - handover
  - shift

problem: |
  Hand-overs take forty minutes.
  Nobody knows the open points.

plan:
  - id: a7k
    do: ask the team
    due: 2026-12-01
  - id: b2m
    do: try it on one ward
"""

COMMENTED = """\
# Kept by the night shift.

# What it is called
id: IMP-2611-7k3mqx   # never changes
title: Shorter hand-over # short!

# who does it
owner: night-shift leads
tags:          # see the list in the wiki
  # the first
  - handover   # main
  # the second

  - shift
  # more to come
plan:
  - do: ask   # soon
    # by then
    due: 2026-12-01
    # nothing more
# the end
"""

FORMS = (
    Written("tidy", TIDY),
    Written("commented", COMMENTED),
    Written("windows", TIDY.replace("\n", "\r\n")),
    Written("windows-commented", COMMENTED.replace("\n", "\r\n")),
    Written("byte-order-mark", "\ufeff" + TIDY),
    Written("no-final-newline", TIDY.removesuffix("\n")),
    Written("no-final-newline-in-a-list", "id: a\ntags:\n- b\n- c"),
    Written("no-final-newline-empty", "id: a\nowner:"),
    Written(
        "dashes-under-the-key", "id: a\ntags:\n- b  # b\n- c\nplan:\n- do: x\n  due: y\n- do: z\n"
    ),
    Written(
        "four-spaces", "id: a\nplan:\n    - do: x\n      due: y\n    -   do: z\n        due: q\n"
    ),
    Written(
        "one-space", "id: a\nextra:\n cost: 1\n more:\n  deep: 2\n  - 3\n".replace("  - 3\n", "")
    ),
    Written("brackets", "id: a\ntags: [b, 'c', \"d\"]  # three\nextra: {e: f, g: [h, i]}\n"),
    Written("brackets-over-lines", "id: a\ntags: [\n  b,\n  c,\n]\nextra: {\n  d: e,\n  f: g\n}\n"),
    Written("empty-brackets", "id: a\ntags: []\nextra: {}\nplan: [ ]\n"),
    Written("quoted-keys", "'id': a\n\"title\": b\n'odd: key': c\nextra:\n  '1': d\n"),
    Written("quotes", "id: 'a'\ntitle: \"b \\u00fc \\\"c\\\"\"\nstate: 'it''s'\nowner: \"\"\n"),
    Written("number-like", "id: a\nn: 012\nt: 12:30\nv: 1.10\nd: 2026-01-01\nb: no\ne: 1e3\n"),
    Written("nothings", "id: a\ntitle:\nstate: ~\nowner: null\ntags:\n  -\n  - b\n  - ~\nplan:\n"),
    Written(
        "literals",
        "id: a\nproblem: |\n    Four in.\n      More.\n\n    End.\nplan:\n  - |\n    x\n  - y\n",
    ),
    Written(
        "chomping",
        "a: |-\n  b\nc: |+\n  d\n\n\ne: >-\n  f\n  g\n\nh: >\n  i\n\n  j\n\n\nk: |2\n    l\n",
    ),
    Written("kept-at-the-end", "id: a\nproblem: |+\n  b\n\n\n"),
    Written(
        "commented-literal",
        "id: a\nproblem: |  # in prose\n  # not a comment\n  b\n# after\nowner: c\n",
    ),
    Written(
        "over-several-lines",
        "id: a\ntitle: one\n  two\n\n  three\nowner: 'four\n  five'\nstate: open\n",
    ),
    Written("value-below", "id:\n  a\ntitle:\n    'b'\nproblem:\n  |\n  c\ntags:\n\n  - d\n"),
    Written("lists-in-lists", "id: a\ntags:\n  - - b\n    - c\n  - - - d\n  -\n    - e\n"),
    Written("dash-alone", "id: a\nplan:\n  -\n    do: x\n    due: y\n  - # why\n    do: z\n"),
    Written("wide-colons", "id:    a\ntitle :  b\nowner:\tc\nextra:\n    d   :   e\n"),
    Written("many-blank-lines", "\n\nid: a\n\n\n\ntitle: b\n   \nowner: c\n\n\n"),
    Written("document-start", "---\nid: a\ntitle: b\n"),
    Written("other-scripts", "id: a\ntitle: 引き継ぎ 😀 # 😀\nowner: 'Zoë 😀'\ntags: [😀, é]\n"),
    Written("hashes", "id: a#b\ntitle: 'c # d'  # e\nowner: \"#f\" #g\ntags:\n  - h#\n"),
    Written(
        "markdown", "---\nid: KB-1\ntitle: a\ntags:\n  - b\n---\n\n# How\n\nText.\n", Form.MARKDOWN
    ),
    Written(
        "markdown-close", "---\nid: KB-1 # k\n# t\ntitle: a\n---\nText.\n---\nMore", Form.MARKDOWN
    ),
    Written(
        "markdown-windows",
        "---\r\nid: KB-1\r\ntags: [b]\r\n---\r\n\r\nText.\r\n\r\nMore.\r\n",
        Form.MARKDOWN,
    ),
    Written("markdown-without-body", "---\nid: KB-1\ntags:\n- b\n---\n", Form.MARKDOWN),
    Written("markdown-unfinished", "---\nid: KB-1\n---", Form.MARKDOWN),
)


def nodes(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    if path:
        yield path, node
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield from nodes(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from nodes(item, (*path, number))


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8
)
names = st.sampled_from(
    [name for group in GROUPS for name in group] + ["zeta", "extra", "odd: key"]
)
values = st.recursive(
    words | st.sampled_from(["two\nlines\n", "two\n\nlines", "no", "a: b", "# c"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(names, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)
records = st.dictionaries(names, values, min_size=1, max_size=5)


@st.composite
def commented(draw: st.DrawFn) -> str:
    """A record with comments above, behind and below its keys."""
    lines = emit(draw(records), groups=GROUPS).splitlines()
    document = load("".join(line + "\n" for line in lines).encode())
    for key, value in document.root.entries.values():
        if draw(st.booleans()):
            lines[key.line - 1] = "# above\n" + lines[key.line - 1]
        if (
            draw(st.booleans())
            and not value.flow
            and "\n" not in document.text[key.start : value.end]
        ):
            lines[key.line - 1] += "  # behind"
    return "".join(line + "\n" for line in lines) + draw(st.sampled_from(["", "# below\n", "\n"]))
