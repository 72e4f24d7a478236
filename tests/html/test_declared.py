"""What a page is read as, for every encoding of its bytes and everything that may be declared, in each of the three ways to declare."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cleaner.document.page import Encoding
from cleaner.errors import ReadingError
from cleaner.html.decode import decode
from cleaner.html.readings import spaced

GERMAN = (
    "Der Bürgermeister sagte, die Brücke über den Fluss müsse größer werden, weil täglich tausende Menschen über sie führen. "
    "Für die Händler ist das schön, aber die Anwohner möchten nicht, dass noch mehr Autos durch ihre Straße fahren."
)
RUSSIAN = (
    "Мэр города заявил, что мост будет восстановлен до наступления зимы, потому что по нему каждый день ездят тысячи людей. "
    "Он сказал, что это не первый мост, который был разрушен после дождей."
)
CHINESE = (
    "市长表示，这座桥将在冬天到来之前重建，因为每天都有成千上万的人从桥上经过去上班。他说，现在的桥已经不能用了，新的桥要到明年才能开始建。"
    "我们的城市没有别的路，大家都在等这个工程完成。"
)
JAPANESE = (
    "市長は、橋は冬が来る前に再建されると述べた。毎日何千人もの人々がその橋を渡って通勤しているためである。"
    "新しい橋の工事は来年の春に始まり、二年後には全部が終わる予定だという。"
)
KOREAN = (
    "시장은 매일 수천 명의 사람들이 다리를 건너 출근하기 때문에 겨울이 오기 전에 다리를 다시 지을 것이라고 말했다. "
    "그는 새로운 다리를 만드는 데에 일 년이 걸릴 것으로 보인다고 했다."
)
ENGLISH = "The mayor said that the bridge is to be rebuilt before winter, since thousands of people use it every day."
# The text of a page, the encoding of its bytes, and those declared charsets that are right for it.
ROWS = {
    "ASCII": (ENGLISH, "ascii", ("gb2312", "windows-1251", "iso-8859-1", "shift_jis", "euc-kr", "utf-8", "utf-16")),
    "UTF-8": (f"{GERMAN} {CHINESE}", "utf-8", ("utf-8", "utf-16")),
    "Latin-1": (GERMAN, "cp1252", ("iso-8859-1",)),
    "cp1251": (RUSSIAN, "cp1251", ("windows-1251",)),
    "GBK": (CHINESE, "gb18030", ("gb2312",)),
    "Shift_JIS": (JAPANESE, "cp932", ("shift_jis",)),
    "EUC-KR": (KOREAN, "cp949", ("euc-kr",)),
}
MEANT = {"gb2312": "gb18030", "windows-1251": "cp1251", "iso-8859-1": "cp1252", "shift_jis": "cp932", "euc-kr": "cp949", "utf-8": "utf-8"}
DECLARED = ("gb2312", "windows-1251", "iso-8859-1", "shift_jis", "euc-kr", "utf-8", "utf-16", "", "nonsense")
WAYS = {
    "meta": "<meta charset='{}'><p>{}</p>",
    "http-equiv": "<meta http-equiv=Content-Type content='text/html; charset={}'><p>{}</p>",
    "XML": "<?xml version='1.0' encoding='{}'?><html><p>{}</p></html>",
    "argument": "<p>{1}</p>",
}


def cells() -> Iterator[tuple[str, str, str]]:
    """Every cell of the table."""
    return ((row, label, way) for row in ROWS for label in DECLARED for way in WAYS if label or way == "argument")


def expected(row: str, label: str, way: str) -> Encoding:
    """What a cell is read as, and why."""
    _, encoding, right = ROWS[row]
    declared = label if label in DECLARED[:7] else None
    # Where `utf-16` could be read in the page, the page is in no encoding of two bytes.
    meant = {**MEANT, "utf-16": "utf-8" if way != "argument" else "utf-16-le"}.get(label)
    if row == "ASCII":
        believed = meant if meant and meant != "utf-16-le" else None
        return Encoding(believed or "utf-8", "declared" if believed else "valid UTF-8", declared, believed is None and declared is not None)
    if row == "UTF-8":
        return Encoding("utf-8", "valid UTF-8", declared, declared is not None and meant != "utf-8")
    return Encoding(encoding, "declared" if label in right else "detected", declared, declared is not None and label not in right)


@pytest.mark.parametrize(("row", "label", "way"), list(cells()))
def test_a_page_is_read_as_what_it_is(row: str, label: str, way: str) -> None:
    """The text of each page is right whatever is declared, and the record says what it was read as and whether the declaration was not
    believed."""
    text, encoding, _ = ROWS[row]
    page = WAYS[way].format(label, text)

    assert decode(page.encode(encoding), label if way == "argument" else None) == (page, expected(row, label, way))


@pytest.mark.parametrize("row", [row for row in ROWS if row != "ASCII"])
def test_of_two_declarations_the_one_that_was_believed_is_told(row: str) -> None:
    """Whether the sender or the page was right; where neither was, it is the sender's that was not believed."""
    text, encoding, right = ROWS[row]
    [wrong, worse] = [label for label in ("windows-1251", "shift_jis", "gb2312", "euc-kr") if label not in right][:2]

    def told(sent: str, stated: str) -> tuple[str, str | None, bool]:
        read, found = decode(WAYS["meta"].format(stated, text).encode(encoding), sent)
        assert read == WAYS["meta"].format(stated, text)
        return found.name, found.declared, found.conflict

    assert [told(right[0], wrong), told(wrong, right[0])] == [(encoding, right[0], False)] * 2
    assert told(wrong, worse) == (encoding, wrong, True)


@pytest.mark.parametrize("declared", ["utf-8", "shift_jis", ""])
def test_what_is_not_certain_is_an_error(declared: str) -> None:
    """Where the declared charset cannot be and too little is written to know another, the error names the byte and what is likely."""
    with pytest.raises(ReadingError) as caught:
        decode(f"<meta charset='{declared}'><p>caf".encode() + b"\xe9</p>", name="page.html")

    at = 23 + len(declared)
    said = {"utf-8": "UTF-8, which is declared", "shift_jis": "CP932, which is declared", "": "UTF-8"}[declared]
    advice = "perhaps CP1252: name it (--encoding, encoding=), or convert it (iconv -f CP1252 -t UTF-8)"
    assert str(caught.value) == f"page.html: byte {at} (0xE9) is not {said}, and no other encoding is certain; {advice}"


def test_a_named_encoding_outweighs_all_but_a_mark() -> None:
    """What the caller names is not questioned, and bytes that are not in it are an error."""
    page = "<meta charset=utf-8><p>déjà</p>"

    assert decode(page.encode("cp850"), encoding="cp850") == (page, Encoding("cp850", "named by the caller"))
    assert decode(page.encode(), encoding="latin-1")[0] == "<meta charset=utf-8><p>dÃ©jÃ\xa0</p>"
    assert decode(page.encode("utf-8-sig"), encoding="cp850") == (page, Encoding("utf-8", "byte order mark"))
    with pytest.raises(ReadingError, match=r"^byte 24 \(0xE9\) is not UTF-8, in which it was to be read$"):
        decode(page.encode("cp1252"), encoding="utf-8")
    with pytest.raises(ReadingError, match=r"^no encoding is called 'klingon'; name one"):
        decode(b"", encoding="klingon")


@pytest.mark.parametrize("label", ["iso-2022-jp", "hz-gb-2312", "iso-2022-kr"])
def test_a_declaration_counts_for_encodings_of_ascii_bytes(label: str) -> None:
    """ISO-2022 and HZ are written in bytes of ASCII, and are what is declared."""
    text = {"iso-2022-jp": JAPANESE, "hz-gb-2312": CHINESE, "iso-2022-kr": KOREAN}[label]
    page = f"<meta charset={label}>\n<p>{text}</p>"

    assert decode(page.encode(label))[0] == page


def test_escape_sequences_say_what_they_are() -> None:
    """ISO-2022-JP is known without a declaration."""
    assert decode(f"<p>{JAPANESE}</p>".encode("iso2022_jp")) == (f"<p>{JAPANESE}</p>", Encoding("iso2022_jp", "detected"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    """A page that begins with a tag in two bytes, or is declared so by its sender, is UTF-16."""
    page = f"<html><p>{GERMAN}</p></html>"

    assert decode(page.encode(encoding)) == (page, Encoding(encoding, "detected"))
    assert decode(page.encode(encoding), encoding) == (page, Encoding(encoding, "declared", encoding))


@pytest.mark.parametrize("sent", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("page", ["<p>port</p>", "<p>ports</p>"], ids=["odd", "even"])
def test_ascii_is_no_utf_16(page: str, sent: str) -> None:
    """Whatever its sender declares, and however many bytes there are: two signs are never read as one."""
    assert decode(page.encode(), sent) == (page, Encoding("utf-8", "valid UTF-8", sent, True))


def test_damaged_utf_8_is_no_legacy_page() -> None:
    """A declared charset of one byte would take every byte and garble all; the damage is told instead."""
    raw = f"<meta charset=iso-8859-1><p>{GERMAN}".encode() + b"\xc3"
    with pytest.raises(ReadingError, match=rf"byte {len(raw) - 1} \(0xC3\) is not UTF-8, though most of it is"):
        decode(raw)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("die Brücke über den Fluss ist für die Menschen", "die Br³cke ³ber den Fluss ist f³r die Menschen"),
        ("и в на не что он с деревня", "и в на не что он с деревнЯ"),
        ("que la señora de la casa no", "que la se–ñ~ora de la casa no"),
        ("to je na se do za pro tři", "to je na se do za pro tøi"),
    ],
)
def test_faults_are_what_no_text_has(right: str, wrong: str) -> None:
    """Signs and capitals within words, and letters of other alphabets, are counted; a text as it should be has none."""
    assert spaced([right]).faults == 0
    assert spaced([wrong]).faults > 0
