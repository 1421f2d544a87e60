"""Errors of the storage package.

StorageError
├── UnknownDatabaseError   the URL names a database that is not supported
├── SchemaTooNewError      the database was migrated by a newer version of the program
└── BackupError            the backup cannot be written

Each message is fit for an operator's eyes: no password, no address of the machine.
"""


class StorageError(Exception):
    """Base of all errors that this package raises."""


class UnknownDatabaseError(StorageError):
    """The URL is unreadable or names neither SQLite nor PostgreSQL."""


class SchemaTooNewError(StorageError):
    """The schema's revision is unknown here: the database belongs to a newer version."""


class BackupError(StorageError):
    """The backup cannot be written; the message says why."""
