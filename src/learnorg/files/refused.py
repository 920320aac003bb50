"""What a file is told when it cannot be read."""

from learnorg.errors import LearnorgError


class Refused(LearnorgError):
    """One file that is not read, with the fault's name, its place and the way to mend it."""

    def __init__(self, rule: str, message: str, hint: str, line: int = 1, col: int = 1) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint
        self.line = line
        self.col = col
