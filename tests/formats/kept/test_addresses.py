"""Addresses of links and images in what a web page keeps: whole where the page says what they are relative to, and never long ones."""

from __future__ import annotations

import pytest

from cleaner.formats.markdown import markdown
from cleaner.formats.render import kept_html

from .test_kept_html import cleaned

SENTENCE = "The port of Varn reopened on Tuesday after nine days of strike, and ships were berthed by noon."


@pytest.mark.parametrize(
    ("head", "url", "address"),
    [
        ("", None, "b"),
        ("", "https://example.com/a/c", "https://example.com/a/b"),
        ("<link rel=canonical href='https://example.com/d/e'>", None, "https://example.com/d/b"),
        ("<meta property='og:url' content='https://example.com/f/g'>", None, "https://example.com/f/b"),
        ("<base href='https://example.org/h/'>", "https://example.com/a/c", "https://example.org/h/b"),
        ("<base href='/h/'>", "https://example.com/a/c", "https://example.com/h/b"),
        ("<base href='javascript:h/'>", "https://example.com/a/c", "https://example.com/a/b"),
    ],
)
def test_relative_addresses_are_made_whole(head: str, url: str | None, address: str) -> None:
    """By the address that the page states for that, that it came with, or that it calls its own."""
    page = cleaned(f"<head>{head}</head><body><p>See <a href=b>this</a> <img src=b alt=that> now.</p></body>", url)

    assert markdown(page, images=True) == f"See [this]({address}) ![that]({address}) now.\n"
    assert markdown(page) == f"See [this]({address}) now.\n"


_LONG = f"https://example.com/{'a/' * 20_000}"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f"<base href='{_LONG}'>", None),
        (f"<base href='{_LONG}'>", "https://example.com/"),
        (f"<link rel=canonical href='{_LONG}'>", None),
        ("", _LONG),
        ("<base href='c/'>", _LONG),
    ],
)
def test_no_long_address_is_written_for_each_link(head: str, url: str | None) -> None:
    """Whatever a page says that its links are relative to, what is written of it is no longer than some times the page."""
    page = cleaned(f"<head>{head}</head><body><p>{'See <a href=b>this</a> <img src=b alt=that> now. ' * 1000}</p></body>", url)

    for made in (markdown(page, images=True), kept_html(page, images=True)):
        assert len(made) < 100_000
        assert "example.com" not in made


def test_what_follows_the_path_of_an_address_makes_it_no_longer() -> None:
    """Links are not relative to the parameters that readers of a newsletter bring along."""
    page = cleaned("<body><p>See <a href=b>this</a> now.</p></body>", f"https://example.com/a/c?from={'x' * 4000}#y")

    assert markdown(page) == "See [this](https://example.com/a/b) now.\n"


def test_images_of_the_story_are_kept_when_asked_for() -> None:
    """Not those of what was removed, nor those that count readers or stand above and below the page; late ones are found."""
    page = cleaned(
        "<body><img src=/logo.png><h1>Port</h1><figure><picture><source srcset=x.webp><img src=/a.jpg alt='A [port]'></picture></figure>"
        f"<p>{SENTENCE}</p><div><img src=/ad.png><p>Advertisement</p></div><p><img width=1 src=/count.gif></p>"
        f"<p><a href=/b><img src='data:image/gif;base64,x' data-src=/b.jpg></a></p><p>{SENTENCE}</p><img src=/foot.png></body>",
        "https://example.com/",
    )

    assert markdown(page, images=True) == (
        f"# Port\n\n![A \\[port\\]](https://example.com/a.jpg)\n\n{SENTENCE}\n\n"
        f"[![](https://example.com/b.jpg)](https://example.com/b)\n\n{SENTENCE}\n"
    )
    assert '<img src="https://example.com/a.jpg" alt="A [port]">' in kept_html(page, images=True)
    assert "<img" not in kept_html(page)
