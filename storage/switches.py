"""Switches that all replicas obey."""

from datetime import datetime

from sqlmodel import Session

from storage.tables import Switch

MAINTENANCE = "maintenance"


def is_on(session: Session, *, name: str = MAINTENANCE) -> bool:
    """Whether a switch is on; one that was never touched is off."""
    switch = session.get(Switch, name)
    return switch is not None and switch.is_on


def mark_switch(session: Session, *, turned_on: bool, now: datetime, name: str = MAINTENANCE) -> None:
    """Turn a switch on or off."""
    switch = session.get(Switch, name) or Switch(name=name, is_on=turned_on, changed_at=now)
    switch.is_on, switch.changed_at = turned_on, now
    session.add(switch)
    session.flush()
