"""Files that are no records, such as maps and frameworks: read, or refused with every fault."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import BaseModel

from learnorg.errors import LearnorgError
from learnorg.files.loader import Form, Refused, load
from learnorg.kinds.problems import Problem, problems

Shape = TypeVar("Shape", bound=BaseModel)


class Misshapen(LearnorgError):
    """A file that does not say what such a file can say, with every place that is to be mended."""

    def __init__(self, path: str, faults: list[tuple[int, int, str]]) -> None:
        told = "\n".join(f"{path}:{line}:{col}: {message}" for line, col, message in faults)
        super().__init__(told)
        self.faults = faults


def shaped(
    model: type[Shape],
    data: bytes,
    path: str,
    bad: type[Misshapen] = Misshapen,
    doubts: Callable[[Shape], Iterable[Problem]] = lambda _: (),
) -> Shape:
    """
    What the bytes of a file say, in the shape of a model.

    `doubts` finds what is well written and means nothing. Raises `bad` with all that is wrong.
    """
    try:
        document = load(data, Form.YAML)
    except Refused as wrong:
        told = f"{wrong}. {wrong.hint}".rstrip(". ")
        raise bad(path, [(wrong.line, wrong.col, told)]) from None
    found, faults = problems(model, document.plain())
    if found is not None:
        faults = list(doubts(found))
    if found is None or faults:
        raise bad(path, [(*document.locate(fault.path), _told(fault)) for fault in faults])
    return found


def _told(fault: Problem) -> str:
    return f"{fault.message}. {fault.hint}".rstrip(". ")
