"""The errors that a person is meant to read, each with the exit code it ends a command with.

One base, few children. A message is Danish and says what is wrong, where (file, column, number of rows) and what to do;
it never holds a row's value, because messages end in terminals, logs and tickets. Anything that is not a `LisError` is a
fault of ours and is shown as such.
"""

from __future__ import annotations


class LisError(Exception):
    """An error shown to the user without a traceback; `exit_code` is what the command line ends with."""

    exit_code = 1


class ParameterError(LisError):
    """Parameters, kommune.yaml or a mapping cannot be used as they stand: nothing was run."""

    exit_code = 2


class DataError(LisError):
    """The deliveries were refused, or a load was broken off: the former lager is untouched."""

    exit_code = 3


class LawError(LisError):
    """A figure of law is not known for the date asked for; the message says where to enter it."""

    exit_code = 2


class GateError(LisError):
    """The output gate refused a file: it would have carried personal data out."""


class AccessError(LisError):
    """The key is missing or wrong, or the role does not allow it."""

    exit_code = 2


class TemplateError(LisError):
    """A template package breaks the rules: nothing of it was run, and nothing of it was kept."""

    exit_code = 2
