"""The `learnorg` command, and `python -m learnorg`."""

import gc
import os
import sys
from collections.abc import Sequence

SELDOM = 50_000
"""Objects between two searches for garbage: a command is over before the first is worth it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(SELDOM)
    # Nobody else's plug-ins look into records, and looking for them costs 25 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from learnorg.cli import run

        return run(words)
    except KeyboardInterrupt:  # while modules load, when no command is there to tell
        return 130


if __name__ == "__main__":
    sys.exit(main())
