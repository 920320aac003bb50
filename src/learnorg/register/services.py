"""The services that a register knows, and which of them somebody means."""

from learnorg.errors import LearnorgError
from learnorg.register.register import Register
from learnorg.spelling import did_you_mean


class NoSuchService(LearnorgError):
    """A service that neither policy lists nor any record names."""

    exit_code = 3

    def __init__(self, typed: str, known: list[str]) -> None:
        super().__init__(f"no record and no policy knows a service '{typed}'")
        listed = f"There are: {', '.join(known[:20])}." if known else ""
        self.hint = did_you_mean(typed, known) or listed or "Policy lists them under `services`."


def services(register: Register) -> list[str]:
    """Every service that policy lists or a record names, by name, each once."""
    rows = register.index.rows("SELECT DISTINCT value FROM terms WHERE field = 'service'")
    named = [*register.policy.services, *(value for (value,) in rows)]
    return sorted({_plain(name): name for name in reversed(named) if name}.values())


def service(register: Register, typed: str) -> str:
    """The service that somebody means, as policy or a record writes it."""
    known = services(register)
    for name in known:
        if _plain(name) == _plain(typed):
            return name
    raise NoSuchService(typed, known)


def _plain(name: str) -> str:
    """A name as it is compared: hyphens may stand for blanks."""
    return name.strip().casefold().replace(" ", "-")
