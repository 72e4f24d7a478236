"""Reports for programs hold what the lines for people hold."""

from __future__ import annotations

import json

from cleaner.document.parts import Fate, Part
from cleaner.formats.in_place import Spot
from cleaner.formats.reports import Report, report, summary

SPOTS = [
    Spot("a b,c.txt", 3, 1, Part.ad_slot, "ads.label", Fate.removed, "Advertisement"),
    Spot("d.jsonl", 12, 40, Part.artifact, "characters.entity", Fate.rewritten, "100%\r\n&nbsp;", "body.text"),
    Spot("d.jsonl", 13, 9, Part.ad_slot, "ads.label", Fate.removed, "A" * 90, "text"),
]
REASONS = {"ads.label": "An ad slot carries a label."}


def test_lines_and_their_summary() -> None:
    """A line a place, and a summary by rule, the most frequent first."""
    assert list(report(SPOTS, Report.text, "1.0", REASONS)) == [
        "a b,c.txt:3:1 ad_slot ads.label",
        "d.jsonl:12:40 artifact characters.entity",
        "d.jsonl:13:9 ad_slot ads.label",
    ]
    assert list(summary(SPOTS, 9)) == [
        "3 findings in 2 of 9 files; cleaner explain FILE:LINE says why",
        "  2  ads.label  ad_slot",
        "  1  characters.entity  artifact",
    ]


def test_json_holds_every_field() -> None:
    """One document with the places in order and a count for each rule."""
    [text] = report(SPOTS[1:2], Report.json, "1.0", REASONS)

    assert json.loads(text) == {
        "findings": [
            {
                "path": "d.jsonl",
                "line": 12,
                "column": 40,
                "part": "artifact",
                "finder": "characters.entity",
                "fate": "rewritten",
                "field": "body.text",
                "text": "100%\r\n&nbsp;",
            }
        ],
        "rules": {"characters.entity": 1},
    }


def test_sarif_holds_rules_and_results() -> None:
    """A log of version 2.1.0: each finder once with its reason, each place with an encoded path."""
    [text] = report(SPOTS[:2], Report.sarif, "1.0", REASONS)
    [run] = (log := json.loads(text))["runs"]

    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert run["tool"]["driver"] == {
        "name": "cleaner",
        "version": "1.0",
        "rules": [{"id": "ads.label", "fullDescription": {"text": REASONS["ads.label"]}}, {"id": "characters.entity"}],
    }
    assert run["results"][0] == {
        "ruleId": "ads.label",
        "level": "warning",
        "message": {"text": "ad_slot: Advertisement"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": "a%20b%2Cc.txt"}, "region": {"startLine": 3, "startColumn": 1}}},
        ],
    }
    assert len(run["results"]) == 2


def test_annotations_cannot_be_broken_out_of() -> None:
    """What a workflow command gives a meaning is escaped in paths, and a text is one short line."""
    assert list(report(SPOTS, Report.github, "1.0", REASONS)) == [
        "::error file=a b%2Cc.txt,line=3,col=1,title=ads.label::ad_slot: Advertisement",
        "::error file=d.jsonl,line=12,col=40,title=characters.entity::artifact: 100%25␍␊&nbsp;",
        f"::error file=d.jsonl,line=13,col=9,title=ads.label::ad_slot: {'A' * 80}...",
    ]
