"""How states look, wherever they are shown."""

from learnorg.page import Tone

TONES: dict[str, Tone] = {
    "in-progress": "strong",
    "measuring": "strong",
    "on-hold": "warn",
    "declined": "quiet",
    "closed": "good",
    "left": "quiet",
}
