"""Where signs beyond ASCII stand in prose."""

from __future__ import annotations

import pytest

from cleaner.html.readings import languages
from cleaner.html.signs import odd_signs, placed


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("the ship—the first", "Bj—rn"),
        ("some of us—we said", "L—we"),
        ("ships – and", "– Malm– said"),
        ("it’s", "Garc’a"),
        ("they’ve", "na’ve"),
        ("O’Brien", "D’az"),
        ("the “port”", "Malm” said"),
        ("in\xa0the, Mr\xa0Smith", "Orb\xa0n"),
        ("inter\xadnational", "Sigur\xadur"),
        ("harbour\xadmaster, inter\xadnational", "Be\xadikta\xad said"),
        ("wait… there, the …and", "was …sterreich"),
        ("it “is", "met ” Briain"),
    ],
)
def test_signs_stand_where_such_signs_do(right: str, wrong: str) -> None:
    """What stands for a letter within a word, or at the wrong end of it, is doubted."""
    words = languages().words

    assert placed([(right, ["en"])], words).doubtful == 0
    assert placed([(wrong, ["en"])], words).doubtful > 0


def test_a_sign_is_judged_by_most_of_its_places() -> None:
    """One that mostly stands well is a sign everywhere; one that mostly does not is doubted."""
    words = languages().words

    assert placed([("It’s so, they don’t, la’am.", ["en"])], words).doubtful == 0
    assert placed([("Garc’a and Mart’n said it’s so.", ["en"])], words).doubtful == 2


@pytest.mark.parametrize(
    ("sign", "unclear"),
    [("waited… is", "capit… is"), ("the …and", "so … it"), ("Shi’ite", "in Lyon’"), ("late—very", "Se–or")],
)
def test_some_signs_can_be_no_letters(sign: str, unclear: str) -> None:
    """A word to which no letter can be missing shows that what stands at it is a sign."""
    assert [placed([(line, ["en"])], languages().words).certain for line in (sign, unclear)] == [1, 0]


@pytest.mark.parametrize(
    ("usual", "unclear"),
    [("Widget™", "Metr™"), ("Android®", "MALM™"), ("so … it", "Lyon’"), ("the “Port", "the “ster"), ("govern\xadment", "Timi\xadoara")],
)
def test_some_signs_stand_where_such_signs_often_do(usual: str, unclear: str) -> None:
    """A word that may be letters short shows nothing."""
    assert [placed([(line, ["en"])], languages().words).usual for line in (usual, unclear)] == [1, 0]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("25°, N°", "powiedzia°"), ("nº 5", "oª là"), ("£5, £m, £3bn", "£ukasz"), ("€10", "€hman")],
)
def test_signs_of_numbers_stand_at_numbers(right: str, wrong: str) -> None:
    """A degree and the sign of a currency are no letters of a word."""
    assert odd_signs(right, ["en"]) == 0
    assert odd_signs(wrong, ["en"]) == 1
