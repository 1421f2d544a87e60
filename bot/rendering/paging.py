"""Pages of lists, and the buttons that turn them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.payloads.base import Payload
from bot.rendering.reply import Button, Keyboard

PAGE = 8
PREVIOUS, NEXT = "◀️ 上一页", "下一页 ▶️"
OLDER = "更早的 ▶️"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page:
    """A page of a list: its number, and how many items there are in all."""

    number: int
    count: int
    size: int = PAGE

    @property
    def offset(self) -> int:
        """How many items come before."""
        return self.number * self.size

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list is a page, too."""
        return max(-(-self.count // self.size), 1)

    @property
    def exists(self) -> bool:
        """Whether there is such a page; the first one always is."""
        return 0 <= self.number < self.pages

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        """The page's part of all items."""
        return items[self.offset : self.offset + self.size]

    def turns(self, to: Callable[[int], Payload]) -> Keyboard:
        """The buttons to the pages before and after, where there are any."""
        before = [Button(PREVIOUS, to(self.number - 1))] if self.number else []
        after = [Button(NEXT, to(self.number + 1))] if self.number + 1 < self.pages else []
        return ((*before, *after),) if before or after else ()
