"""
The corpus of bad input: what people, editors, merges, programs and attackers make of files.

Each family is a text file beside this one (`cases` tells its form) and keeps what `learnorg`
answers. Over all of it hold some laws: no traceback, no raw control character, a place within
the file, every file as it was, and the sound record beside is listed.
"""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bad_input.cases import ID, Case, File, files, raw, read, shown, written
from checkouts import Checkout
from cli.speaking import files as standing
from commandline import Learnorg, Ran
from learnorg.checks.reading import PAGES
from learnorg.refs import SYMBOLS
from registers import put

Expected = Callable[[str, str], None]

HERE = Path(__file__).parent
NEIGHBOUR = "register/improvements/2026/10/IMP-2610-svnd00.yaml"
PATH = f"register/improvements/2026/11/{ID}.yaml"
POLICY = """\
format: 1
name: Ours
workflow: full
authority: grace
objectives: [Faster builds]
teams: [platform]
services: [Payroll]
environments: [production]
rules:
  not-canonical: off
"""
WELL = "id: IMP-2610-svnd00\ntitle: Sound beside it\n\nstate: proposed\n\nraised: 2026-10-02\n"
FOUND = re.compile(r"(?P<path>.*?):(?P<line>\d+):(?P<col>\d+): (?P<said>.*)")
RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)


def families(folder: str) -> list[str]:
    """The families of a folder, by their paths from here."""
    return sorted(f"{folder}/{path.name}" for path in (HERE / folder).glob("*.txt"))


def cases(family: str) -> list[Case]:
    """The cases of a family."""
    return read((HERE / family).read_text(encoding="utf-8"))[1]


def answered(family: str, answers: list[str]) -> str:
    """A family's text with these answers in the place of those that are kept."""
    head, every = read((HERE / family).read_text(encoding="utf-8"))
    told = zip(every, answers, strict=True)
    return written(head, [case._replace(answer=answer) for case, answer in told])


def harmless(ran: Ran) -> Ran:
    """What came of a command, which neither broke nor lets a stranger steer the terminal."""
    assert ran.code in (0, 1, 2, 3, 4, 7), ran
    for stream in (ran.out, ran.err):
        assert "Traceback" not in stream
        assert RAW.findall(stream) == [], stream
    return ran


def listed(learnorg: Learnorg) -> list[str]:
    """The paths of what `list` could not read; the sound record it lists all the same."""
    ran = harmless(learnorg("list", "--all", "--format", "json"))
    said = json.loads(ran.out)
    assert ran.code == 0
    assert "IMP-2610-svnd00" in [record["id"] for record in said["data"]]
    unreadable = [one["path"] for one in said.get("unreadable", [])]
    told = harmless(learnorg("list", "--all"))
    assert "IMP-2610-svnd00" in told.out
    assert ("could not be read" in told.err) is bool(unreadable)
    return unreadable


def by_path(out: str) -> dict[str, list[str]]:
    """What `check` says, by the file that it says it of, hints below their findings."""
    found: dict[str, list[str]] = {}
    own: list[str] = []
    for line in out.splitlines():
        if line.startswith("    "):
            own.append(line)
        else:
            told = FOUND.fullmatch(line)
            assert told, line
            own = found.setdefault(told["path"], [])
            own.append(line)
    return found


def pointed(told: list[str], data: bytes) -> Iterator[str]:
    """Findings with the text that each points to, which is within the file."""
    lines = data.decode(errors="replace").split("\n")
    glimpse = ""
    for line in told:
        if found := FOUND.fullmatch(line) if not line.startswith("    ") else None:
            if glimpse:
                yield glimpse
            number, col = int(found["line"]), int(found["col"])
            assert 1 <= number <= len(lines), line
            assert 1 <= col <= len(lines[number - 1]) + 1, line
            glimpse = f"    > {shown(lines[number - 1][col - 1 :])}".rstrip()
        yield line
    if glimpse:
        yield glimpse


def test_the_corpus() -> None:
    """There are some hundred cases, no two in a family the same, and each is found wrong."""
    every = {str(path.relative_to(HERE)) for path in HERE.glob("*/*.txt")}
    count = 0
    for family in every:
        found = cases(family)
        count += len(found)
        assert len({case.name for case in found}) == len({case.text for case in found}), family
        assert len({case.name for case in found}) == len(found), family
        assert [case.name for case in found if not case.answer] == [], family
    assert count >= 600


# ---- single records ---------------------------------------------------------------------


def symbols(number: int) -> str:
    """The end of an identity of its own for each case of a family."""
    return f"7k{SYMBOLS[number // 900]}{SYMBOLS[number // 30 % 30]}{SYMBOLS[number % 30]}x"


@pytest.mark.parametrize("family", families("improvements"))
def test_improvements(learnorg: Learnorg, folder: Path, family: str, expected: Expected) -> None:
    """Every bad improvement is told with place, reason and remedy, whatever stands beside it."""
    every = cases(family)
    names = [ID.replace("7k3mqx", symbols(n)) for n in range(len(every))]
    together(learnorg, folder, family, [(ID, name, PATH) for name in names], expected)


@pytest.mark.parametrize("family", families("people"))
def test_people(learnorg: Learnorg, folder: Path, family: str, expected: Expected) -> None:
    """So is every bad record of a person."""
    put(folder, "register/people/grace.yaml", "id: grace\ntitle: Grace\n")
    names = [f"ada-{symbols(n)}" for n in range(len(cases(family)))]
    path = "register/people/ada-lead.yaml"
    together(learnorg, folder, family, [("ada-lead", name, path) for name in names], expected)


def together(
    learnorg: Learnorg,
    folder: Path,
    family: str,
    named: list[tuple[str, str, str]],
    expected: Expected,
) -> None:
    """Check a family's cases in one register, each under an identity of its own."""
    put(folder, "learnorg.yaml", POLICY)
    put(folder, NEIGHBOUR, WELL)
    data = {}
    for case, (name, own, path) in zip(cases(family), named, strict=True):
        data[path.replace(name, own)] = raw(case.text).replace(name.encode(), own.encode())
        put(folder, path.replace(name, own), "").write_bytes(data[path.replace(name, own)])
    before = standing(folder)
    ran = harmless(learnorg("check"))
    found = by_path(ran.out)
    answers = []
    for name, own, path in named:
        there = path.replace(name, own)
        told = list(pointed(found.pop(there, []), data[there]))
        answers.append("".join(f"{line.removeprefix(f'{there}:')}\n" for line in told))
        answers[-1] = answers[-1].replace(own, name)
    assert found == {}
    expected(family, answered(family, answers))
    assert ran.code == 1
    refused = {
        path.replace(name, own)
        for answer, (name, own, path) in zip(answers, named, strict=True)
        if any(f"[{rule}]" in answer for rule in PAGES)
    }
    assert set(listed(learnorg)) == refused
    assert standing(folder) == before


# ---- registers of several files ---------------------------------------------------------


@pytest.mark.parametrize("family", families("registers"))
def test_registers(learnorg: Learnorg, folder: Path, family: str, expected: Expected) -> None:
    """Files that stand wrong, or clash with one another, are told by their paths."""
    answers = [beside(learnorg, folder / str(n), case) for n, case in enumerate(cases(family))]
    expected(family, answered(family, answers))


def beside(learnorg: Learnorg, folder: Path, case: Case) -> str:
    """What is found in the register that a case is."""
    put(folder, "learnorg.yaml", POLICY)
    put(folder, NEIGHBOUR, WELL)
    for file in files(case.text):
        stood(folder, file)
    before = standing(folder)
    here = Learnorg(folder)
    ran = harmless(here("check"))
    assert ran.code in (0, 1), ran
    answer: list[str] = []
    for path, told in by_path(ran.out).items():
        there = folder / path
        answer += pointed(told, there.read_bytes()) if there.is_file() else told
    listed(here)
    assert standing(folder) == before
    return "".join(f"{line}\n" for line in answer)


def stood(folder: Path, file: File) -> None:
    """A file, folder or symlink of a case, put where it says."""
    path = folder / raw(file.path).decode("utf-8", "surrogateescape")
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.target:
        path.symlink_to(file.target)
    elif file.path.endswith("/"):
        path.mkdir(parents=True, exist_ok=True)
    else:
        path.write_bytes(raw(file.text))


# ---- what else is read ------------------------------------------------------------------


@pytest.mark.parametrize("family", families("policies"))
def test_policies(learnorg: Learnorg, folder: Path, family: str, expected: Expected) -> None:
    """A policy that cannot be followed is refused with its lines, by `check` and `list` alike."""
    put(folder, NEIGHBOUR, WELL)
    answers = []
    for case in cases(family):
        (folder / "learnorg.yaml").write_bytes(raw(case.text))
        answers.append(refused(learnorg, folder / "learnorg.yaml", "check"))
        assert "[exit code 0]" not in answers[-1], case.name
        if "there is no rule" not in answers[-1]:  # which only those ask for who check
            assert refused(learnorg, folder / "learnorg.yaml", "list") == answers[-1]
    expected(family, answered(family, answers))


@pytest.mark.parametrize("family", families("maps"))
def test_maps(learnorg: Learnorg, folder: Path, family: str, expected: Expected) -> None:
    """A map that cannot be followed is refused with its lines, and nothing comes in."""
    put(folder, "learnorg.yaml", POLICY)
    put(folder, NEIGHBOUR, WELL)
    put(folder, "source.csv", "Name,Day,State,Value\nCache it,2026-11-02,Open,8\n")
    answers = []
    for case in cases(family):
        (folder / "map.yaml").write_bytes(raw(case.text))
        words = ("import", "source.csv", "--map", "map.yaml", "--dry-run")
        answers.append(refused(learnorg, folder / "map.yaml", *words))
    expected(family, answered(family, answers))


def refused(learnorg: Learnorg, file: Path, *words: str) -> str:
    """What a command says of a file that keeps it from its work."""
    before = standing(file.parent)
    ran = harmless(learnorg(*words))
    assert standing(file.parent) == before
    answer = ran.out + ran.err
    return f"{answer}[exit code {ran.code}]\n".replace(f"{file.parent}", "WHERE")


RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = {
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Register" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>Name</t></is></c></row></sheetData></worksheet>',
}
"""The parts of a workbook of one sheet, which is the least that a program reads."""


def source(text: str) -> bytes:
    """The bytes of a source; several files are those of a workbook, whose sound rest is added."""
    parts = list(files(text))
    if not parts:
        return raw(text)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two parts of one name
        for name, content in WORKBOOK.items():
            if name not in [part.path for part in parts]:
                archive.writestr(name, content)
        for part in parts:
            if part.text:
                archive.writestr(part.path, raw(part.text))
    return data.getvalue()


MAP = """\
key: Ref
columns:
  Name: title
  Day: raised
  State: state
  Value: estimates.value
  Due: due
states:
  Open: proposed
"""


@pytest.mark.parametrize("family", families("sources"))
def test_sources(learnorg: Learnorg, folder: Path, family: str, expected: Expected) -> None:
    """A source that is damaged is refused, or its rows that are, and none in silence."""
    put(folder, "learnorg.yaml", POLICY)
    put(folder, NEIGHBOUR, WELL)
    put(folder, "map.yaml", MAP)
    name = f"source.{Path(family).stem}"
    answers = []
    for case in cases(family):
        (folder / name).write_bytes(source(case.text))
        words = ("import", name, "--map", "map.yaml", "--dry-run")
        answers.append(refused(learnorg, folder / name, *words))
    expected(family, answered(family, answers))


# ---- what a check is given besides ------------------------------------------------------


@pytest.mark.parametrize("family", families("baselines"))
def test_baselines(learnorg: Learnorg, folder: Path, family: str, expected: Expected) -> None:
    """A baseline that is none lets nothing be."""
    put(folder, "learnorg.yaml", POLICY)
    put(folder, NEIGHBOUR, WELL)
    answers = []
    for case in cases(family):
        (folder / "known.json").write_bytes(raw(case.text))
        words = ("check", "--baseline", "known.json")
        answers.append(refused(learnorg, folder / "known.json", *words))
    expected(family, answered(family, answers))


@pytest.mark.parametrize("family", families("actors"))
def test_actors(learnorg: Learnorg, empty: Checkout, family: str, expected: Expected) -> None:
    """A file that is to say who made a change, and does not, is refused."""
    put(empty.path, "learnorg.yaml", POLICY)
    put(empty.path, NEIGHBOUR, WELL)
    empty.git("add", ".")
    empty.git("commit", "-qm", "Begin")
    answers = []
    for case in cases(family):
        (empty.path / "actors.json").write_bytes(raw(case.text))
        words = ("check", "--base", "main", "--actors", "actors.json")
        answers.append(refused(learnorg, empty.path / "actors.json", *words))
    expected(family, answered(family, answers))
