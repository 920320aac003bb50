from pathlib import Path

import pytest
from larkfield import TODAY, Sample

from learnorg.files.loader import load
from learnorg.samples.organisation import Organisation, read
from learnorg.samples.sample import build


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
    return Sample(folder, built, tuple(load(path.read_bytes()).plain() for path in paths))
