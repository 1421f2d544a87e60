"""Errors of the knowledge package.

KnowledgeError
├── ContentError      the YAML has problems; carries every Finding with file and line
└── UnknownIdError    a lookup by id that the content does not hold
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One problem in the content: where it is, and what is wrong with it.

    `file` is relative to the content folder, `line` counts from 1 (0 when the whole file is meant),
    `path` is the property's address, such as `diaoren.age-limit/answer`.
    """

    file: str
    line: int
    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.reason}"


class KnowledgeError(Exception):
    """Base of all errors that this package raises."""


class ContentError(KnowledgeError):
    """The content cannot be used; `findings` lists every problem, not only the first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UnknownIdError(KnowledgeError, KeyError):
    """No item of the asked kind has this id."""

    def __str__(self) -> str:
        return str(self.args[0])
