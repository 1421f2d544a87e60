"""Settings from the environment and `.env`; the only place that reads them."""

import os
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import settings_checks as checks

PREFIX = "CADREBOT_"
# Read by the tests and by tools beside the bot; not ours, but not mistakes either.
OTHERS = frozenset({"CADREBOT_TEST_DATABASE_URL"})


class SettingsError(Exception):
    """A setting is unsafe, wrong or contradicts another; the message is one line for the operator."""


class Access(StrEnum):
    """Who may ask."""

    INVITE = "invite"
    OPEN = "open"


class Settings(BaseSettings):
    """All settings, checked. Secrets do not show when it is printed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    token: Annotated[SecretStr, AfterValidator(checks.token)] | None = None
    api_base_url: Annotated[str, AfterValidator(checks.api_base_url)] | None = None
    database_url: Annotated[SecretStr, AfterValidator(checks.database_url)] | None = None
    data_dir: Path = Path("data")
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    access: Access = Access.INVITE
    timezone: Annotated[str, AfterValidator(checks.timezone)] = "Asia/Shanghai"
    local_port: Annotated[int, Field(ge=0, le=65535)] = 8765
    webhook_url: Annotated[str, AfterValidator(checks.webhook_url)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(checks.webhook_secret)] | None = None
    listen: Annotated[str, AfterValidator(checks.listen)] = "127.0.0.1:8080"
    proxy: Annotated[SecretStr, AfterValidator(checks.proxy)] | None = None

    @field_validator("admins", mode="before")
    @classmethod
    def split_admins(cls, value: Any) -> Any:
        """Read ids separated by commas."""
        return checks.ids(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        """Refuse settings that contradict each other."""
        if self.api_base_url and not self.token:
            raise ValueError("CADREBOT_API_BASE_URL: it needs CADREBOT_TOKEN beside it")
        if self.webhook_url and not self.token:
            raise ValueError("CADREBOT_WEBHOOK_URL: it needs CADREBOT_TOKEN beside it")
        if bool(self.webhook_url) != bool(self.webhook_secret):
            raise ValueError(
                "CADREBOT_WEBHOOK_SECRET: CADREBOT_WEBHOOK_URL and CADREBOT_WEBHOOK_SECRET go together"
            )
        if self.webhook_url and self.webhook_url.startswith("http:") and not self.api_base_url:
            raise ValueError("CADREBOT_WEBHOOK_URL: Telegram calls https addresses only")
        return self

    @property
    def is_open(self) -> bool:
        """Whether anybody may ask."""
        return self.access is Access.OPEN

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which people read times."""
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        """The database's URL. People of the local messenger are kept apart from those on Telegram."""
        if self.database_url:
            return self.database_url.get_secret_value()
        name = "cadrebot" if self.token else "local"
        return f"sqlite:///{self.data_dir.absolute() / name}.sqlite3"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        hidden = (self.token, self.webhook_secret, self.database_url, self.proxy)
        return tuple(secret.get_secret_value() for secret in hidden if secret)


def load_settings() -> Settings:
    """Read and check the settings.

    Raises:
        SettingsError: with one line that names the setting and what is wrong, and never its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        reason = first["msg"].removeprefix("Value error, ")
        name = f"{PREFIX}{str(first['loc'][0]).upper()}: " if first["loc"] else ""
        raise SettingsError(f"{name}{reason}") from None
    except UnicodeDecodeError:
        raise SettingsError(".env: not a UTF-8 text file") from None


def unknown_variables() -> list[str]:
    """Variables with our prefix that mean nothing: most likely a misspelled setting."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | OTHERS
    return sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )


def prepare_data_dir(settings: Settings) -> None:
    """Make the data directory, readable by its owner only.

    Raises:
        SettingsError: it cannot be made or written.
    """
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"CADREBOT_DATA_DIR: {settings.data_dir}: {error.strerror}") from None
    if not os.access(settings.data_dir, os.W_OK | os.X_OK):
        raise SettingsError(f"CADREBOT_DATA_DIR: {settings.data_dir}: not writable")
