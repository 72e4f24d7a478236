"""What is checked of a site, tried on sites that are at fault."""

from __future__ import annotations

from pathlib import Path

from .links import Site


def built(folder: Path, **pages: str) -> Site:
    """A site of pages, each in a folder of its name."""
    for name, html in pages.items():
        file = folder / name / "index.html" if name != "index" else folder / "index.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(html, encoding="utf-8")
    return Site(folder)


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """To a page, a place on a page or a file; those that lead somewhere, or to another site, are none."""
    (tmp_path / "there.png").write_bytes(b"")
    site = built(
        tmp_path,
        index='<a href="two/#a.b"></a><a href="two/#gone"></a><a href="three/"></a><img src="there.png"><img src="gone.png"><p id=x>'
        '<a href="#x"></a><a href="#y"></a><a href="https://example.com/z"></a><a href="mailto:a@example.com"></a>',
        two='<h2 id="a.b"></h2><a href=".."></a><a href="../#x"></a><a href="../two#a.b"></a><script src="../gone.js"></script>',
    )

    assert site.broken_links() == [
        *("index.html: two/#gone", "index.html: three/", "index.html: #y", "index.html: gone.png", "two/index.html: ../gone.js"),
    ]


def test_what_is_fetched_from_another_host_is_found(tmp_path: Path) -> None:
    """Scripts, pictures, style sheets, fonts, and hints about them; a link that a reader may follow is none."""
    (tmp_path / "a.css").write_text('@import "//b.example/c.css"; a { background: url(d.png) } b { src: url("https://f.example/g") }')
    site = built(
        tmp_path,
        index='<script src="https://s.example/1"></script><link rel="preconnect" href="https://p.example"><link rel="next" href="https://n.example">'
        '<img srcset="//i.example/2 2x" src="a.png"><style>p{background:url(http://u.example/3)}</style><a href="https://a.example"></a>',
    )

    assert site.foreign_resources() == [
        *("index.html: https://s.example/1", "index.html: https://p.example", "index.html: //i.example/2", "index.html: http://u.example/3"),
        *("a.css: //b.example/c.css", "a.css: https://f.example/g"),
    ]


def test_a_picture_without_words_and_an_id_twice_are_found(tmp_path: Path) -> None:
    """A picture has an alternative text, a drawing a title and a description; an id stands once."""
    site = built(
        tmp_path,
        index='<img src="1" alt="One"><img src="2" alt=""><img src="3"><figure><svg><title>T</title></svg></figure>'
        '<svg role="img"><title>T</title><desc>D</desc></svg><p id="a"><p id="b"><p id="a">',
    )

    assert (site.silent_pictures(), site.repeated_ids()) == (["index.html: 2", "index.html: 3", "index.html: svg"], ["index.html: a"])
