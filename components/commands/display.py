"""Whether the user has a browser on this machine that a page can be opened in."""

import sys
from collections.abc import Mapping

_REMOTE = ("SSH_CONNECTION", "SSH_TTY")
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_HAVE_ALWAYS = ("darwin", "win32")


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can be opened where the user sits: not over ssh, not on a server."""
    if any(map(environment.get, _REMOTE)):
        return False
    return platform in _HAVE_ALWAYS or any(map(environment.get, _DISPLAYS))
