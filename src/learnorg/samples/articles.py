"""Articles of the sample: written, validated, used, flagged, put right, and archived."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from learnorg.kinds.article import ARTICLE
from learnorg.refs import SYMBOLS
from learnorg.register.activity import Event
from learnorg.register.activity.event import LENGTH
from learnorg.register.records import typed
from learnorg.samples.almanac import Almanac
from learnorg.samples.chance import chance
from learnorg.samples.organisation import Organisation
from learnorg.samples.tales import Tale
from learnorg.samples.turns import Told, Turn, part_id
from learnorg.samples.workdays import workday
from learnorg.settings import Knowledge

MOVES = {"wip": "add", "not-validated": "move", "validated": "validate", "archived": "archive"}
"""What bringing an article into a state is called."""

DONE = {"flagged": "flag", "fixed": "fix", "thanked": "thank", "voted": "vote", "used": "used"}
"""What each other thing done with an article is called."""

LATELY = 190
"""Days from which on its use is told."""

EVERY = Knowledge().review_every
"""Days from one verification under compliance to the next, as policy has it unless it says so."""

HELPED = 0.7
"""Of how many uses it is known that the article helped."""

OWN = 0.2
"""Of how many uses in its owner's team they were the owner's: one person stands for all there."""

Doing = tuple[date, str, Mapping[str, str]]


class Written:
    """An article told from its tale."""

    def __init__(self, tale: Tale, almanac: Almanac, organisation: Organisation) -> None:
        self.tale, self.almanac, self.organisation = tale, almanac, organisation
        self.random = chance(almanac.seed, "article", tale.key)
        self.flags: dict[str, str] = {}
        self.parts: set[str] = set()
        owner = tale.plain["owner"]
        self.own = {owner, tale.plain.get("raised_by", owner)}

    def turns(self) -> list[Turn]:
        """What was done to it and with it, in order."""
        told = Told(ARTICLE, self._begun(), self.random)
        for day, what, said in self._doings():
            if what in ARTICLE.states:
                self._moved(told, day, what)
            else:
                self._done(told, day, what, said)
        return told.turns

    def _begun(self) -> dict[str, Any]:
        """What it says at first: all that is not said by what is done to it later."""
        plain = dict(self.tale.plain)
        plain.pop("because", "")
        plain.setdefault("raised_by", plain["owner"])
        for said in self.tale.told:
            if "now" in said:
                assert plain["body"].count(said["now"]) == 1, self.tale.name
                plain["body"] = plain["body"].replace(said["now"], said["was"])
        raised = self.almanac.raised(self.tale.name)
        plain |= {
            "id": self.almanac.identity(self.tale.name),
            "state": ARTICLE.states[0],
            "dates": {},
            "raised": raised.isoformat(),
        }
        return typed(ARTICLE, self.almanac.settled(plain, raised), self.tale.name)

    def _doings(self) -> list[Doing]:
        """Moves, uses and what else was told, in the order of time."""
        stages = {ARTICLE.states[0]: "0", **self.tale.stages}
        moves: list[Doing] = [
            (self.almanac.reached(self.tale.name, state), state, {})
            for state in ARTICLE.states
            if state in stages
        ]
        first = moves[min(1, len(moves) - 1)][0]
        others = [
            (max(self._ago(said["ago"]), first), said["verb"], said) for said in self.tale.told
        ]
        return sorted([*moves, *self._uses(moves, first), *others], key=lambda one: one[0])

    def _uses(self, moves: list[Doing], first: date) -> Iterator[Doing]:
        """Uses on working days since it was first to be relied on, or lately."""
        first = max(first, self._ago(str(LATELY)))
        ended = [day for day, state, _ in moves if state == "archived"]
        span = ((ended or [self.almanac.last])[0] - first).days
        for team, times in self.tale.used.items():
            for _ in range(int(times)):
                day = workday(
                    first + timedelta(days=self.random.randint(1, max(span - 3, 1))),
                    self.almanac.last,
                )
                yield day, "used", {"by": team}

    def _moved(self, told: Told, day: date, state: str) -> None:
        record = told.record
        record["state"] = state
        record["dates"] = {**record["dates"], state: day}
        by = self.tale.by.get(state, record["owner"])
        reason, event = "", None
        if state == "validated":
            record["validation"] = {"by": by, "on": day}
            if record.get("governance") == "compliance":
                record["review_by"] = day + timedelta(days=EVERY)
            own = {"own": True} if by in self.own else {}
            event = self._event(day, self.organisation.team(by), "validated", {}, own)
        elif state == "archived":
            reason = self.tale.plain["because"]
            note = {"id": part_id(self.parts, self.random), "on": day, "by": by}
            record["notes"] = [{**note, "text": f"Became archived: {reason}"}]
        by = record["raised_by"] if state == ARTICLE.states[0] else by
        told.turn(day, MOVES[state], by, reason, event)

    def _done(self, told: Told, day: date, verb: str, said: Mapping[str, str]) -> None:
        """A use, a flag, a fix, thanks or a vote of a team."""
        result: dict[str, Any] = {"text": said["text"]} if "text" in said else {}
        context: dict[str, Any] = {}
        if "helped" in said:
            result["helped"] = said["helped"] == "true"
        elif verb == "used" and self.random.random() < HELPED:
            result["helped"] = True
        if verb == "used":
            context["for"] = f"servicenow:INC{self.random.randint(41_000, 68_000):07}"
        who = self.organisation.of_team(said["by"])
        if who in self.own and (verb != "used" or self.random.random() < OWN):
            context["own"] = True
        if "answers" in said:
            context["answers"] = [self.flags[said["answers"]]]
        event = self._event(day, said["by"], verb, result, context)
        if "as" in said:
            self.flags[said["as"]] = event.id
        if "now" in said:
            told.record["body"] = told.record["body"].replace(said["was"], said["now"])
        told.turn(day, DONE[verb], who, said.get("text", ""), event, noted="now" not in said)

    def _event(
        self, day: date, team: str, verb: str,
        result: Mapping[str, Any], context: Mapping[str, Any],
    ) -> Event:  # fmt: skip
        identity = self.almanac.identity(self.tale.name)
        own = "".join(self.random.choices(SYMBOLS, k=LENGTH))
        return Event(own, day.isoformat(), team, verb, identity, result, context)

    def _ago(self, days: str) -> date:
        return workday(self.almanac.last - timedelta(days=int(days)), self.almanac.last)
