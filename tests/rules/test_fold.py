"""How a line is read before it is compared with a phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.fold import fold, fold_lines, trim
from tests.laws import texts


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Advertisement", "advertisement"),
        ("READ MORE", "read more"),
        ("Read  more\t now ", "read more now"),
        ("Read\xa0more", "read more"),
        ("Read\u3000more", "read more"),
        ("5 min read", "# min read"),
        ("1,234 comments", "#,# comments"),
        ("2024", "#"),
        ("Don’t miss", "don't miss"),
        ("Don`t miss", "don't miss"),
        ("“Quoted” «text» „too‟", '"quoted" "text" "too"'),
        ("Sign‐up – now — then − off", "sign-up - now - then - off"),
        ("Advertise\u00adment", "advertisement"),
        ("\ufeffAdver\u200btise\u2060ment", "advertisement"),
        ("Ｓｈａｒｅ", "share"),
        ("１２３", "#"),
        ("ﬁnance", "finance"),
        ("Straße", "strasse"),
        ("İstanbul", "i̇stanbul"),
        ("Terms &amp; Conditions", "terms & conditions"),
        ("Read&nbsp;more", "read more"),
        ("&copy; 2024", "© #"),
        ("Подробнее", "подробнее"),
        ("続きを読む", "続きを読む"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("", ""),
        (" \t", ""),
    ],
)
def test_a_text_reads_as(text: str, read: str) -> None:
    """Case, kinds of quotes and dashes, invisible characters, entities, runs of space and the value of numbers do not count."""
    assert fold(text) == read


@pytest.mark.parametrize(
    ("folded", "label"),
    [
        ("read more »", "read more"),
        ("- read more -", "read more"),
        ("» related:", "related"),
        ("[photo]", "photo"),
        ("(credit)", "credit"),
        ("• share", "share"),
        ("share...", "share"),
        ("**share**", "share"),
        ('"share"', "share"),
        ("-->", "-->"),
        ("***", "***"),
        ("", ""),
        ("a - b", "a - b"),
    ],
)
def test_marks_around_a_label_do_not_count(folded: str, label: str) -> None:
    """Bullets, arrows, brackets and stops around a label go, unless there is nothing else."""
    assert trim(folded) == label


_lines = st.one_of(
    st.text(max_size=30).map(lambda text: " ".join(text.split())),
    st.sampled_from([*texts.PROMPTS, *texts.RESIDUE, *texts.KICKERS, *texts.DATES, *texts.CREDITS]).map(str.strip),
)


@given(st.lists(_lines, max_size=8))
def test_many_lines_read_as_each_one_does(lines: list[str]) -> None:
    """Lines that are folded in one go read as they do one by one."""
    assert [" ".join(line.split()) for line in fold_lines(lines)] == ([fold(line) for line in lines] or [""])


@given(_lines)
def test_a_reading_reads_as_itself(line: str) -> None:
    """What is folded and trimmed already stays as it is."""
    assert trim(trim(fold(line))) == trim(fold(line))


@given(_lines)
def test_a_reading_holds_no_digit_and_no_run_of_spaces(line: str) -> None:
    """Numbers become one sign, and spaces are single and inside."""
    read = fold(line)

    assert [character for character in read if character in "0123456789"] == []
    assert read == " ".join(read.split())
