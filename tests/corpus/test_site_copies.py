"""Site memory counts pages that are copies of each other as one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.corpus import site_pages
from cleaner.corpus.site_memory import SiteMemory
from cleaner.corpus.site_pages import LONGEST
from tests.corpus.courier import FOOT, MENU, MODEL, SITE, clean, distinct, learn, page, phrases, toml, word


def test_one_page_teaches_nothing_however_often_it_is_given() -> None:
    """Equal pages are one; pages that tell the same story, with a word changed, are copies and no evidence of each other."""
    changed = [SITE[0].replace("twenty-two years", f"{years} years") + f"Seen {years} times\n" for years in ("twenty", "thirty", "forty")]

    assert toml([SITE[0]] * 4) == ""
    assert phrases(learn([SITE[0], *changed])) == set()


def _long(number: int) -> list[str]:
    """A story in paragraphs of three sentences each, which are longer than any line that rules compare."""
    lines = distinct(number, 9)
    return [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]


def test_pages_of_long_paragraphs_are_no_copies_of_each_other() -> None:
    """Different stories are as many witnesses, however long their paragraphs are; the same story with more around it is none."""
    assert all(len(line) > site_pages.LONGEST for number in range(6) for line in _long(number))
    memory, copied = SiteMemory(model=MODEL), SiteMemory(model=MODEL)
    for number in range(6):
        memory.add(page(number, body=_long(number)))
        copied.add(page(1, body=_long(1)) + f"Seen by {word(number)}\n")
    learned = memory.learned()

    assert (learned.pages, copied.learned().pages) == (6, 1)
    assert {"harbour desk", "quay sports"} <= {line.key for line in learned.lines} <= {line.lower() for line in MENU + FOOT}


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from(["* * * * *", "---", "", "→ → →", "•"]), min_size=1, max_size=6), min_size=2, max_size=4))
def test_lines_of_signs_make_no_copies(signs: list[list[str]]) -> None:
    """Rules between paragraphs say nothing, so that stories with many of them stay stories of their own."""
    memory = SiteMemory(model=MODEL)
    for number, each in enumerate(signs):
        memory.add("\n".join([*each * 40, *distinct(number)]))

    assert memory.learned().pages == len(signs)


def test_a_story_that_other_pages_hold_as_well_is_not_learned() -> None:
    """Pages below each other, as they are when scrolled without end: the stories come again, and stay."""
    glued = [SITE[number] + SITE[number + 1] for number in range(4)]
    rules = learn([*SITE, *glued])

    assert phrases(rules) <= {line.lower() for line in MENU + FOOT}
    kept = clean(glued[0], rules=rules).text
    assert [line for line in distinct(0) + distinct(1) if line not in kept] == []


def test_stories_of_long_paragraphs_are_no_copies_of_each_other() -> None:
    """A paragraph too long to be learned counts by what it says: as many pages teach as with short ones."""
    bodies = [[" ".join(distinct(number, 12)[place : place + 3]) for place in (0, 3, 6, 9)] for number in range(5)]

    assert all(len(line) > LONGEST for body in bodies for line in body)
    assert "harbour desk" in phrases(learn([page(number, body=body) for number, body in enumerate(bodies)]))
