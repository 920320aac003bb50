"""The `learnorg` command, and `python -m learnorg`."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):  # before the command line loads: scripts ask for it
        from learnorg import __version__

        sys.stdout.write(f"learnorg {__version__}\n")
        return 0
    from learnorg.cli import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
