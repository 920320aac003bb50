"""The services and teams that a register knows, and which of them somebody means."""

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


class NoSuchTeam(LearnorgError):
    """A team, or a part of its name, that neither policy lists nor any record names."""

    exit_code = 3

    def __init__(self, typed: str, known: list[str]) -> None:
        super().__init__(f"no record and no policy knows a team '{typed}'")
        listed = f"There are: {', '.join(known[:20])}." if known else ""
        self.hint = did_you_mean(typed, known) or listed or "Policy lists them under `teams`."


def services(register: Register) -> list[str]:
    """Every service that policy lists or a record names, by name, each once."""
    rows = register.index.rows("SELECT DISTINCT value FROM terms WHERE field = 'service'")
    return _known([*register.policy.services, *(value for (value,) in rows)])


def teams(register: Register) -> list[str]:
    """Every team that policy lists or a record names, by name, each once."""
    rows = register.index.rows("SELECT DISTINCT team FROM records")
    return _known([*register.policy.teams, *(value for (value,) in rows)])


def service(register: Register, typed: str) -> str:
    """The service that somebody means, as policy or a record writes it."""
    known = services(register)
    for name in known:
        if _plain(name) == _plain(typed):
            return name
    raise NoSuchService(typed, known)


def team(register: Register, typed: str) -> str:
    """The team that somebody means, or the part of a name that teams have, as it was typed."""
    known = teams(register)
    for name in known:
        if _plain(name) == _plain(typed):
            return name
    if any(typed.strip().casefold() in name.casefold() for name in known):
        return typed
    raise NoSuchTeam(typed, known)


def _known(named: list[str]) -> list[str]:
    """Names, each once, as the first of them writes it."""
    return sorted({_plain(name): name for name in reversed(named) if name}.values())


def _plain(name: str) -> str:
    """A name as it is compared: hyphens may stand for blanks."""
    return name.strip().casefold().replace(" ", "-")
