"""
How shells learn what to offer on Tab: a script for each, and the answers that it asks for.

Typer's own scripts leave words to the shell that shells take apart: bash at each colon, all of
them at blanks. Ours send the line as it stands before the cursor and get whole words back, as
the shell wants them written. An answer that ends in failure leaves the word to the shell, which
offers files. Scripts that typer once installed are answered as typer answers them.
"""

import os
import re
import sys
from functools import cached_property
from shlex import shlex
from typing import NamedTuple

# Typer has no public way to bring scripts of one's own; its version is bounded, and
# `test_shells.py` tells when these move.
from typer._click.shell_completion import (
    CompletionItem,
    ShellComplete,
    _resolve_context,
    _resolve_incomplete,
    add_completion_class,
)
from typer._completion_classes import BashComplete, FishComplete, ZshComplete
from typer._completion_shared import _completion_scripts

from learnorg.render.safe import on_one_line

BASH = r"""
%(complete_func)s() {
    local answers answer
    COMPREPLY=()
    answers=$(
        COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \
        %(autocomplete_var)s=complete_bash "${1/#~\//$HOME/}" 2>/dev/null
    ) || compopt -o default 2>/dev/null
    while IFS= read -r answer; do
        [[ $answer ]] && COMPREPLY+=("$answer")
    done <<< "$answers"
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
    return 0
}

complete -F %(complete_func)s %(prog_name)s
"""

ZSH = r"""
#compdef %(prog_name)s

%(complete_func)s() {
    local -a answers fields
    local said
    said=$(
        COMP_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" \
        %(autocomplete_var)s=complete_zsh ${~words[1]} 2>/dev/null
    ) || { [[ $PREFIX == -* ]] && compset -P '*='; _files; return }
    answers=("${(@f)said}")
    fields=("${(@M)answers:#*\\:}")
    answers=("${(@)answers:#(|*\\:)}")
    _describe -V '%(prog_name)s' answers -- fields -S ''
}

compdef %(complete_func)s %(prog_name)s
[[ $funcstack[1] != _%(prog_name)s ]] || %(complete_func)s "$@"
"""

FISH = r"""
function %(complete_func)s
    set -l answers (env COMP_LINE=(commandline -cp | string collect) \
        %(autocomplete_var)s=complete_fish %(prog_name)s 2>/dev/null)
    or set answers (__fish_complete_path (commandline -ct))
    count $answers >/dev/null; and printf '%%s\n' $answers
end

complete --command %(prog_name)s --no-files --keep-order --arguments '(%(complete_func)s)'
"""

BREAKS = {":": 1, "=": 1, "@": 0}
"""Where bash begins a new word: after the character, or with it."""

HARMLESS = re.compile(r"[\w .,:/%@+=-][\w .,:/%@+=#-]*")
"""What no shell evaluates, whatever stands in a record."""


class Line(NamedTuple):
    """A command line up to the cursor: its words, the last begun, and the quote open there."""

    words: list[str]
    begun: str
    quote: str = ""
    quoted: str = ""


def read(line: str) -> Line:
    """The words of a line as a shell reads them, and how it stands with the last one."""
    lexer = shlex(line + "|", posix=True)  # with a mark at the cursor, so that a word is there
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(iter(lexer.get_token, None))
    except ValueError:  # an open quote
        quote = getattr(lexer, "state", "")
        return Line(words, lexer.token[:-1], quote, line.rpartition(quote)[2])
    return Line(words[:-1], words[-1][:-1])


class Answers(ShellComplete):
    """What a script of ours gets, whichever shell runs it."""

    def complete(self) -> str:
        """The answers, one a line."""
        if "COMP_LINE" not in os.environ:
            return super().complete()
        return "\n".join(
            self.written(item)
            for item in self.offered(self.line.words[1:], self.line.begun)
            if HARMLESS.fullmatch(item.value) and item.value.startswith(self.line.begun)
        )

    @cached_property
    def line(self) -> Line:
        """What has been typed so far."""
        return read(os.environ["COMP_LINE"])

    def offered(self, args: list[str], begun: str) -> list[CompletionItem]:
        """Whole words that go on from what was begun; where files are meant, the shell does."""
        option = re.match(r"(-[^=]*)=", begun)
        prefix, args = (option[0], [*args, option[1]]) if option else ("", args)
        context = _resolve_context(self.cli, self.ctx_args, self.prog_name, args)
        asked, value = _resolve_incomplete(context, args, begun.removeprefix(prefix))
        items = [i for i in asked.shell_complete(context, value) if i.type == "plain"]
        if not items and _may_be_a_file(asked):
            sys.exit(1)
        return [CompletionItem(prefix + item.value, help=item.help) for item in items]

    def written(self, item: CompletionItem) -> str:
        """An answer as the shell's script takes it."""
        raise NotImplementedError


def _may_be_a_file(asked: object) -> bool:
    """Whether a parameter knows no values of its own, or takes files besides them."""
    completer = getattr(asked, "_custom_shell_complete", asked)  # a command is its own
    return completer is None or getattr(asked, "metavar", "") == "MAP"


class Bash(Answers, BashComplete):
    """Answers for bash: what readline puts in place of the part of the word that it sees."""

    source_template = BASH

    def written(self, item: CompletionItem) -> str:
        """The rest of a word, with its blanks escaped unless they stand in quotes."""
        word, begun = str(item.value), self.line.begun
        if self.line.quote:
            return word.removeprefix(begun.removesuffix(self.line.quoted))
        known = os.environ.get("COMP_WORDBREAKS", "")
        breaks = [begun.rindex(b) + n for b, n in BREAKS.items() if b in known and b in begun]
        return word[max(breaks, default=0) :].replace(" ", "\\ ")


class Zsh(Answers, ZshComplete):
    """Answers for zsh, which escapes them itself: a word and what it is, with a colon between."""

    source_template = ZSH

    def written(self, item: CompletionItem) -> str:
        """A word whose own colons are escaped."""
        word = item.value.replace(":", "\\:")
        return f"{word}:{on_one_line(item.help)}" if item.help else str(word)


class Fish(Answers, FishComplete):
    """Answers for fish, which escapes them itself: a word and what it is, with a tab between."""

    source_template = FISH

    def written(self, item: CompletionItem) -> str:
        """A word and what it is."""
        return f"{item.value}\t{on_one_line(item.help)}" if item.help else str(item.value)


def teach() -> None:
    """Have typer hand out these scripts, and answer them."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell, shell.name)
        _completion_scripts[shell.name] = shell.source_template
