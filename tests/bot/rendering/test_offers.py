"""Offers below an answer take few rows."""

import pytest

from bot.payloads.questions import ChoosePlace
from bot.rendering import questions_texts
from bot.rendering.offers import MAX_ROWS, Offer, with_offers
from bot.rendering.questions import with_place_choice
from bot.rendering.reply import Button, Reply, block

ANSWER = Reply((block("一般一年。"),), tuple((Button(str(n), ChoosePlace(1, n)),) for n in range(3)))
CHECKS = tuple(Offer(f"查条件：{n}", "查条件", ChoosePlace(2, n)) for n in range(2))
REMINDER = Offer("设提醒：试用期", "设提醒", ChoosePlace(3, 0))


def labels(reply):
    """The words on a reply's buttons, row by row, below those that it had before."""
    return [[button.text for button in row] for row in reply.keyboard[len(ANSWER.keyboard) :]]


@pytest.mark.parametrize(
    ("offers", "taken", "expected"),
    [
        ((), 0, []),
        (CHECKS, 0, [["查条件：0"], ["查条件：1"]]),
        ((*CHECKS, REMINDER), 0, [["查条件", "设提醒"]]),
        ((REMINDER,), 1, [["设提醒：试用期"]]),
        ((CHECKS[0], REMINDER), 1, [["查条件", "设提醒"]]),
        ((CHECKS[0], REMINDER), 9, [["查条件", "设提醒"]]),
    ],
    ids=["none", "each its row", "side by side", "the last row", "a row is taken", "no row is left"],
)
def test_rows(offers, taken, expected):
    """Each offer says what it is about as long as there are rows; else one of each kind stands in a row."""
    reply = with_offers(ANSWER, offers, taken=taken)
    assert [row for row in labels(reply) if row] == expected


def test_the_kind_means_its_first_offer():
    """What stands side by side begins the first, the nearest, of its kind."""
    (row,) = with_offers(ANSWER, (*CHECKS, REMINDER)).keyboard[len(ANSWER.keyboard) :]
    assert [button.payload for button in row] == [CHECKS[0].payload, REMINDER.payload]


def test_the_question_where_somebody_is_comes_before_the_rest():
    """Related questions give way to it, and offers take one row."""
    places = ["全国", "宁夏", "某市", "某省", "舟山", "其他"]
    reply = with_place_choice(ANSWER, places, (*CHECKS, REMINDER), question=1)
    assert reply.keyboard[0] == ANSWER.keyboard[0]
    assert [button.text for button in reply.keyboard[1]] == ["查条件", "设提醒"]
    assert reply.keyboard[-1][-1].text == questions_texts.NO_PLACE
    assert len(reply.keyboard) < MAX_ROWS
    assert reply.blocks[-1].plain == questions_texts.ASK_PLACE
