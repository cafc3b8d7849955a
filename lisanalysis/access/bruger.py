"""Who is at the keyboard and what the time is: the two things that access asks the machine itself.

The name comes from the operating system's own account, never from `$USER` or `$LOGNAME`, which anybody can set.
"""

from __future__ import annotations

import os
import socket
import sys
from datetime import datetime, timezone


def os_bruger() -> str:
    """The login of the account that this process runs as, in small letters."""
    if sys.platform == "win32":
        return os.getlogin().casefold()  # GetUserName, not the environment
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name.casefold()
    except KeyError:
        return f"uid-{os.getuid()}"  # an account that the machine has no name for, as in a container


def maskine() -> str:
    """The name of this machine."""
    return socket.gethostname()


def nu() -> datetime:
    """The time now in UTC: rights and log lines are about the real day, not about a report's `per`."""
    return datetime.now(timezone.utc)
