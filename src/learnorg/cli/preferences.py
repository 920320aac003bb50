"""The user's own preferences, kept in `$XDG_CONFIG_HOME/learnorg/config.yaml`."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from learnorg.cli.places import preferences_file
from learnorg.errors import LearnorgError
from learnorg.files import atomic
from learnorg.files.atomic import CannotWrite
from learnorg.files.loader import Refused, load
from learnorg.files.splice import GONE, Edit, splice
from learnorg.settings import Preferences
from learnorg.spelling import did_you_mean

KEYS = tuple(field.name for field in fields(Preferences))


class BadPreference(LearnorgError):
    """A preference that does not exist, or a value it cannot have."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class MayBeLost(LearnorgError):
    """A file that has its new content, of which the disk does not say whether it is safe."""

    exit_code = 5
    hint = "The change is done; make it once more when the disk is well."

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is written, but may be lost if the power fails")


def file() -> Path:
    """Where preferences are kept."""
    return Path(preferences_file())


def read() -> Preferences:
    """The user's preferences, with what holds where nothing is said."""
    try:
        data = file().read_bytes()
    except FileNotFoundError:
        return Preferences()
    return _parsed(data)


def _parsed(data: bytes) -> Preferences:
    try:
        plain = load(data).plain()
    except Refused as wrong:
        raise BadPreference(
            f"{file()}:{wrong.line}:{wrong.col}: {wrong.message}", wrong.hint
        ) from None
    stated = {key: value for key, value in plain.items() if value is not None}
    return _simply(stated) or _validated(stated)


def _simply(stated: Mapping[str, Any]) -> Preferences | None:
    """The preferences, where each is what its field may hold; every command asks for them."""
    kinds = get_type_hints(Preferences)
    found: dict[str, Any] = {}
    for key, value in stated.items():
        if kinds.get(key) is bool and value in ("true", "false"):
            found[key] = value == "true"
        elif isinstance(value, str) and (
            kinds.get(key) is str or value in get_args(kinds.get(key))
        ):
            found[key] = value
        else:
            return None
    return Preferences(**found)


def _validated(stated: Mapping[str, Any]) -> Preferences:
    """The same, or what is wrong with them."""
    from pydantic import TypeAdapter  # 90 ms, for bad news only

    from learnorg.kinds.problems import problems_of

    found, wrong_ones = problems_of(TypeAdapter(Preferences), stated, Preferences)
    if wrong_ones:
        first = wrong_ones[0]
        raise BadPreference(f"{file()}: {first.message}", first.hint)
    assert isinstance(found, Preferences)
    return found


def write(key: str, value: str) -> None:
    """Set one preference, or with an empty value take it back; comments stay."""
    if key not in KEYS:
        raise BadPreference(
            f"'{key}' is no preference",
            did_you_mean(key, KEYS) or f"There are: {', '.join(KEYS)}.",
        )
    path = file()
    before = atomic.read(path)
    text = splice(load(before or b""), [Edit((key,), value or GONE)])
    _parsed(text.encode())
    _swept(path)
    after = text.encode()
    try:
        atomic.swap([atomic.Swap(path, before, after)])
    except CannotWrite as why:
        if atomic.read(path) == after:
            raise MayBeLost(path) from why
        raise


def _swept(path: Path) -> None:
    """Nothing, once what a killed command left beside the file is gone."""
    for leftover in path.parent.glob(f".{path.name}.*{atomic.TEMPORARY}"):
        with suppress(OSError):
            leftover.unlink()
