"""What updates carry: a callback that got the wrong kind of update is a fault."""

import pytest
from telegram import Update

from bot.incoming import chat_id_of, membership_of, message_of, query_of, sender_id_of
from tests.builders import make_update


@pytest.mark.parametrize("read", [message_of, query_of, chat_id_of, membership_of, sender_id_of])
def test_what_is_missing_is_a_fault(read):
    """The table of handlers is wrong then, and the error handler will say where."""
    with pytest.raises(ValueError, match="the update"):
        read(Update(1))


def test_a_message_and_its_chat():
    """What is there is given."""
    update = make_update("你好", chat_id=7)
    assert message_of(update).text == "你好"
    assert chat_id_of(update) == 7
