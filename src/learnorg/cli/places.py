"""Where things of the user's own are kept."""

import os


def preferences_file() -> str:
    """Where the user's preferences are kept."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    return os.path.join(home, "learnorg", "config.yaml")
