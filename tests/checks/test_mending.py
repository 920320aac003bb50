import pytest

from learnorg.checks.mending import mendings
from learnorg.checks.run import findings
from learnorg.register.register import Register
from registers import TODAY, put

ID = "IMP-2611-7k3mqx"
HOME = f"register/improvements/2026/11/{ID}.yaml"
SOUND = f"id: {ID}\ntitle: Shorter hand-over\n\nstate: proposed\n\nraised: 2026-11-02\n"


def mended(register: Register) -> list[tuple[str, str]]:
    again, found = findings(register.root, TODAY)
    told = [(one.path, one.to) for one in mendings(again, found)]
    again.index.close()
    return told


def test_layout(register: Register) -> None:
    """
    A layout is mended as `fmt` does it; what is in order stays.
    ---
    title: Shorter hand-over
    id: IMP-2611-7k3mqx
    state: proposed
    raised: 2026-11-02
    ---
    id: lea
    title: Lea

    state: active
    """
    assert mended(register) == [(HOME, HOME)]


def test_place(register: Register) -> None:
    """
    A sound record in the wrong place is moved to its own.
    ---
    id: lea
    title: Lea

    state: active
    """
    for path in (f"register/improvements/{ID}.yaml", f"register/ideas/{ID}.yml"):
        file = put(register.root, path, SOUND)
        assert mended(register) == [(path, HOME)]
        file.unlink()


@pytest.mark.parametrize(
    "others",
    [
        {f"register/improvements/{ID}.yaml": SOUND.replace(ID, "IMP-2611-x2wbcd")},
        {f"register/improvements/{ID}.yaml": SOUND.replace(f"id: {ID}\n", "")},
        {f"register/improvements/{ID}.yaml": SOUND, HOME: SOUND},
        {f"register/improvements/{ID}.yaml": SOUND, f"register/ideas/{ID}.yaml": SOUND},
        {"register/improvements/shorter-hand-over.yaml": SOUND.replace(ID, "shorter-hand-over")},
        {"register/ideas/lena.yaml": "id: lena\ntitle: Lena\n\nstate: active\n"},
    ],
    ids=["says another", "says none", "place taken", "twice", "no identity", "no kind"],
)
def test_doubt(register: Register, others: dict[str, str]) -> None:
    """
    Where there is any doubt about a record's identity or place, it stays where it is.
    ---
    id: lea
    title: Lea

    state: active
    """
    for path, text in others.items():
        put(register.root, path, text)
    assert [(path, to) for path, to in mended(register) if path != to] == []
