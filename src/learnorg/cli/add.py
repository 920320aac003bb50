"""`learnorg add`: an improvement in ten seconds."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish, short
from learnorg.cli.console import say
from learnorg.cli.options import On, Wishes, given, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import day, happened
from learnorg.register import assignments, drafts
from learnorg.register.changes import Change
from learnorg.register.governing import born
from learnorg.register.records import created
from learnorg.register.similar import similar

Text = str | None


class NoSuchFile(LearnorgError):
    """A file to read records from that is not there."""

    exit_code = 3
    hint = "Name a file that holds YAML or JSON, or `-` for what a pipe brings."

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no file {name}")


class NoTitle(LearnorgError):
    """An improvement without a title."""

    hint = 'Say what hurts or could be better: learnorg add "Cut password-reset calls".'

    def __init__(self) -> None:
        super().__init__("an improvement needs a title")


@with_bundles
def add(
    ctx: typer.Context,
    title: Annotated[
        str | None, typer.Argument(help="What could be better, in a few words.")
    ] = None,
    problem: Annotated[Text, typer.Option("--problem", "-p", help="What happens today.")] = None,
    source: Annotated[
        Text,
        typer.Option(
            "--source",
            "-s",
            help="Where it comes from: audit, staff-suggestion, …",
            autocompletion=completion.sources,
        ),
    ] = None,
    ref: Annotated[Text, typer.Option("--ref", help="What it refers to there: INC0012345.")] = None,
    type_: Annotated[Text, typer.Option("--type", help="fix, improve or innovate.")] = None,
    owner: Annotated[
        Text, typer.Option("--owner", help="Who takes it up.", autocompletion=completion.owners)
    ] = None,
    team: Annotated[Text, typer.Option("--team", help="Which team.")] = None,
    sponsor: Annotated[Text, typer.Option("--sponsor", help="Who backs it.")] = None,
    raised_by: Annotated[
        Text, typer.Option("--raised-by", help="Whose idea it is; `anonymous` is fine.")
    ] = None,
    service: Annotated[
        list[str] | None,
        typer.Option(
            "--service", help="A service it is about.", autocompletion=completion.terms("service")
        ),
    ] = None,
    environment: Annotated[list[str] | None, typer.Option("--environment", help="Where.")] = None,
    practice: Annotated[list[str] | None, typer.Option("--practice", help="A practice.")] = None,
    objective: Annotated[
        list[str] | None, typer.Option("--objective", help="An objective it serves.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", "-t", help="A tag.", autocompletion=completion.terms("tag")),
    ] = None,
    justification: Annotated[
        Text, typer.Option("--justification", help="Why it is worth it.")
    ] = None,
    vision: Annotated[Text, typer.Option("--vision", help="How it will be.")] = None,
    size: Annotated[Text, typer.Option("--size", help="S, M, L or XL.")] = None,
    timescale: Annotated[Text, typer.Option("--timescale", help="short, medium or long.")] = None,
    priority: Annotated[Text, typer.Option("--priority", help="A priority set by hand.")] = None,
    priority_because: Annotated[
        Text, typer.Option("--priority-because", help="Why it has that priority.")
    ] = None,
    due: Annotated[Text, typer.Option("--due", help="By when: 2027-03-31, +6w, 2027-Q1.")] = None,
    value: Annotated[Text, typer.Option("--value", help="What it is worth, 1 to 10.")] = None,
    effort: Annotated[Text, typer.Option("--effort", help="Person-days.")] = None,
    confidence: Annotated[
        Text, typer.Option("--confidence", help="How sure of the value, 0 to 1.")
    ] = None,
    measure: Annotated[
        Text, typer.Option("--measure", help="What will show that it worked.")
    ] = None,
    unit: Annotated[Text, typer.Option("--unit", help="The measure's unit.")] = None,
    baseline: Annotated[Text, typer.Option("--baseline", help="Its value now.")] = None,
    target: Annotated[Text, typer.Option("--target", help="Its value when it worked.")] = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", help="Its number elsewhere: CSI-142.")
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="Any other field: --set cost='4 days' --set extra.cab=yes.",
            metavar="FIELD=VALUE",
        ),
    ] = None,
    on: On = "",
    from_: Annotated[
        Text, typer.Option("--from", help="Read records as YAML or JSON from a file, `-` is stdin.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Write it in your editor.")] = False,
    *,
    wishes: Wishes,
) -> None:
    """
    Add an improvement: a title is enough.

    [dim]$[/] learnorg add "Cut password-reset calls"
    [dim]$[/] learnorg add "Cache build dependencies" --service build --value 6
    [dim]$[/] learnorg add --edit
    [dim]$[/] echo '{"title": "No alarm when the queue stops"}' | learnorg add --from -
    """
    session: Session = ctx.obj
    said: dict[str, Any] = {
        "title": title,
        "type": type_,
        "owner": owner,
        "team": team,
        "sponsor": sponsor,
        "raised_by": raised_by,
        "source": {"type": source, "ref": ref} if source or ref else None,
        "services": given(service),
        "environments": given(environment),
        "practices": given(practice),
        "objectives": given(objective),
        "tags": given(tag),
        "problem": problem,
        "justification": justification,
        "vision": vision,
        "size": size,
        "timescale": timescale,
        "priority": {"level": priority, "because": priority_because},
        "due": day(due, session.today).isoformat() if due else None,
        "estimates": {"value": value, "confidence": confidence, "effort": effort},
        "measures": [
            {"name": measure or "measure", "unit": unit, "baseline": baseline, "target": target}
        ]
        if measure or unit or baseline or target
        else None,
        "aliases": given(alias),
    }
    said = _without_nothing(said)
    said["raised"] = (happened(on, session.today) if on else session.today).isoformat()
    for word in given(fields):
        _assign(said, assignments.parse(word))
    if from_:
        several = [{**said, **_without_nothing(one)} for one in drafts.parsed(_read(from_))]
    elif edit:
        from learnorg.cli.editor import edited_record  # tempfile and shlex, seldom wanted

        with edited_record(session, IMPROVEMENT, said) as written:
            _add(session, [written], wishes)
        return
    else:
        several = [_asked(session, said)]
    _add(session, several, wishes)


def _add(session: Session, several: list[dict[str, Any]], wishes: Wishes) -> None:
    register = session.register
    revisions = []
    for said in several:
        if not str(said.get("title") or "").strip():
            raise NoTitle
        born(said)
        if not said.get("raised_by") and session.who.known_as != "unknown":
            said["raised_by"] = session.who.known_as
        if isinstance(said.get("estimates"), dict):
            by = {"by": session.who.known_as, "on": session.today.isoformat()}
            said["estimates"] = by | said["estimates"]
        data = drafts.minted(register, IMPROVEMENT, said, session.today)
        revisions.append(created(IMPROVEMENT, data))
    for revision in revisions:
        for alike in similar(register, revision.title):
            say(
                f"Alike ({alike.likeness:.0%}): {alike.identity} {alike.title} ({alike.state})",
                "warn",
            )
    finish(session, Change("add", tuple(revisions)), wishes)
    if not wishes.dry_run and not wishes.quiet and wishes.form == "auto" and len(revisions) == 1:
        name = short(session, revisions[0].identity)
        if "estimates" in several[0]:
            say(f"Next: learnorg show {name}, or take it up: learnorg accept {name} --owner NAME")
            return
        say(f"Next: learnorg show {name}, or estimate it: learnorg estimate {name} --value 8 "
            "--effort 3 --confidence 0.8")  # fmt: skip


def _asked(session: Session, said: dict[str, Any]) -> dict[str, Any]:
    """What is missing, asked for where somebody is there to answer."""
    if said.get("title") or not session.may_ask:
        return said
    said["title"] = typer.prompt("Title", err=True)
    for key, question in (("problem", "What happens today"), ("services", "Service")):
        if key not in said and (
            told := typer.prompt(question, default="", show_default=False, err=True)
        ):
            said[key] = told
    return said


def _assign(said: dict[str, Any], one: assignments.Assignment) -> None:
    """Put a `--set` into the content, list items in the order they come."""
    here: Any = said
    for step, following in zip(one.path, (*one.path[1:], ""), strict=True):
        if following == "":
            here[step] = one.value
        elif isinstance(here, dict):
            here = here.setdefault(step, {})


def _without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    kept = {}
    for key, value in said.items():
        if isinstance(value, dict):
            value = _without_nothing(value)  # the same value, cleaned
        if isinstance(value, list):
            value = [_without_nothing(v) if isinstance(v, dict) else v for v in value]
        if value not in (None, "", [], {}):
            kept[key] = value
    return kept


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise NoSuchFile(name) from None
    except UnicodeDecodeError:
        raise drafts.NotOneRecord("it is not UTF-8 text") from None
