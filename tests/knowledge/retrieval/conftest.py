"""The sample base as questions meet it."""

import pytest

from knowledge.retrieval.ranking import Ranking
from tests.knowledge.retrieval.samples import MODEL
from tests.knowledge.samples import make_base


@pytest.fixture(scope="module")
def ranking():
    """The sample base, ranked by a model set by hand."""
    return Ranking(make_base(), MODEL)
