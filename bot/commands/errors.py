"""The one error of the command line: what the user should change, in one line."""


class CommandError(Exception):
    """Wrong arguments or files; the message is printed on one line and the exit status is 2."""
