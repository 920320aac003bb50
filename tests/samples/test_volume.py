"""Made-up articles and reviews."""

from pathlib import Path

from larkfield import TODAY

from learnorg.files.canonical import canonical
from learnorg.files.loader import Form, load
from learnorg.kinds import ARTICLE, REVIEW
from learnorg.samples.sample import build


def test_as_many_as_asked_for(source: Path, tmp_path: Path) -> None:
    """There are so many, each valid and in canonical form, and the same every time."""
    for name in ("one", "two"):
        built = build(
            tmp_path / name, source, today=TODAY, records=3, reviews=7, articles=30, with_git=False
        )
        assert (built.records, built.reviews, built.articles) == (3, 7, 30)
    for kind, number in ((REVIEW, 7), (ARTICLE, 30)):
        paths = list((tmp_path / "one" / kind.folder).rglob("*.md"))
        assert len(paths) == number
        for path in paths:
            document = load(path.read_bytes(), Form.MARKDOWN)
            record = kind.model().model_validate(document.plain())
            assert path == tmp_path / "one" / kind.path(record.id)
            assert canonical(document, kind.groups) == document.text
            twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert twin.read_bytes() == path.read_bytes()


def test_bodies_are_like_real_ones(source: Path, tmp_path: Path) -> None:
    """Bodies have one to three kilobytes; common words are in most of them, codes in few."""
    build(tmp_path / "some", source, today=TODAY, records=0, articles=200, with_git=False)
    said = [path.read_text() for path in (tmp_path / "some" / ARTICLE.folder).rglob("*.md")]
    bodies = [text.partition("\n---\n\n")[2] for text in said]
    sizes = sorted(map(len, bodies))
    assert 700 < sizes[0] < 1_300
    assert 2_000 < sizes[-1] < 3_500
    assert len(set(bodies)) == len(bodies)
    words = [set(body.lower().split()) for body in bodies]
    assert sum("the" in each for each in words) > 190
    codes = {word for each in words for word in each if word.startswith("err-")}
    assert len(codes) > 500
    assert max(sum(code in each for each in words) for code in sorted(codes)[:50]) < 10


def test_in_git_they_are_imported(source: Path, tmp_path: Path) -> None:
    """They come in by imports of five hundred, beside the commits of the improvements."""
    built = build(
        tmp_path / "git", source, today=TODAY, records=5, commits=20, articles=600, reviews=10
    )
    assert built.commits == 20 + 2
