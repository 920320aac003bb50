from pathlib import Path

import pytest
from larkfield import TODAY, Sample

from learnorg.files.loader import load
from learnorg.register.policy import parse_policy
from learnorg.samples.organisation import Organisation, read
from learnorg.samples.sample import build
from learnorg.settings import FILE


@pytest.fixture(scope="session")
def source() -> Path:
    return Path(__file__).parents[2] / "templates" / "demo"


@pytest.fixture(scope="session")
def organisation(source: Path) -> Organisation:
    return read(source)


@pytest.fixture(scope="session")
def sample(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample as `learnorg demo` builds it."""
    folder = tmp_path_factory.mktemp("sample") / "larkfield"
    built = build(folder, source, today=TODAY)
    paths = sorted(folder.glob("register/improvements/*/*/*.yaml"))
    plain = tuple(load(path.read_bytes()).plain() for path in paths)
    policy = parse_policy((folder / FILE).read_bytes())
    return Sample(folder, built, plain, policy)
