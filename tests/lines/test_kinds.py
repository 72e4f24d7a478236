"""The shapes of lines that nothing names, in any language."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines.kinds import HEADING, LABEL, PROSE, QUESTION, SENTENCE, shape

_PROSE = "Die Bürgermeisterin sagte am Abend vor der neuen Schleuse: {}"


@pytest.mark.parametrize("quoted", ["„{}“", "‚{}‘", "»{}«", "›{}‹", "“{}”", "«{}»", "‹{}›", '"{}"', "「{}」", "”{}”"])
def test_a_quotation_may_end_a_sentence(quoted: str) -> None:
    """Whichever signs a language closes it with, what counts is the sign that they stand behind."""
    assert shape(_PROSE.format(quoted.format("Wir haben lange gewartet."))) == PROSE
    assert shape(f"Sie sagte: {quoted.format('Ja.')}") == SENTENCE
    assert shape(f"Wer sagte {quoted.format('Ja')}?") == QUESTION
    assert shape(f"Der Hafen und das Wort {quoted.format('Ja')}") == HEADING


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        ("ท่าเรือกลับมาเปิดอีกครั้งหลังการนัดหยุดงานเก้าวัน", "ข่าว"),
        ("ທ່າເຮືອກັບມາເປີດອີກຄັ້ງຫຼັງຈາກການປະທ້ວງເກົ້າມື້", "ຂ່າວ"),
        ("ဆိပ်ကမ်းကိုပြန်လည်ဖွင့်လှစ်ခဲ့သည်", "သတင်း"),
        ("កំពង់ផែបើកឡើងវិញបន្ទាប់ពីកូដកម្មប្រាំបួនថ្ងៃ", "ព័ត៌មាន"),
        ("港が九日ぶりに再開、荷揚げ始まる", "社会"),
    ],
    ids=["th", "lo", "my", "km", "ja"],
)
def test_scripts_without_spaces_have_labels_and_headings(headline: str, label: str) -> None:
    """By the number of their characters, since one word is as good as many; and a headline above text opens a story in each."""
    prose = headline * (200 // len(headline))
    page = clean(f"{headline}\n\n{prose}\n\n{prose + headline}\n")

    assert (shape(headline), shape(label), shape(prose)) == (HEADING, LABEL, PROSE)
    assert [article.headline for article in page.articles] == [headline]
