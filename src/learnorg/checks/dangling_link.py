"""Links that lead nowhere."""

import json
from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.kinds import BY_NAME
from learnorg.refs import target
from learnorg.register.facts import pointers
from learnorg.register.links import parts
from learnorg.register.lookup import Ambiguous, NoSuchRecord, look_up
from learnorg.register.register import Register
from learnorg.register.reviews import review
from learnorg.spelling import FEW, did_you_mean

MEND = "Correct it, or take the link away."


@across_register(Level.ERROR)
def dangling_link(register: Register, _today: date) -> Iterator[Remark]:
    """
    A link to a record or part that is not there, or to nothing that links can point to.

    So is a factor that a finding answers and its review does not have.

    Why it matters: what it was meant to explain is lost.

        links:
          - rel: depends-on
            to: IMP-2611-000000

    Instead, link what is there: `learnorg link ID depends-on TARGET`. Other systems' keys
    are written `servicenow:INC0012345`, other registers' `payroll:IMP-2611-7k3mqx`. An alias
    such as `CSI-142` is for typing; a file names the record itself.
    """
    rows = register.index.rows(
        "SELECT r.path, r.kind, c.json, l.raw FROM links l JOIN records r USING (n) "
        "JOIN contents c USING (n) LEFT JOIN records o ON o.id = l.identity "
        "AND (l.kind = '' OR o.kind = l.kind) WHERE (l.identity != '' AND o.n IS NULL) "
        "OR l.identity = '' ORDER BY r.path"
    )
    for path, kind, text, raw in rows:
        at = target(raw, tuple(BY_NAME))
        if at is not None and at.elsewhere:
            continue
        why = f"there is no record '{raw}'" if at else f"a link cannot point to '{raw}'"
        yield Remark(why, _place(kind, text, raw), _instead(register, raw), path)
    yield from _partless(register)
    yield from _factorless(register)


def _partless(register: Register) -> Iterator[Remark]:
    """Links to parts, `#b7k`, that their record does not have."""
    rows = register.index.rows(
        "SELECT r.path, r.kind, c.json, l.raw, l.identity, t.json FROM links l "
        "JOIN records r USING (n) JOIN contents c USING (n) JOIN records o ON o.id = l.identity "
        "AND (l.kind = '' OR o.kind = l.kind) JOIN contents t ON t.n = o.n "
        "WHERE l.identity != '' AND instr(l.raw, '#') ORDER BY r.path"
    )
    for path, kind, text, raw, identity, there in rows:
        part = raw.partition("#")[2]
        known = parts(json.loads(there))
        if part and part not in known:
            hint = f"Its parts: {', '.join(sorted(known))}." if known else MEND
            yield Remark(f"{identity} has no part '#{part}'", _place(kind, text, raw), hint, path)


def _factorless(register: Register) -> Iterator[Remark]:
    """Findings that answer a factor that their review does not have."""
    rows = register.index.rows(
        "SELECT r.path, c.json FROM records r JOIN contents c USING (n) "
        "WHERE r.kind = 'review' AND r.broken IS NULL AND EXISTS (SELECT 1 "
        "FROM json_each(c.json, '$.findings') f WHERE json_type(f.value) = 'object' "
        "AND json_extract(f.value, '$.factors') IS NOT NULL) ORDER BY r.path"
    )
    for path, text in rows:
        one = review(json.loads(text), path)
        known = [factor.id for factor in one.factors if factor.id]
        for n, finding in enumerate(one.findings):
            for m, named in enumerate(finding.factors):
                if named not in known:
                    why = f"{one.identity} has no factor '{named}'"
                    hint = f"Its factors: {', '.join(known)}." if known else MEND
                    yield Remark(why, ("findings", n, "factors", m), hint, path)


def _place(kind: str, text: str, raw: str) -> tuple[str | int, ...]:
    """Where what points there stands in a record's content."""
    plain = json.loads(text)
    links = plain.get("links") or []
    there = (("links", n, "to") for n, x in enumerate(links) if _to(x) == raw)
    inside = (path for path, to in pointers(BY_NAME[kind], plain) if to == raw)
    return next(there, None) or next(inside, ("links", 0, "to"))


def _to(link: object) -> object:
    return link.get("to") if isinstance(link, dict) else None


def _instead(register: Register, raw: str) -> str:
    """What to write: the identity of the one record that goes by that name, or of those near."""
    name, hash_, part = raw.partition("#")
    named = register.index.rows(
        "SELECT DISTINCT id FROM aliases JOIN records USING (n) WHERE alias = ?", (name,)
    )
    if len(named) == 1:
        return f"{name} is an alias: write {named[0][0]}{hash_}{part}."
    return _near(register, name) or MEND


def _near(register: Register, name: str) -> str:
    """The records that may have been meant, as somebody finds them who types the name."""
    try:
        found = [look_up(register.index, name)]
    except (NoSuchRecord, Ambiguous) as refused:
        found = refused.near
    if 0 < len(found) <= FEW:
        return f"Did you mean {' or '.join(repr(entry.identity) for entry in found)}?"
    slugs = register.index.rows("SELECT id FROM records WHERE kind != '' AND symbols = ''")
    return did_you_mean(name.rpartition(":")[2], [slug for (slug,) in slugs])
