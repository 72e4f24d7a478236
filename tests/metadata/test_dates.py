"""Date lines, and the times they name."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document.article import Dates
from cleaner.metadata.dates import read_dates

NOON = datetime(2024, 3, 3, 12, 0, 30)

PUBLISHED = {
    "en": [
        ("March 3, 2024", "2024-03-03"),
        ("Published Fri, Apr 28 2023 2:23 PM EDT", "2023-04-28T14:23:00-04:00"),
        ("11:48, Thu, Jul 18, 2024", "2024-07-18T11:48:00"),
        ("Sat 24 Feb 2024 12.42 CET", "2024-02-24T12:42:00+01:00"),
        ("March 7, 2024 12:05 AM UTC", "2024-03-07T00:05:00+00:00"),
        ("Posted on 18th Dec 2025 • 3 min read", "2025-12-18"),
        ("8:23 PM ET November 11, 2022", "2022-11-11T20:23:00"),
    ],
    "de": [
        ("Stand: 26.04.2024, 20:44 Uhr", "2024-04-26T20:44:00"),
        ("Veröffentlicht am 13. März 2026 um 15:44", "2026-03-13T15:44:00"),
        ("Veröffentlicht am 27.04.24 um 07:39 Uhr", "2024-04-27T07:39:00"),
    ],
    "fr": [("Publié le 30/04/2024 - 16:00", "2024-04-30T16:00:00"), ("1er août 2024 à 17h30", "2024-08-01T17:30:00")],
    "es": [("Publicado el 6 de mayo de 2024 a las 21:57 h", "2024-05-06T21:57:00")],
    "pt": [("Publicado em 6 de março de 2024 às 9h05", "2024-03-06T09:05:00")],
    "it": [("Pubblicato il 3 marzo 2024 alle ore 11:20", "2024-03-03T11:20:00")],
    "nl": [("Gepubliceerd op 3 maart 2024 om 09:15", "2024-03-03T09:15:00")],
    "sv": [("Publicerad 23 okt 2025 kl 10.23", "2025-10-23T10:23:00")],
    "nb": [("Publisert 05.08.2024, kl. 13.05", "2024-08-05T13:05:00")],
    "da": [("Offentliggjort torsdag 06. feb 2025 17:25", "2025-02-06T17:25:00")],
    "fi": [("Julkaistu 5. tammikuuta 2024 klo 8.30", "2024-01-05T08:30:00")],
    "pl": [("Opublikowano: 5 maja 2024, 14:30", "2024-05-05T14:30:00")],
    "cs": [("Publikováno 5. března 2024 v 14:30", "2024-03-05T14:30:00")],
    "tr": [("Giriş: 03.07.2024 - 18:24", "2024-07-03T18:24:00"), ("5 Ağustos 2024", "2024-08-05")],
    "ru": [("Опубликовано 5 мая 2024 в 14:30 МСК", "2024-05-05T14:30:00+03:00")],
    "uk": [("Опубліковано 5 травня 2024", "2024-05-05")],
    "hu": [("2026. március 3. 08:15", "2026-03-03T08:15:00"), ("2026. márc. 3.", "2026-03-03")],
    "ro": [("Publicat: 3 martie 2026", "2026-03-03")],
    "id": [("Selasa, 3 Agustus 2026", "2026-08-03")],
    "vi": [("3 tháng 3, 2026", "2026-03-03"), ("Ngày 3 tháng 12 năm 2026", "2026-12-03")],
    "th": [("3 มีนาคม 2569", "2026-03-03"), ("3 มี.ค. 2569", "2026-03-03"), ("วันอังคารที่ 3 มีนาคม พ.ศ. 2569", "2026-03-03")],
    "he": [("3 במרץ 2026", "2026-03-03")],
    "fa": [("۱۲ اسفند ۱۴۰۴", "2026-03-03"), ("۱۴۰۴/۱۲/۱۲", "2026-03-03"), ("3 مارس 2026", "2026-03-03")],
    "el": [("3 Μαρτίου 2024", "2024-03-03")],
    "ar": [
        ("نشر ٣ مارس ٢٠٢٤", "2024-03-03"),
        ("٣ آذار ٢٠٢٦", "2026-03-03"),
        ("8 كانون الثاني/يناير 2026", "2026-01-08"),
        ("5 تشرين الأول 2025", "2025-10-05"),
        ("8 جانفي 2026", "2026-01-08"),
        ("8 أغسطس، 2026", "2026-08-08"),
    ],
    "hi": [("प्रकाशित 3 मार्च 2024", "2024-03-03")],
    "ja": [("公開日時 2024年3月5日 14時05分", "2024-03-05T14:05:00")],
    "zh": [("2024年3月5日 下午2:05", "2024-03-05T14:05:00")],
    "ko": [("입력 2024년 3월 5일 오후 3:05", "2024-03-05T15:05:00"), ("등록 2024.03.05 11:20", "2024-03-05T11:20:00")],
    "iso": [("2024-03-03T14:05:00+01:00", "2024-03-03T14:05:00+01:00"), ("2024-02-14T16:15:30Z", "2024-02-14T16:15:30+00:00")],
}


@pytest.mark.parametrize(("line", "iso"), [case for cases in PUBLISHED.values() for case in cases])
def test_a_date_is_read_in_its_language(line: str, iso: str) -> None:
    """The day, the hour and the distance from UTC are those of the line, and the line stays at hand."""
    assert read_dates([line]) == Dates(published=iso, published_text=line)


@pytest.mark.parametrize(
    ("lines", "dates"),
    [
        (
            ["Publisert 05.08.2024, kl. 13.05 Oppdatert 06.08.2024, kl. 13.52"],
            Dates("2024-08-05T13:05:00", "Publisert 05.08.2024, kl. 13.05", "2024-08-06T13:52:00", "Oppdatert 06.08.2024, kl. 13.52"),
        ),
        (["Last updated:", "August 19, 2025"], Dates(None, None, "2025-08-19", "August 19, 2025")),
        (["Updated May 2, 2024", "May 1, 2024"], Dates("2024-05-01", "May 1, 2024", "2024-05-02", "Updated May 2, 2024")),
        (["Stand: 3.5.2024", "Erschienen am 1.5.2024"], Dates("2024-05-01", "Erschienen am 1.5.2024", "2024-05-03", "Stand: 3.5.2024")),
        (["2024年3月5日 更新：2024年3月6日"], Dates("2024-03-05", "2024年3月5日", "2024-03-06", "更新：2024年3月6日")),
    ],
)
def test_each_label_has_its_own_date(lines: list[str], dates: Dates) -> None:
    """When a story appeared and when it was changed are told apart, on one line or on several."""
    assert read_dates(lines) == dates


@pytest.mark.parametrize(
    "line", ["July 12", "12:30", "Published soon", "30 Foo 2024", "31 Feb 2024", "March 2024", "99/99/2024", "4 minute read"]
)
def test_what_is_no_whole_date_is_none(line: str) -> None:
    """A missing day or year is never filled in."""
    dates = read_dates([line], reference=NOON)

    assert (dates.published, dates.updated) == (None, None)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("3 hours ago", "2024-03-03T09:00:30"),
        ("Published 3 hours ago", "2024-03-03T09:00:30"),
        ("vor 2 Stunden", "2024-03-03T10:00:30"),
        ("il y a 20 minutes", "2024-03-03T11:40:30"),
        ("hace 2 horas", "2024-03-03T10:00:30"),
        ("2小时前", "2024-03-03T10:00:30"),
        ("2時間前", "2024-03-03T10:00:30"),
        ("3시간 전", "2024-03-03T09:00:30"),
        ("2 часа назад", "2024-03-03T10:00:30"),
        ("Published 2 days ago • 4 minute read", "2024-03-01"),
        ("yesterday", "2024-03-02"),
    ],
)
def test_a_time_ago_needs_something_to_count_from(line: str, iso: str) -> None:
    """Without a reference it names no time; with one it does, to the hour or to the day as it says."""
    assert read_dates([line], reference=NOON).published == iso
    assert read_dates([line]).published is None
    assert read_dates([line], reference=NOON.replace(tzinfo=UTC)).published == iso + ("+00:00" if "T" in iso else "")


@pytest.mark.parametrize("line", ["3 hours ago", "vor 2 Stunden", "Updated 2小时前"])
def test_a_time_ago_that_is_not_counted_stays_as_text(line: str) -> None:
    """The words of the page are never lost."""
    dates = read_dates([line])

    assert line in (dates.published_text, dates.updated_text)


def test_the_day_comes_first_where_the_language_puts_it_first() -> None:
    """Numbers that leave it open are read as the text's language does, unless another date on the page shows the order."""
    english, french = (
        "The port of Varn has reopened and the ships are at the quay.",
        "Le port a rouvert et les navires sont à quai dans la ville.",
    )

    assert read_dates(["03/04/2024"], english).published == "2024-03-04"
    assert read_dates(["03/04/2024"], french).published == "2024-04-03"
    assert read_dates(["03/04/2024", "Updated 25/04/2024"], english).published == "2024-04-03"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.times(), st.none() | st.integers(-12 * 4, 14 * 4))
def test_iso_comes_back_as_it_was(day: date, clock: datetime, quarters: int | None) -> None:
    """A time in ISO 8601 is read as itself, to the second."""
    zone = None if quarters is None else timezone(timedelta(minutes=15 * quarters))
    moment = datetime.combine(day, clock.replace(microsecond=0), zone).isoformat()  # type: ignore[arg-type]

    assert read_dates([moment]).published == moment
    assert read_dates([day.isoformat()]).published == day.isoformat()


@given(
    st.lists(st.text(max_size=60) | st.from_regex(r"\A(?:Updated |Stand: )?[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4} .{0,9}\Z"), max_size=3)
)
def test_whatever_the_lines_hold_a_value_is_iso(lines: list[str]) -> None:
    """Nothing on a page makes reading fail, and what is read is a time."""
    dates = read_dates(lines, reference=NOON)

    assert [value for value in (dates.published, dates.updated) if value and not datetime.fromisoformat(value)] == []


def test_cleaning_does_not_wait_for_dates() -> None:
    """Neither the import nor cleaning loads what reads dates; asking for a date does."""
    code = """
import sys, cleaner
[story] = cleaner.clean("Port of Varn reopens after strike\\nMarch 3, 2024\\n" + "The port is open again. " * 9).articles
print("dateparser" in sys.modules, story.published, "dateparser" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.split() == ["False", "2024-03-03", "True"]


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["Published", "1 week ago", "on", "February 20, 2026"], "2026-02-20"),
        (["Received: 3 July 2022", "Accepted: 4 August 2022", "Published: 2 January 2023"], "2023-01-02"),
        (["Joined Mar 3, 2019"], None),
        (["1 May 2024", "2 May 2024", "3 May 2024"], None),
        (["12 رمضان 1447"], None),
        (["03/09/1447"], None),
        (["31 February 2026"], None),
    ],
)
def test_only_the_day_of_the_text_counts(lines: list[str], published: str | None) -> None:
    """Labels of other days, several days without a label and calendars that are not read give none."""
    assert read_dates(lines, reference=NOON if "1 week ago" in lines else None).published == published
