"""Site memory knows whose pages it learns from, by their addresses."""

from __future__ import annotations

import pytest

from cleaner import Page, RuleSet
from cleaner.corpus.site_memory import SiteMemory
from cleaner.errors import ConfigError, ReadingError
from tests.corpus.courier import FOOT, MENU, MODEL, SITE, clean, distinct, learn, phrases, word

NO_HOSTS = [
    *("", " ", ".", "?", "[", "/etc", "http:", "http://", "https://", "http:/example.com", "http:example.com"),
    *("foo bar", "*.example", "a..b", "-a.org", "a-.org", "a.org:port", "a@", "https://*.a.org/"),
]


def test_rules_of_a_site_leave_other_sites_alone() -> None:
    """With a host, rules hold on its pages and those of hosts below it."""
    rules = learn(SITE, host="www.varn-courier.com")
    kept = {url: "Quay sports" in clean(SITE[0], rules=rules, url=url).text for url in ("https://m.varn-courier.com/a", "https://b.com/")}

    assert kept == {"https://m.varn-courier.com/a": False, "https://b.com/": True}


def test_web_pages_are_learned_from_as_texts_are() -> None:
    """HTML is known by how it begins; its rules find the lines that its text is laid out in."""
    made = [
        "<!doctype html><html><body><div>"
        + "".join(f"<div>{line}</div>" for line in MENU)
        + f"</div><article><h1>What the people of {word(number)} did next</h1>"
        + "".join(f"<p>{line}</p>" for line in distinct(number))
        + "</article><div>"
        + "".join(f"<div>{line}</div>" for line in FOOT)
        + "</div></body></html>"
        for number in range(4)
    ]

    assert phrases(learn(made)) == phrases(learn([text.encode() for text in made]))
    assert {"harbour desk"} <= phrases(learn(made)) <= {line.lower() for line in MENU + FOOT}


def test_pages_of_several_sites_are_refused_unless_one_is_named() -> None:
    """The message names the hosts; with a host, pages of others are passed over."""
    pages = [Page(text, url=f"https://{host}/") for text, host in zip(SITE, ("a.org", "www.a.org", "b.org", "a.org", "a.org"), strict=True)]

    with pytest.raises(ReadingError, match=r"a\.org, b\.org; learn from one"):
        learn(pages)
    assert phrases(learn(pages, host="a.org")) == phrases(learn([page for page in pages if page.url != "https://b.org/"]))


@pytest.mark.parametrize("host", NO_HOSTS)
def test_what_is_no_host_is_refused(host: str) -> None:
    """Rules for a host that cannot be would hold nowhere, and those for an empty one everywhere."""
    with pytest.raises(ConfigError, match="is no name of a host"):
        SiteMemory(host=host)


@pytest.mark.parametrize(
    "host", ["a.org", "A.ORG", "www.a.org", "WWW.A.org", "https://A.org/news?x=1", "a.org.", "a.org:8080", " a.org\n", "//a.org"]
)
def test_a_host_is_one_however_it_is_written(host: str) -> None:
    """Case, scheme, port and `www.` tell no two sites apart, neither as the host is named nor in the addresses of pages."""
    memory = SiteMemory(host=host, model=MODEL)
    for text, url in zip(SITE, ("http://A.ORG/1", "https://www.a.org/2", "a.org/3", "https://M.a.org/4", "https://b-a.org/5"), strict=True):
        memory.add(text, url)

    assert memory.count == 4
    assert {rule.sites for rule in memory.learned().rules} == {frozenset({"a.org"})}


@pytest.mark.parametrize("host", ["localhost", "münchen.de", "xn--mnchen-3ya.de", "127.0.0.1", "a_b.example", "例え.テスト"])
def test_hosts_of_all_kinds_are_taken(host: str) -> None:
    """Names of one label, of other scripts, and addresses of machines are hosts."""
    memory = SiteMemory(host=host, model=MODEL)
    for text in SITE:
        memory.add(text, f"https://{host}/")

    assert {rule.sites for rule in memory.learned().rules} == {frozenset({host})}


def web_page(number: int, head: str = "") -> str:
    """A page of the site as HTML."""
    top, foot = ("<div>" + "".join(f"<div>{line}</div>" for line in lines) + "</div>" for lines in (MENU, FOOT))
    body = "".join(f"<p>{line}</p>" for line in distinct(number))
    return f"<!doctype html><html><head>{head}</head><body>{top}<article>{body}</article>{foot}</body></html>"


def test_a_web_page_that_states_its_address_is_of_that_site() -> None:
    """The canonical address, or that of Open Graph, counts where none is given, and gives way to one that is."""
    heads = [
        '<link rel="canonical" href="https://www.A.org/1">',
        '<meta property="og:url" content="https://a.org/2">',
        '<link rel="canonical" href="https://b.org/3">',
        "",
    ]
    memory, given = SiteMemory(host="a.org", model=MODEL), SiteMemory(host="a.org", model=MODEL)
    for number, head in enumerate(heads):
        memory.add(web_page(number, head).encode())
        given.add(web_page(number, head), "https://a.org/")

    assert (memory.count, given.count) == (3, 4)
    with pytest.raises(ReadingError, match=r"a\.org, b\.org; learn from one"):
        learn([web_page(number, head) for number, head in enumerate(heads)])
    rules = learn([web_page(number, head) for number, head in enumerate(heads[:2])])
    assert {rule.sites for rule in rules if rule.id not in RuleSet.default().by_id} == {frozenset({"a.org"})}
