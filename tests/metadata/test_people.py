"""Who wrote a page: statements, marked elements and the organizations among them."""

from __future__ import annotations

import pytest

from cleaner import clean_html
from cleaner.metadata.bylines import people_in
from tests.metadata import stated

TEXT = "<p>The port of Varn reopened on Tuesday after nine days of strike, and the ships came in.</p>"
STORY = f"<main><h1>Port of Varn reopens</h1>{{}}{TEXT}</main>"
LINKED = '<script type="application/ld+json">{{"@type":"NewsArticle","author":{{"@type":"Organization","name":"{}"}}}}</script>'


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Okparo, Lena", ["Lena Okparo"]),
        ("Okparo, Lena; Dahlstrom, Per", ["Lena Okparo", "Per Dahlstrom"]),
        ("Okparo, Lena, Dahlstrom, Per", ["Lena Okparo", "Per Dahlstrom"]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("Okparo, Lena; García Mira, Inés", ["Lena Okparo", "Inés García Mira"]),
        ("Lena Okparo, Per Dahlstrom", ["Lena Okparo", "Per Dahlstrom"]),
        ("Lena Okparo, Per Dahlstrom, Ilse Brandt, Tomas Okafor", ["Lena Okparo", "Per Dahlstrom", "Ilse Brandt", "Tomas Okafor"]),
        ("Lena Okparo; Per Dahlstrom, Sweidah", ["Lena Okparo", "Per Dahlstrom", "Sweidah"]),
        ("Okparo, MD", ["Okparo"]),
        ("Lena Okparo (Varn", ["Lena Okparo"]),
        ("Lena Okparo) and Per Dahlstrom", ["Lena Okparo", "Per Dahlstrom"]),
        ("Lena (Lou) Okparo", ["Lena (Lou) Okparo"]),
    ],
)
def test_a_list_of_names_is_read_in_the_order_of_speech(value: str, names: list[str]) -> None:
    """A family's name before a comma goes behind the given one; brackets are closed or gone."""
    assert people_in(value) == names


@pytest.mark.parametrize("name", ["author", "dc.creator", "citation_author", "parsely-author"])
def test_each_meta_element_may_put_the_family_first(name: str) -> None:
    """Each of several elements names one person."""
    page = f"<meta name={name} content='Okparo, Lena'><meta name={name} content='Dahlstrom, Per'>"

    assert [one.value for one in stated(page).authors] == ["Lena Okparo", "Per Dahlstrom"]


@pytest.mark.parametrize("kind", ["Organization", "NewsMediaOrganization", "Corporation"])
def test_an_organization_is_the_outlet_and_no_byline(kind: str) -> None:
    """It names the site where nothing else does; only where the head prints it, it is who wrote."""
    linked = LINKED.format("Varn Courier").replace("Organization", kind)
    silent, printed = (clean_html(linked + STORY.format(line), engine="blocks").articles[0] for line in ("", "<p>Varn Courier</p>"))

    assert (silent.bylines, silent.site_name) == ((), "Varn Courier")
    assert printed.bylines == ("Varn Courier",)


@pytest.mark.parametrize(
    "aside",
    [
        "<footer>Site by <a rel=author href=/x>Dora Pixel</a></footer>",
        "<div id=footer><a rel=author href=/x>Dora Pixel</a></div>",
        "<div class=theme-designer>Theme by <span class=author>Dora Pixel</span></div>",
        "<div class=theme>Theme by <span class=author>Dora Pixel</span></div>",
        "<div class=related-posts><span class=author>Dora Pixel</span></div>",
        "<aside><a rel=author href=/x>Dora Pixel</a></aside>",
    ],
)
def test_marks_outside_the_story_name_nobody(aside: str) -> None:
    """Feet of sites, designers and boxes of other stories say nothing of who wrote this one."""
    second = "<p>Old ferries were berthed first, and the harbour master counted forty of them before the fog came back from the sea.</p>"
    [article, *_] = clean_html(STORY.format("") + second + second.replace("first", "last") + aside, engine="blocks", policy="safe").articles

    assert article.bylines == ()


def test_the_foot_of_an_article_is_its_own() -> None:
    """A footer within the article names its author."""
    page = f"<article><h1>Port of Varn reopens</h1>{TEXT}<footer><a rel=author href=/m>Mara Lindqvist</a></footer></article>"

    assert [one.value for one in stated(page).authors] == ["Mara Lindqvist"]
