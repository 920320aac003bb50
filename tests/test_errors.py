import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import learnorg
from learnorg.errors import LearnorgError
from learnorg.register.policy import NotARegister

HOUSE = Path(learnorg.__file__).parent
CODES = {1, 2, 3, 4, 5, 6, 7}


def errors() -> list[tuple[str, str]]:
    """Every error of the house, with the module it stands in."""
    found = []
    for file in sorted(HOUSE.rglob("*.py")):
        module = "learnorg." + ".".join(file.relative_to(HOUSE).with_suffix("").parts)
        found += [
            (module, node.name)
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.ClassDef) and "LearnorgError" in map(ast.unparse, node.bases)
        ]
    return found


class NothingToSee(LearnorgError):
    """An error that says no more than it must."""


def test_code() -> None:
    """An error's public name is its class's, in kebab case."""
    assert NothingToSee().code == "nothing-to-see"
    assert NotARegister(Path()).code == "not-a-register"


def test_own_words() -> None:
    """An error says its message and no more; how to go on stands apart."""
    error = NothingToSee("there is nothing")
    assert (str(error), error.hint, error.exit_code) == ("there is nothing", "", 2)


@pytest.mark.parametrize(("module", "name"), errors())
def test_every_error(module: str, name: str) -> None:
    """Every error says what it is and has an exit code that scripts know."""
    error = getattr(import_module(module), name)
    assert error.__doc__
    assert error.exit_code in CODES


@pytest.mark.parametrize("name", sorted({name for _, name in errors()}))
def test_raised(name: str) -> None:
    """Every error is raised somewhere, or made to be."""
    house = (file.read_text() for file in HOUSE.rglob("*.py"))
    assert any(re.search(rf"(raise|return|=|yield) {name}\b", text) for text in house)
