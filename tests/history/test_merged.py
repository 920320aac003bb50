from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkouts import Checkout
from learnorg.history.git import Git
from learnorg.history.merged import Merged, TooShallow, Unrelated, by_hand, predicted, scratch
from learnorg.history.objects import contents, merge_bases, resolve

LINES = "one\ntwo\nthree\nfour\nfive\nsix\n"


@pytest.fixture
def git(checkout: Checkout) -> Iterator[Git]:
    """A scratch repository beside a checkout with a longer file."""
    checkout.put("register/long.yaml", LINES)
    checkout.git("add", "-A")
    checkout.git("commit", "-qm", "Long")
    with scratch(checkout.repository) as borrowed:
        yield borrowed


def branched(
    checkout: Checkout, ours: dict[str, str | None], theirs: dict[str, str | None]
) -> tuple[str, str]:
    """Two branches from here, each with its files changed (none: taken away)."""
    start = checkout.git("rev-parse", "HEAD").strip()
    tips = []
    for files in (ours, theirs):
        checkout.git("checkout", "-q", "--detach", start)
        for path, words in files.items():
            if words is None:
                (checkout.path / path).unlink()
            else:
                checkout.put(path, words)
        checkout.git("add", "-A")
        checkout.git("commit", "-q", "--allow-empty", "-m", "Change")
        tips.append(checkout.git("rev-parse", "HEAD").strip())
    return tips[0], tips[1]


def shown(git: Git, merged: Merged) -> dict[str, str | None]:
    """What stands at each touched path once all is merged."""
    held = dict(contents(git, [t.after.id for t in merged.touches if t.after]))
    return {t.path: held[t.after.id].decode() if t.after else None for t in merged.touches}


def both(checkout: Checkout, git: Git, base: str, head: str) -> Merged:
    """The merge, once git's way and the way by hand are seen to agree."""
    made = predicted(git, base, head)
    (start,) = merge_bases(git, base, head)
    hand = by_hand(git, start, base, head)
    assert shown(git, hand) == shown(git, made)
    assert sorted(hand.conflicts) == sorted(made.conflicts)
    return made


def test_nothing_on_the_base(checkout: Checkout, git: Git) -> None:
    """A change from the base's tip is what it is."""
    _, head = branched(checkout, {}, {"register/new.yaml": "new\n", "register/two.yaml": None})
    merged = predicted(git, resolve(git, f"{head}~1"), head)
    assert shown(git, merged) == {"register/new.yaml": "new\n", "register/two.yaml": None}


def test_both_sides(checkout: Checkout, git: Git) -> None:
    """Both sides' lines stand in the merge; what only the base changed is no part of it."""
    base, head = branched(
        checkout,
        {"register/long.yaml": LINES.replace("one", "ONE"), "register/one.yaml": "theirs\n"},
        {"register/long.yaml": LINES.replace("six", "SIX")},
    )
    merged = both(checkout, git, base, head)
    words = LINES.replace("one", "ONE").replace("six", "SIX")
    assert shown(git, merged) == {"register/long.yaml": words}
    assert merged.conflicts == ()


def test_conflicts(checkout: Checkout, git: Git) -> None:
    """What cannot be merged is named, and is not among what changes."""
    base, head = branched(
        checkout,
        {"register/one.yaml": "a\n", "register/new.yaml": "a\n", "register/two.yaml": None},
        {"register/one.yaml": "b\n", "register/new.yaml": "b\n", "register/two.yaml": "b\n"},
    )
    merged = both(checkout, git, base, head)
    assert sorted(merged.conflicts) == [f"register/{n}.yaml" for n in ("new", "one", "two")]
    assert merged.touches == ()
    assert predicted(git, base, head, "elsewhere") == Merged(())
    assert len(predicted(git, base, head, "register").conflicts) == 3


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                f"register/{n}.yaml": st.sampled_from([f"{n}\n" * 9, f"other {n}\n" * 9])
                | st.none()
                for n in "ab"
            }
            | {
                "register/long.yaml": st.sampled_from(
                    [LINES, LINES.replace("one", "1"), LINES.replace("six", "6"), "other\n"]
                )
            }
        ),
        min_size=3,
        max_size=3,
    )
)
def test_by_hand_agrees(checkout: Checkout, git: Git, sides: list[dict[str, str | None]]) -> None:
    """Whatever both sides did (but for renaming), an older git is told the same as a new one."""
    for path, words in sides[0].items():
        file = checkout.path / path
        if words is None:
            file.unlink(missing_ok=True)
        else:
            checkout.put(path, words)
    checkout.git("add", "-A")
    checkout.git("commit", "-q", "--allow-empty", "-m", "Start")
    there = {path for path, words in sides[0].items() if words is not None}
    ours, theirs = (
        {path: words for path, words in side.items() if words is not None or path in there}
        for side in sides[1:]
    )
    both(checkout, git, *branched(checkout, ours, theirs))


def test_no_driver_runs(checkout: Checkout, git: Git) -> None:
    """A merge driver that the repository configures does not run."""
    canary = checkout.path / "canary"
    checkout.git("config", "merge.trap.driver", f"touch {canary}; exit 0")
    checkout.put(".gitattributes", "* merge=trap\n")
    checkout.put(".git/info/attributes", "* merge=trap\n")
    checkout.git("add", "-A")
    checkout.git("commit", "-qm", "Trap")
    base, head = branched(checkout, {"register/one.yaml": "a\n"}, {"register/one.yaml": "b\n"})
    assert predicted(git, base, head).conflicts == ("register/one.yaml",)
    assert not canary.exists()


def test_unrelated(checkout: Checkout, git: Git) -> None:
    """A base that has nothing in common with the change is refused."""
    checkout.git("switch", "-q", "--orphan", "other")
    checkout.git("commit", "-q", "--allow-empty", "-m", "Alone")
    with pytest.raises(Unrelated) as error:
        predicted(git, resolve(git, checkout.git("rev-parse", "main").strip()),
                  checkout.git("rev-parse", "HEAD").strip())  # fmt: skip
    assert error.value.exit_code == 4


def test_shallow(checkout: Checkout, git: Git, tmp_path: Path) -> None:
    """A shallow clone that lacks where the branches part is told to fetch the rest."""
    base, head = branched(checkout, {"a": "a\n"}, {"b": "b\n"})
    checkout.git("branch", "base", base)
    checkout.git("branch", "head", head)
    clone = Checkout(tmp_path / "clone")
    url = checkout.path.as_uri()
    checkout.git("clone", "-q", "--depth=1", "--no-single-branch", url, str(clone.path))
    with scratch(clone.repository) as borrowed, pytest.raises(TooShallow) as error:
        predicted(borrowed, base, head)
    assert "fetch-depth: 0" in error.value.hint


def test_old_git(checkout: Checkout, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that knows no `merge-tree --write-tree` is done without."""
    base, head = branched(checkout, {"a": "a\n"}, {"register/one.yaml": "b\n"})
    run = Git.run

    def older(self: Git, *args: str, **how: object) -> object:
        if args[0] == "merge-tree":
            args = ("merge-tree", "--nothing-it-knows")
        return run(self, *args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Git, "run", older)
    assert shown(git, predicted(git, base, head)) == {"register/one.yaml": "b\n"}
