"""The one error of the command line: what the user should change, in one line."""

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.errors import ContentError


class CommandError(Exception):
    """Wrong arguments or files; the message is printed on one line and the exit status is 2."""


@contextmanager
def sound_content() -> Iterator[None]:
    """Load content; how many problems it has fits on one line, what they are is told by `knowledge check`."""
    try:
        yield
    except ContentError as error:
        raise CommandError(f"the content has {len(error.findings)} problems; run: knowledge check") from None
