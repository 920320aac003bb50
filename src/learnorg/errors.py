"""What every refusal has in common."""

import re


class LearnorgError(Exception):
    """
    Something that cannot be done, told so that the reader can go on.

    Each error stands beside the function that raises it and says what is the
    matter; `hint` says how to go on, and `exit_code` tells scripts which kind it is:
    2 usage or configuration, 3 no such thing or changed meanwhile, 4 refused
    because of the repository's state or a record's, 5 input/output, 6 written but not
    committed, 7 refused by a guard, the life cycle, policy or authority.
    """

    exit_code: int = 2
    hint: str = ""

    @property
    def code(self) -> str:
        """The error's public name in JSON: `NotARegister` is `not-a-register`."""
        return re.sub(
            r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", type(self).__name__
        ).lower()
