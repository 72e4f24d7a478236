"""What a user may have meant by a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 3


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The known words that one may have been meant for, as a question: members of a group of that name, else other spellings.

    Args:
        word: the word.
        known: the words that mean something; dots part a group from its members.
        otherwise: what to say where none is near; by default it lists all of them.
    """
    import difflib  # only for those who misspell

    words = sorted(known)
    spelled = {one.casefold(): one for one in words}
    near = [one for one in words if one.startswith(f"{word}.")][:_MOST]
    near = near or [spelled[one] for one in difflib.get_close_matches(word.casefold(), spelled, _MOST)]
    return f"did you mean {', '.join(near)}?" if near else otherwise or f"choose one of {', '.join(words)}"
