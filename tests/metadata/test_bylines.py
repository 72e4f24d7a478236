"""Byline lines, and the people they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.bylines import read_people

Case = tuple[str, tuple[str, ...]]

LINES: dict[str, list[Case]] = {
    "en": [
        ("By Mara Lindqvist", ("Mara Lindqvist",)),
        ("By Mara Lindqvist and Tomas Okafor, Staff Writers - March 3, 2024", ("Mara Lindqvist", "Tomas Okafor")),
        ("BY MARA LINDQVIST, TOMAS OKAFOR AND ILSE BRANDT", ("MARA LINDQVIST", "TOMAS OKAFOR", "ILSE BRANDT")),
        ("By Mara Lindqvist published 19 May 2026", ("Mara Lindqvist",)),
        (
            "Written by Mara Lindqvist, Tomas Okafor, and Ilse Brandt on December 15, 2025",
            ("Mara Lindqvist", "Tomas Okafor", "Ilse Brandt"),
        ),
        ("By Mara Lindqvist – Updated Sep 9, 2025 at 1:00 PM EST | Fact-checked by Tomas Okafor", ("Mara Lindqvist",)),
        ("by Jason Marlow | SEO | 8 min Read", ("Jason Marlow",)),
        ("By Jan van der Berg and H.G. Ferro Jr.", ("Jan van der Berg", "H.G. Ferro Jr.")),
        ("By Dolores Chang For Example.Com", ("Dolores Chang",)),
        ("By Sam O'Brien and JD Barker", ("Sam O'Brien", "JD Barker")),
        ("By Mayank Rao, CEO of Example", ("Mayank Rao",)),
        ("By Tom Davies - Associated Press - Friday, April 28, 2023", ("Tom Davies",)),
        ("By Theresa May March 3, 2024", ("Theresa May",)),
        ("By the Varn Editorial Team", ()),
        ("By Associated Press", ()),
        ("By Madonna", ("Madonna",)),
        ("Odile Marchetti, Staff Writer", ("Odile Marchetti",)),
    ],
    "de": [
        ("Von Jonas Feld und Anna Martel, Nairobi", ("Jonas Feld", "Anna Martel")),
        ("Ein Kommentar von Jonas Feld", ("Jonas Feld",)),
        ("Von: Jonas Feld, dpa", ("Jonas Feld",)),
        ("von Jonas Feld, MDR THÜRINGEN", ("Jonas Feld",)),
        ("Von Sina Zehrfeld Landespolitische Korrespondentin", ("Sina Zehrfeld",)),
        ("Von Hans von Storch", ("Hans von Storch",)),
        ("Autorin: Anna Martel", ("Anna Martel",)),
    ],
    "fr": [
        ("Par Claire Dubois", ("Claire Dubois",)),
        ("Par Claire Dubois et Jean-Marc Le Goff", ("Claire Dubois", "Jean-Marc Le Goff")),
        ("Propos recueillis par Claire Dubois", ("Claire Dubois",)),
        ("Par Claire Dubois, envoyée spéciale", ("Claire Dubois",)),
    ],
    "es": [
        ("Por Ana García y Luis de la Vega", ("Ana García", "Luis de la Vega")),
        ("Escrito por Ana García", ("Ana García",)),
    ],
    "pt": [("Por João da Silva e Ana Prado", ("João da Silva", "Ana Prado")), ("Texto por Ana Prado", ("Ana Prado",))],
    "it": [("Di Marco Rossi", ("Marco Rossi",)), ("a cura di Marco Rossi e Lia Conti", ("Marco Rossi", "Lia Conti"))],
    "nl": [("Door Jan de Vries en Els ten Brink", ("Jan de Vries", "Els ten Brink")), ("Geschreven door Els Maas", ("Els Maas",))],
    "sv, nb, da": [
        ("Av Kari Nordmann og Ola Berg", ("Kari Nordmann", "Ola Berg")),
        ("Text: Anna Berg Foto: Nils Ek", ("Anna Berg",)),
        ("Af Mette Holm", ("Mette Holm",)),
    ],
    "en, with helpers": [("By Ana Ruiz. Edited by Tom Ferro", ("Ana Ruiz",)), ("By Ada Ruiz. Photos by Tom Ferro", ("Ada Ruiz",))],
    "pl": [("Autor: Jan Kowalski", ("Jan Kowalski",))],
    "tr": [("Haber: Ayşe Yılmaz ve Can Demir", ("Ayşe Yılmaz", "Can Demir"))],
    "ru": [("Автор: Иван Петров", ("Иван Петров",)), ("Подготовила Анна Сидорова", ("Анна Сидорова",))],
    "ja": [("文・田中太郎　写真・佐藤花子", ("田中太郎",)), ("文／イルゼ・ブラント", ("イルゼ・ブラント",))],
    "zh": [("作者：王小明、李华", ("王小明", "李华")), ("记者 王小明", ("王小明",)), ("(责编：牛镛、岳弘彬)", ("牛镛", "岳弘彬"))],
    "ko": [("김민수 기자", ("김민수",)), ("글: 이영희", ("이영희",))],
    "ar": [("بقلم محمد علي", ("محمد علي",))],
}


@pytest.mark.parametrize(("line", "names"), [case for cases in LINES.values() for case in cases])
def test_a_byline_names_its_people_and_nothing_else(line: str, names: tuple[str, ...]) -> None:
    """Roles, agencies, outlets, places, dates and the word for by are no part of a name."""
    assert read_people([line]).bylines == names


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["Author | Chen Wei", "Editor | Zhou Min"], {"Chen Wei": "Author", "Zhou Min": "Editor"}),
        (["By Ana Ruiz and Tom Ferro, Staff Writers"], {"Ana Ruiz": "Staff Writers", "Tom Ferro": "Staff Writers"}),
        (["By Ana Ruiz, Reporter, and Tom Ferro, Political Editor"], {"Ana Ruiz": "Reporter", "Tom Ferro": "Political Editor"}),
        (["By Ana Ruiz, AP Sports Writer"], {"Ana Ruiz": "AP Sports Writer"}),
        (["Von Ulrich Exner Korrespondent"], {"Ulrich Exner": "Korrespondent"}),
        (["By Ana Ruiz | Fact-checked by Tom Ferro"], {"Tom Ferro": "Fact-checked by"}),
        (["By Ana Ruiz. Edited by Tom Ferro"], {"Tom Ferro": "Edited by"}),
        (["Von Ana Ruiz; übersetzt von Tom Ferro"], {"Tom Ferro": "übersetzt von"}),
        (["By Ana Ruiz"], {}),
    ],
)
def test_a_role_goes_with_the_people_it_is_said_of(lines: list[str], roles: dict[str, str]) -> None:
    """A label holds for the names behind it, a role for those before it."""
    assert read_people(lines).roles == roles


def test_who_wrote_comes_before_who_helped() -> None:
    """Editors and checkers are bylines only where the lines name nobody else; their roles are told always."""
    assert read_people(["Edited by Ana Ruiz", "By Tom Ferro"]).bylines == ("Tom Ferro",)
    assert read_people(["Edited by Ana Ruiz"]).bylines == ("Ana Ruiz",)


@pytest.mark.parametrize("label", ["By", "Written by:", "Author", "Von", "Par", "作者："])
def test_a_label_may_stand_on_a_line_of_its_own(label: str) -> None:
    """The names are then on the next line."""
    assert read_people([label, "Mara Lindqvist"]).bylines == ("Mara Lindqvist",)


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("By Tom Davies - Associated Press", ("Associated Press",)),
        ("Von Jonas Feld, dpa/AFP", ("dpa", "AFP")),
        ("By REUTERS", ("Reuters",)),
        ("By Ana Ruiz, AP Sports Writer", ("AP",)),
        ("By Ana Ap and Tom Sid", ()),
    ],
)
def test_agencies_are_told_apart_from_people(line: str, agencies: tuple[str, ...]) -> None:
    """A short name of an agency counts only as the agency writes it."""
    assert read_people([line]).agencies == agencies


@given(st.lists(st.text(max_size=60), max_size=4))
def test_a_name_is_text_of_its_line(lines: list[str]) -> None:
    """Whatever the lines hold, each name stands in one of them, spaces aside."""
    plain = [" ".join(line.split()) for line in lines]
    people = read_people(lines)

    assert [name for name in (*people.bylines, *people.roles) if not any(name in line for line in plain)] == []


_NAMES = st.sampled_from(["Mara Lindqvist", "Tomas Okafor", "Ilse Brandt", "Jean-Marc Le Goff", "Jan van der Berg", "Lia Conti"])


@given(st.lists(_NAMES, min_size=1, max_size=4, unique=True), st.sampled_from(["By {}", "Von {}", "Author | {}", "{}, Staff Writers"]))
def test_people_are_named_once_and_in_order(names: list[str], form: str) -> None:
    """A list of names comes back as it was written, also when the line is said twice."""
    line = form.format(", ".join(names[:-1]) + (" and " if names[:-1] else "") + names[-1])

    assert read_people([line, line]).bylines == tuple(names)
