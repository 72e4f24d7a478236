"""`python -m benchmarks.hostile`: pages and texts made to be slow, and whether twice the size takes more than twice the time.

Pages repeat a few tags, nested, left open or ended in the wrong order, for every pair of element names and some triples; to them come
patterns of other kinds. Each is cleaned at one size, and at twice that size; where the second takes long, both are measured again, and once
more at four times the size. Exits with 1 if any pattern grows faster than its size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from gc import collect
from itertools import combinations, product
from random import Random
from sys import stderr
from time import process_time
from typing import Annotated

import typer

import cleaner
from cleaner.formats.render import Format, render

# What takes no longer than this, in seconds, is not slow, whatever its ratio.
QUICK = 0.05
# How much longer twice the size may take; above 2, for clocks are not exact.
MOST = 2.6
_SIZE, _TRIES, _DOUBLINGS = 100_000, 3, 4
# What takes longer, in seconds, is not measured at twice the size.
_LONG = 10
_NAMES = (
    *("a", "article", "aside", "b", "blockquote", "body", "button", "caption", "center", "colgroup", "dd", "details", "div", "dt"),
    *("fieldset", "figure", "font", "form", "frameset", "h1", "h2", "head", "html", "i", "iframe", "li", "marquee", "math", "mi", "nobr"),
    *("object", "ol", "optgroup", "option", "p", "pre", "rt", "ruby", "script", "section", "select", "span", "summary", "svg"),
    *("table", "tbody"),
    *("td", "template", "textarea", "title", "tr", "u", "ul", "x-y"),
)
_TRIPLES = 400
# What two or three tags repeat: opened, ended in each order, and ended where another is open.
_PAIRS = ("<{0}><{1}>", "<{0}><{1}></{0}>", "<{0}><{1}></{1}>", "<{0}><{1}></{0}></{1}>", "<{0}><{1}>x</{0}>y")
_THREES = ("<{0}><{1}></{0}><{2}>", "<{0}><{1}><{2}></{0}></{1}>", "<{0}></{1}><{2}></{0}>x")


@dataclass(frozen=True)
class Pattern:
    """What makes pages of any size.

    Args:
        name: what it is called.
        made: the page, given about how many code points it should have.
        job: what is done with it.
    """

    name: str
    made: Callable[[int], str]
    job: Callable[[str], object]


def _page(html: str) -> object:
    return cleaner.clean_html(html, engine="blocks").text


def _outside(html: str) -> object:
    return cleaner.clean_html(html, engine="trafilatura").text


def _stories(html: str) -> object:
    return [(each.published, each.bylines, each.headline) for each in cleaner.clean_html(html, engine="blocks").articles]


def _written(html: str) -> object:
    page = cleaner.clean_html(html, engine="blocks")
    return [render(page, form, images=True) for form in Format]


def _text(text: str) -> object:
    return cleaner.clean(text).text


def _repeated(unit: str, job: Callable[[str], object] = _page, before: str = "", name: str = "") -> Pattern:
    return Pattern(name or before + unit, lambda size: before + unit * (size // len(unit)), job)


def _numbered(unit: str, before: str = "", after: str = "", name: str = "") -> Pattern:
    return Pattern(
        name or before + unit + after,
        lambda size: before + "".join(map(unit.format, range(size // (len(unit) + 3)))) + after,
        _page,
    )


def pairs() -> Iterator[Pattern]:
    """Every pair of names, and some triples."""
    yield from (_repeated(shape.format(*two)) for two in product(_NAMES, repeat=2) for shape in _PAIRS)
    drawn = Random(0)
    threes = [tuple(drawn.choices(_NAMES, k=3)) for _ in range(_TRIPLES)]
    yield from (_repeated(shape.format(*three)) for three in threes for shape in _THREES)
    attributed = [f"<{one} id={{0}}><{two}></{one}>x" for one, two in combinations(("b", "font", "p", "a", "div", "table", "nobr", "i"), 2)]
    yield from map(_numbered, attributed)


def others() -> Iterator[Pattern]:
    """Pages that are slow by other means than the names of elements."""
    yield Pattern("spaces in a tag", lambda size: "<div a" + " " * size + ">x", _page)
    yield Pattern("spaces in a tag without end", lambda size: "<div a" + " " * size, _page)
    yield Pattern("quotes in a tag", lambda size: "<div a" + "=\"'" * (size // 3) + ">x", _page)
    yield _numbered(" a{0}", "<p", ">x")
    yield _numbered(" a{0}='>'", "<p", ">x")
    yield _numbered(" a{0}=\"<p>\"", "<p", ">x")
    yield _numbered("<html a{0} b{0} c{0}>", after="<p>x")
    yield _numbered("<body a{0}=1 b{0} c{0}>", after="<p>x")
    yield _numbered("<p a{0} b{0} c{0} d{0} e{0}>x")
    yield _numbered("<font a={0}><p>", "<p>")
    yield _numbered("<p><b a={0}><i a={0}></p>x")
    units = (
        *("<!--", "<!-- -->", "-->", "<![CDATA[", "<![CDATA[x]]>", "<?x", "<!x", "</", "<", ">", "<a", "</a ", "&", "&amp;", "&#"),
        *("&#x41;"),
        *("<a b=", "<a/b=", "<a b='", "<p a='>", "<br>", "<input>", "<hr>", "</p>", "</br>", "</x>", "<template>", "<template></template>"),
        *("<svg><![CDATA[", "<svg><title>", "<svg/>", "<math><mi>", "<math><mi/>", "<svg></p>", "<noscript>"),
        *("<noscript></noscript>", "<plaintext>"),
        *("<table>x", "<table><tr>x", "<table><div>x</div>", "<table><td>", "<tr><td>x", "<select><option>x"),
        *("<select><div>x</div></select>"),
        *("<a><p></a>", "<a href=x><div></a>x", "<nobr><p>", "<nobr><div></nobr>", "<p><button>x", "<button><p></button>", "<b><p></b>x"),
        *("<form><div></form>", "<div><form></div>", "<p>x", "<li>x", "<dd>x<dt>y", "<option>x", "<td>x", "<h1><h2>", "<ruby><rt>x"),
        *("\0", "\r"),
        *("<p hidden>x</p>", "<div style='display:none'>x", "<a href=x>y</a>", "<p><a href=x>y</a></p>", "<p>\n\n", "<pre>\n"),
        *("<pre>\n\nx</pre>"),
        *("<b><table></b></table>", "<!-- <div> --></div><div>", "<script><!--<script></script>", "<p title='</div>'><div>", "<div></x>"),
    )
    yield from (_repeated(unit) for unit in units)
    pictures = ("<link>", "<p></p>", "<desc><div>", "<style>x</style>", "<title><div></title>")
    yield from (_repeated(unit, before="<svg>") for unit in pictures)
    formulas = ("<link>", "<mtext><div>", "<annotation-xml encoding=text/html><p>", "<mi></p>")
    yield from (_repeated(unit, before="<math>") for unit in formulas)
    heads = ("<base href='{}'>", "<link rel=canonical href='{}'>")
    yield from (Pattern(f"links below {head}", partial(_linking, head), _written) for head in heads)


def _linking(head: str, size: int) -> str:
    return head.format("https://example.com/" + "a/" * (size // 4)) + "<p>Text <a href=b>x</a> <img src=b>" * (size // 70)


def outside() -> Iterator[Pattern]:
    """Pages for the engine that is not the library's own, and for what articles tell."""
    units = (
        *("<div hidden><p>x</p></div>", "<p>x</p>", "<a href=/x>y</a>\n", "<p><a href=/x>y</a></p>", "<div>x", "<b><p>x"),
        *("<table><tr><td>x"),
    )
    yield from (_repeated(unit, _outside, name=f"trafilatura: {unit}") for unit in units)
    broken = (
        *("none'><p>x</p></div>", '"', "'", '<meta content="', "2024-05-", "12.", '{"datePublished":"', "<time>"),
        *("<time datetime='x'>", "(c) "),
    )
    yield from (_repeated(unit, _stories, before="<div>", name=f"articles: {unit}") for unit in broken)
    ld = ('{"a":', "[", '"a",', "\\", '{"@type":"NewsArticle","author":[')
    yield from (
        _repeated(unit, _stories, before="<script type='application/ld+json'>", name=f"structured data: {unit}") for unit in ld
    )


def texts() -> Iterator[Pattern]:
    """Plain texts."""
    units = (
        *("\n", "a" + "\n" * 60, "The harbour bridge was rebuilt before winter came to town.\n" + "\n" * 200),
        *("Advertisement" + "\n" * 120, "\r\n"),
        *("  \n", "\u200b ", " \u200b", "\u200b\n", "\u200b \n", "x\u200b ", "&amp;", "&amp;amp;", "&", "&#038;", "<", "<div>", "* "),
        *("- ", "> ", "\n\n\n"),
        *("By ", "By Anna\n", "Published\n", "Share\n", "Share | ", "Read more\n", "News\n", "\t", "\xad", "\ufeff", ".", "!", "("),
        *("http://", "@"),
        *("Photo: ", "(Credit: ", "By Anna and ", "12 May 2024 ", "# ", "|", "a b ", "A ", "1 ", "\u3000", "\x85", "-->\n", "```\n"),
        *("Advertisement\n"),
    )
    yield from (_repeated(unit, _text, name=f"text: {unit[:20]!r} times") for unit in units)
    edges = ("\u200b ", " \u200b", "\ufeff\u200b", "\xa0\u200b", "\u200b\t")
    yield from (Pattern(f"text: a line with edges of {edge!r}", partial(_edged, edge), _text) for edge in edges)


def _edged(edge: str, size: int) -> str:
    return edge * (size // 4) + "x" + edge * (size // 4)


KINDS: dict[str, Callable[[], Iterator[Pattern]]] = {"pairs": pairs, "others": others, "outside": outside, "texts": texts}


def seconds(pattern: Pattern, size: int, tries: int = 1) -> float:
    """The least CPU time that a pattern takes.

    Args:
        pattern: the pattern.
        size: the size of its page, in code points.
        tries: how often it is measured.
    """
    page = pattern.made(size)
    taken = []
    for _ in range(tries):
        collect()
        start = process_time()
        pattern.job(page)
        taken.append(process_time() - start)
    return min(taken)


def ratio(pattern: Pattern, size: int = _SIZE) -> float:
    """How many times longer a page of twice the size takes: 0 where even that takes no time worth mention.

    A pattern that is let pass up to some size grows fast until there, so that twice the size is asked about again.

    Args:
        pattern: the pattern.
        size: the size of the smaller page, in code points.
    """
    one, found = seconds(pattern, size), 0.0
    for _ in range(_DOUBLINGS):
        size *= 2
        two = seconds(pattern, size)
        if two < QUICK:
            return 0.0
        found = two / one
        if found > MOST:
            one, two = seconds(pattern, size // 2, _TRIES), seconds(pattern, size, _TRIES)
            found = two / one
        if found <= MOST or two > _LONG:
            break
        one = two
    return found


def slow(patterns: Iterator[Pattern], size: int = _SIZE) -> Iterator[tuple[Pattern, float]]:
    """The patterns that grow faster than their size, each with its ratio.

    Args:
        patterns: the patterns.
        size: the size of the smaller page, in code points.
    """
    for pattern in patterns:
        found = ratio(pattern, size)
        if found > MOST:
            yield pattern, found


def main(
    only: Annotated[list[str] | None, typer.Option(help="A kind of patterns, instead of all; may be given again.")] = None,
    size: Annotated[int, typer.Option(min=1000, help="The size of the smaller page, in code points.")] = _SIZE,
    every: Annotated[int, typer.Option(min=1, help="Try every n-th pattern alone.")] = 1,
) -> None:
    """Look for patterns that take more than twice the time at twice the size."""
    cleaner.clean_html("<p>warm</p>", engine="blocks").text  # noqa: B018
    cleaner.clean("Advertisement\n").text  # noqa: B018
    tried, found = 0, 0
    for kind in only or KINDS:
        some = list(KINDS[kind]())[::every]
        tried += len(some)
        for pattern, times in slow(iter(some), size):
            found += 1
            print(f"{times:.1f} times: {kind}: {pattern.name}", flush=True)
        print(f"{kind}: {len(some)} patterns tried", file=stderr)
    print(f"{found} of {tried} patterns grow faster than their size")
    raise typer.Exit(1 if found else 0)


if __name__ == "__main__":
    typer.run(main)
