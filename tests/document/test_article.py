"""A story and its copies as a record."""

from __future__ import annotations

from cleaner import Copy, Story, clean


def test_the_record_of_a_story_names_the_kept_copy_and_the_others() -> None:
    """A story is plain values: where its kept copy stands, that article, and what sets each other copy apart."""
    [article] = clean("The harbour reopened on Tuesday after nine idle days, and the fog had not lifted.").articles
    copy = Copy("b.txt", 1, 10, 90, 0.75, ("Only here.",), ())
    story = Story("a.txt", 0, article, (copy,))

    assert story.to_dict() == {
        "page": "a.txt",
        "index": 0,
        "kept": article.to_dict(),
        "copies": [
            {"page": "b.txt", "index": 1, "start": 10, "end": 90, "similarity": 0.75, "only_here": ["Only here."], "only_in_kept": []}
        ],
    }
