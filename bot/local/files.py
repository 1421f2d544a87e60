"""The files that went through the messenger, either way."""

import hashlib
import secrets
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from bot.local.errors import Json
from bot.local.parameters import Upload
from bot.local.records import Records


@dataclass(frozen=True)
class StoredFile:
    """A file without its content."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    size: int

    def reference(self) -> Json:
        """Return the fields that all file objects of the Bot API share."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class FileShelf:
    """Finds files by id and by path."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._files = {key: StoredFile(**body) for key, body in records.load("file").items()}
        self._numbers = Counter(file.path.partition("/")[0] for file in self._files.values())

    def add(self, upload: Upload, folder: str) -> StoredFile:
        """Store an upload in a folder such as documents or photos."""
        number, self._numbers[folder] = self._numbers[folder], self._numbers[folder] + 1
        suffix = PurePosixPath(upload.name).suffix.lower()
        suffix = suffix if suffix.isascii() and suffix[1:].isalnum() else ""
        file = StoredFile(
            file_id=secrets.token_urlsafe(24),
            unique_id=hashlib.sha256(upload.content).hexdigest()[:16],
            path=f"{folder}/file_{number}{suffix}",
            name=PurePosixPath(upload.name.replace("\\", "/")).name or "file",
            mime_type=upload.mime_type,
            size=len(upload.content),
        )
        self._files[file.file_id] = file
        self._records.put_content(file.file_id, upload.content)
        self._records.put("file", file.file_id, asdict(file))
        return file

    def get(self, file_id: str) -> StoredFile | None:
        """Return the file with an id."""
        return self._files.get(file_id)

    def get_by_path(self, path: str) -> StoredFile | None:
        """Return the file with a download path."""
        return next((file for file in self._files.values() if file.path == path), None)

    def content(self, file: StoredFile) -> bytes:
        """Return what is in a file."""
        return self._records.get_content(file.file_id)
