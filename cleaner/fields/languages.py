"""Which languages a text may be in: by its script, then by its commonest small words. A guess that narrows a search, never a verdict."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "en": "the of and to in is that for was with on by as at from has are",
    "de": "der die und das ist nicht ein eine mit von den im dem auf sich für des am uhr",
    "fr": "le les des et une est dans pour du que qui sur pas au par avec il",
    "es": "el los las una del que en con por para es se su más al lo",
    "pt": "o os um uma do da que em com não para os dos ao mais pelo são",
    "it": "il di che gli una del della è per con non sono nel alla dei più",
    "nl": "het een van en dat niet op zijn met voor te ook uit bij door uur",
    "sv": "och att det som är för av inte den till med har på ett kl",
    "nb": "og det er ikke som på til av for med har en et å fra kl",
    "da": "og det er ikke som på til af for med har en et at fra kl",
    "fi": "ja on ei että se oli mutta myös kun ovat hän sekä joka klo",
    "pl": "w i na się nie z do to że jest po przez za od jak godz",
    "cs": "a se na v je že to s z do o byl pro jako hod",
    "tr": "ve bir bu için da de ile olan olarak daha çok gibi saat",
    "hu": "a az és hogy nem is egy volt meg csak ez már",
    "ro": "și în de la cu pe nu este din care mai pentru",
    "id": "yang dan di dengan untuk pada dari dalam ini itu tidak adalah",
    "vi": "và của là có trong được cho không với các một những",
}
_LISTS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
# A script or the letters by which a language tells itself apart from others of its script, and the languages; the likeliest comes first.
_OF_UKRAINIAN, _OF_PERSIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc\u06f0-\u06f9]")
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), ("ja",)),
    (re.compile("[\uac00-\ud7af]"), ("ko",)),
    (re.compile("[\u4e00-\u9fff]"), ("zh", "ja")),
    (_OF_UKRAINIAN, ("uk", "be")),
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk", "bg", "sr")),
    (_OF_PERSIAN, ("fa", "ur", "ar")),
    (re.compile("[\u0600-\u06ff]"), ("ar", "fa", "ur")),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\u0370-\u03ff]"), ("el",)),
    (re.compile("[\u0900-\u097f]"), ("hi", "mr")),
    (re.compile("[\u0980-\u09ff]"), ("bn",)),
    (re.compile("[\u0e00-\u0e7f]"), ("th",)),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SAMPLE = 2000
# One of so many signs is of the script; of the letters of a language fewer are.
_OF_SCRIPT, _OF_LETTERS = 3, 40


@lru_cache(maxsize=256)
def languages_of(text: str) -> tuple[str, ...]:
    """The languages that a text may be in, likeliest first; never none.

    Args:
        text: the text; its beginning is enough.
    """
    sample = text[:_SAMPLE]
    for script, languages in _SCRIPTS:
        few = script in (_OF_UKRAINIAN, _OF_PERSIAN)
        if len(script.findall(sample)) * (_OF_LETTERS if few else _OF_SCRIPT) > len(sample.replace(" ", "")):
            return languages
    words = _LETTERS.findall(sample.casefold())
    counts = {language: sum(word in known for word in words) for language, known in _LISTS.items()}
    best = sorted(counts, key=lambda language: -counts[language])
    return tuple(best) if counts[best[0]] > 1 else ("en", *(language for language in best if language != "en"))


def languages_for(word: str, likely: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that a word may be in: those of its script, the likely ones first.

    Args:
        word: a word, such as the name of a month.
        likely: the languages of the text around it.
    """
    for script, languages in _SCRIPTS:
        if script.search(word):
            return tuple(dict.fromkeys((*(language for language in likely if language in languages), *languages)))
    return tuple(dict.fromkeys((*(language for language in likely if language in _LISTS), *_LISTS)))
