"""What goes to whom: answers to stdout, talk to stderr, each in the form that was asked for."""

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Literal, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.page import Chart, Page, Table, Tone, counted, spelled_out
from learnorg.register.register import Unreadable
from learnorg.render import formats
from learnorg.render.safe import no_command, on_one_line, visible
from learnorg.render.tables import lines, paint

Form = Literal["auto", "table", "json", "jsonl", "csv", "tsv", "md", "html"]
DEFAULT_WIDTH = 80


class NotAForm(LearnorgError):
    """A format that this answer does not come in."""

    def __init__(self, form: str, known: Sequence[str]) -> None:
        super().__init__(f"this answer does not come as {form}")
        self.hint = f"It comes as {', '.join(known)}."


class AnswerLost(LearnorgError):
    """An answer that stdout does not take."""

    exit_code = 5
    hint = "What the command did is done; see it with `git log -1`, or ask again."

    def __init__(self, failed: OSError) -> None:
        super().__init__(f"the answer could not be written to stdout: {failed.strerror}")


class Output(NamedTuple):
    """How an answer is wished for: its form, a file instead of stdout, and if with pictures."""

    form: str = "auto"
    file: str = ""
    pictures: bool = True
    """Without, HTML has them drawn in text, and other forms have the tables beside them only."""


PLAIN = Output()
"""Nothing wished for: a table on a terminal, TSV in a pipe."""


def prepare_streams() -> None:
    """Let both streams take any text, whatever the locale says."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # for good
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


_wish = "auto"


def prefer_colour(wish: str) -> None:
    """Let the user's preference decide, where neither the environment nor a pipe does."""
    global _wish
    _wish = wish


def is_terminal(stream: Any = None) -> bool:
    """Whether a person looks at a stream, stdout unless told otherwise."""
    return bool((stream or sys.stdout).isatty())


def coloured(stream: Any = None) -> bool:
    """Whether a stream wants colour; `NO_COLOR`, a dumb terminal and pipes do not."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if _wish in ("always", "never"):
        return _wish == "always"
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(stream)


def columns() -> int:
    """How wide the terminal is; a pipe is taken to be as wide as text needs."""
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns


def answer(
    page: Page,
    output: Output = PLAIN,
    unreadable: Sequence[Unreadable] = (),
) -> None:
    """Put a page on stdout, or into a file, in the form that was asked for."""
    broken = [one._asdict() for one in unreadable]
    put(_formed(page, output, broken), output)
    if unreadable and output.form != "json":
        tell_unreadable(unreadable)


def _formed(page: Page, output: Output, broken: Sequence[Any]) -> Iterable[str]:
    form = output.form
    to_person = is_terminal() and not output.file
    if not to_person or form not in ("auto", "table"):
        page = spelled_out(page)
    if not output.pictures and form != "html":
        blocks = tuple(block for block in page.blocks if not isinstance(block, Chart))
        page = page._replace(blocks=blocks)
    table = page.blocks[0] if len(page.blocks) == 1 else None
    if form == "auto":
        form = "table" if to_person or not isinstance(table, Table) or page.title else "tsv"
    match form:
        case "json":
            return [formats.envelope(page.kind, page.data, broken, page.beside)]
        case "jsonl" if isinstance(page.data, list):
            return formats.jsonl(page.data)
        case "md":
            return _logged(formats.markdown(page), output)
        case "html":
            from learnorg.render.html import html  # other forms need not pay for it

            return html(page, output.pictures)
        case "tsv" | "csv":
            tables = [block for block in page.blocks if isinstance(block, Table)]
            if tables:
                write = formats.tsv if form == "tsv" else formats.csv
                return (line for one in tables[:1] for line in write(one.programs or one))
        case "table":
            colour = coloured() and not output.file
            if isinstance(table, Table) and not page.title:
                fitted = lines(table, columns() if to_person else 10_000, colour)
                return fitted if to_person else _logged(fitted, output)
            shown = _shown(page, columns() if to_person else 100, colour)
            return shown if to_person else _logged(shown, output)
    known = ["table", "json", "md", "html"]
    known += ["tsv", "csv"] if any(isinstance(b, Table) for b in page.blocks) else []
    known += ["jsonl"] if isinstance(page.data, list) else []
    raise NotAForm(form, known)


def _shown(page: Page, width: int, colour: bool) -> list[str]:
    """The page as a terminal has it."""
    from learnorg.render import flowing  # lists do without

    plain = flowing.lines(page, width, colour)
    if plain is not None:
        return plain
    # rich is wanted only where text does not simply flow; the rest does without its 20 ms
    from learnorg.render.terminal import show

    return show(page, width, colour).splitlines()


def _logged(text: Iterable[str], output: Output) -> Iterable[str]:
    """The lines; where they may end in the log of a CI service, without commands to it."""
    if output.file not in ("", "-"):
        return text
    return (no_command(line) if "::" in line or "##" in line else line for line in text)


def put(text: Iterable[str], output: Output = PLAIN) -> None:
    """Write lines to stdout or to a file."""
    if output.file and output.file != "-":
        write_file(output.file, (line + "\n" for line in text))
        return
    whole = "".join(line + "\n" for line in text)
    try:
        sys.stdout.write(whole)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as failed:
        close_quietly()
        raise AnswerLost(failed) from failed


def write_file(name: str, text: Iterable[str]) -> None:
    """Write a whole file, or leave what was there; a pipe or device is written to as it is."""
    if os.path.exists(name) and not os.path.isfile(name):
        with open(name, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(map(visible, text) if stream.isatty() else text)
        return
    target = os.path.realpath(name)
    beside = f"{target}.{os.getpid()}.part"
    try:
        with open(beside, "w", encoding="utf-8", newline="") as file:
            file.writelines(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except BaseException as failed:
        with suppress(OSError):
            os.unlink(beside)
        if isinstance(failed, OSError):
            failed.filename = name
        raise


def close_quietly() -> None:
    """Let the reader of stdout go without a word, also when Python closes its streams."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str, tone: Tone = "") -> None:
    """Tell a person something beside the answer."""
    text = no_command(visible(text))
    if coloured(sys.stderr):
        text = "\n".join(paint(line, tone) for line in text.split("\n"))
    print(text, file=sys.stderr)  # noqa: T201  # this is where talk goes


def tell_unreadable(unreadable: Sequence[Unreadable]) -> None:
    """Say that some files were left out, and why."""
    say(f"{counted(len(unreadable), 'file')} could not be read:", "warn")
    for one in unreadable[:5]:
        say(f"  {on_one_line(one.path)}:{one.line}:{one.col}: {on_one_line(one.message)}")
    if len(unreadable) > 5:
        say("  and more: `learnorg check` lists them all")


def complain(code: str, message: str, hint: str, exit_code: int, words: Sequence[str]) -> int:
    """Tell what went wrong, as JSON where the answer was to be JSON; the exit code."""
    if wants_json(words):
        error = {"code": code, "message": message, "hint": hint}
        whole = {"learnorg": formats.ENVELOPE, "error": error}
        print(formats.harmless(json.dumps(whole, ensure_ascii=False)), file=sys.stderr)  # noqa: T201
        return exit_code
    colour = coloured(sys.stderr)
    head = paint("error:", "bad") if colour else "error:"
    print(f"{head} {no_command(visible(message))}", file=sys.stderr)  # noqa: T201
    if hint:
        head = paint("hint:", "warn") if colour else "hint:"
        print(f"{head} {no_command(visible(hint))}", file=sys.stderr)  # noqa: T201
    return exit_code


def wants_json(words: Sequence[str]) -> bool:
    """Whether a command line asks for JSON."""
    for n, word in enumerate(words):
        if word in ("--format=json", "--format=jsonl"):
            return True
        if word == "--format" and list(words[n + 1 : n + 2]) in (["json"], ["jsonl"]):
            return True
    return False
