"""Detection is right or refuses, over languages, encodings and lengths; and it reads what is long enough and usual."""

from __future__ import annotations

from itertools import product

import pytest

from cleaner.html.encoding import ENCODINGS, detect
from cleaner.html.readings import languages

TEXTS = {
    "de": "Die Bäckerei an der Brücke hat für die Gäste früh geöffnet, und der Besitzer möchte auch im Winter nicht schließen,"
    " weil es sonst"
    " zu still wäre. Über die Straße kommen täglich viele Schüler, die sich ein Brötchen wünschen.",
    "fr": "La boulangerie près du pont a été fermée pendant l’été, mais elle sera rouverte dès la fin du mois, où les élèves reviennent à"
    " l’école. Le gérant a déclaré que les travaux étaient terminés et que tout le monde pourrait goûter les gâteaux.",
    "es": "La panadería del puente abrió muy temprano para los niños, y el dueño dijo que también cerrará más tarde en otoño porque así lo"
    " pidió el público. Según él, está todo listo para la próxima estación y habrá café también.",
    "pt": "A padaria perto da ponte não abriu na manhã de ontem, mas o dono disse que já está tudo pronto para a próxima estação. Também há"
    " pão fresco até às cinco, e as crianças são muito bem recebidas.",
    "it": "Il panificio vicino al ponte è più grande di quello che c’era già, perché la città ha dato un aiuto. Il proprietario dice che"
    " così si può anche lavorare di notte, e la qualità non è da meno.",
    "da": "Bageren ved broen åbner før klokken syv, og det er børnene meget glade for, når de går i skole om vinteren. Også på søndage vil"
    " der være friskt brød og små kager, siger han.",
    "sv": "Bageriet vid bron öppnar före klockan sju, och det är barnen glada för när de går till skolan på vintern. På söndagar ska det"
    " också finnas färskt bröd, säger han, men inte så mycket.",
    "fi": "Leipomo sillan vieressä on auki jo ennen kuutta, ja se on lapsille hyvä asia, kun he menevät kouluun. Myös sunnuntaina siellä on"
    " leipää, mutta ei niin paljon kuin ennen, sanoi mies, joka on ollut siellä vielä tänään töissä.",
    "is": "Bakaríið við brúna er opið frá því klukkan sjö og það er gott fyrir börnin, þegar þau fara í skóla. Það verður einnig til nýtt"
    " brauð á sunnudögum, en ekki eins og áður, segir hann.",
    "pl": "Piekarnia przy moście została już otwarta, ponieważ właściciel nie chciał czekać do zimy. Jest też świeży chleb dla dzieci,"
    " które idą do szkoły, i będzie tak przez cały rok, jak powiedział.",
    "cs": "Pekárna u mostu byla už otevřena, protože majitel nechtěl čekat až do zimy. Je tu také čerstvý chléb pro děti, které jdou do"
    " školy, a bude to tak po celý rok, jak řekl při otevření.",
    "sk": "Pekáreň pri moste už bola otvorená, pretože majiteľ nechcel čakať až do zimy. Je tu tiež čerstvý chlieb pre deti, ktoré idú do"
    " školy, a bude to tak po celý rok, ako povedal na otvorení.",
    "hu": "A pékség a híd mellett már nyitva van, mert a tulajdonos nem akart télig várni. Van friss kenyér is azoknak, akik iskolába"
    " mennek, és ez így lesz egész évben, ahogy ő mondta, csak több lesz belőle később.",
    "ro": "Brutăria de lângă pod a fost deschisă pentru că proprietarul nu a vrut să aștepte până la iarnă. Este și pâine proaspătă pentru"
    " cei care merg la școală, și va fi așa tot anul, după cum a spus.",
    "hr": "Pekara kod mosta već je otvorena jer vlasnik nije htio čekati do zime. Ima i svježeg kruha za djecu koja idu u školu, i bit će"
    " tako cijele godine, kako je rekao, ali samo ako bude više ljudi.",
    "tr": "Köprünün yanındaki fırın artık açık, çünkü sahibi kışa kadar beklemek istemedi. Okula giden çocuklar için taze ekmek de var ve"
    " bu böyle olacak, dedi, ama daha çok insan gelirse her şey değişir.",
    "lt": "Kepykla prie tilto jau yra atidaryta, nes savininkas nenorėjo laukti iki žiemos. Yra ir šviežios duonos vaikams, kurie eina į"
    " mokyklą, ir taip bus kiekvieną dieną, kaip jis sakė, tačiau ne po pietų.",
    "lv": "Maiznīca pie tilta jau ir vaļā, jo īpašnieks negribēja gaidīt līdz ziemai. Ir arī svaiga maize bērniem, kas iet uz skolu, un tā"
    " būs vēl ilgi, kā viņš teica, bet ne par tādu cenu.",
    "et": "Pagar silla juures on juba avatud, sest omanik ei tahtnud talveni oodata. Ka lastele on värsket leiba, kui nad kooli lähevad, ja"
    " see jääb nii, ütles ta, aga mitte pärast lõunat, vaid enne.",
    "ru": "Пекарня у моста уже открыта, потому что хозяин не хотел ждать до зимы. Есть и свежий хлеб для детей, которые идут в школу, и так"
    " будет весь год, как он сказал, но только если всё получится.",
    "uk": "Пекарня біля мосту вже відкрита, тому що господар не хотів чекати до зими. Є і свіжий хліб для дітей, які йдуть у школу, і так"
    " буде весь рік, як він сказав, але це ще не все.",
    "bg": "Пекарната до моста вече е отворена, защото собственикът не искаше да чака до зимата. Има и пресен хляб за децата,"
    " които отиват на"
    " училище, и така ще бъде през цялата година, както той каза.",
    "sr": "Пекара код моста је већ отворена јер власник није хтео да чека до зиме. Има и свежег хлеба за децу која иду у"
    " школу, и то ће бити"
    " тако целе године, како је рекао, али само ако буде више људи.",
    "el": "Ο φούρνος δίπλα στη γέφυρα είναι ήδη ανοιχτός, επειδή ο ιδιοκτήτης δεν ήθελε να περιμένει μέχρι τον χειμώνα. Έχει"
    " και φρέσκο ψωμί"
    " για τα παιδιά που πηγαίνουν στο σχολείο, και θα είναι έτσι κάθε μέρα, όπως είπε.",
    "he": "המאפייה ליד הגשר כבר פתוחה, כי הבעלים לא רצה לחכות עד החורף. יש גם לחם טרי לילדים, והוא אמר כי זה יהיה כך כל השנה, אבל רק אם"
    " יבואו עוד אנשים אל המקום.",
    "ar": "فتح المخبز القريب من الجسر أبوابه قبل الشتاء لأن صاحبه لا يريد أن ينتظر. وقال إن الخبز الطازج متاح في كل يوم من أيام العام لكل"
    " من يذهب إلى المدرسة بعد الظهر أو قبل ذلك",
    "th": "ร้านขนมปังข้างสะพานเปิดแล้วเพราะเจ้าของไม่ได้รอจนถึงฤดูหนาว มีขนมปังสำหรับเด็กที่ไปโรงเรียน และจะเป็นแบบนี้ตลอดทั้งปี",
    "ja": "橋のそばのパン屋は、もう開いている。店の人が冬まで待ちたくなかったからだ。学校に行く子どものために新しいパンもあり"
    "、一年中そうなる"
    "と話していた。前の店は小さかったが、今は二階にも席がある。",
    "zh": "桥边的面包店已经开了，因为主人不想等到冬天。上学的孩子也有新的面包，他说全年都会是这样。以前的店很小，现在二楼也有地方可以坐，"
    "大家都说这里的东西好。",
    "zh-Hant": "橋邊的麵包店已經開了，因為主人不想等到冬天。上學的孩子也有新的麵包，他說全年都會是這樣。以前的店很小，現在二樓也有"
    "地方可以坐，"
    "大家都說這裡的東西好。",
    "ko": "다리 옆의 빵집은 이미 문을 열었다. 주인이 겨울까지 기다리고 싶지 않았기 때문이다. 학교에 가는 아이들을 위한 새 빵도"
    " 있고, 일 년 내내"
    " 그렇게 할 것이라고 말했다.",
    # Languages that nothing is known of.
    "az": "Körpünün yanındaki çörəkxana artıq açıqdır, çünki sahibi qışa qədər gözləmək istəmədi.".replace("ə", "ä"),
    "kk": "Көпір жанындағы наубайхана ашық, өйткені иесі қысқа дейін күткісі келмеді. Мектепке баратын балалар үшін жаңа нан да бар.",
    "sw": "Duka la mikate karibu na daraja limefunguliwa, kwa sababu mwenyewe hakutaka kungoja – “mpaka baridi”. Kuna café pia.",
    "vi": "Tiệm bánh cạnh cầu đã mở cửa vì chủ không muốn đợi đến mùa đông.",
}
OTHERS = ("latin-1", "iso8859-9", "gbk", "big5", "euc_kr", "shift_jis", "cp1026", "cp037")
# What people have: in these encodings texts of a few hundred characters are read.
READ = [
    *(("de", "cp1252"), ("de", "latin-1"), ("fr", "cp1252"), ("es", "cp1252"), ("es", "latin-1"), ("pt", "latin-1"), ("it", "cp1252")),
    *(("da", "cp1252"), ("sv", "latin-1"), ("fi", "cp1252"), ("is", "cp1252"), ("pl", "cp1250"), ("pl", "iso8859-2"), ("cs", "cp1250")),
    *(("hu", "cp1250"), ("tr", "cp1254"), ("lt", "cp1257"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "iso8859-5"), ("ru", "cp866")),
    *(("uk", "cp1251"), ("uk", "koi8-u"), ("bg", "cp1251"), ("el", "cp1253"), ("he", "cp1255"), ("ar", "cp1256"), ("th", "cp874")),
    *(("ja", "shift_jis"), ("ja", "euc_jp"), ("zh", "gbk"), ("zh", "gb2312"), ("zh-Hant", "big5"), ("ko", "euc_kr"), ("de", "mac-roman")),
    *(("de", "cp850"), ("fr", "mac-roman"), ("es", "cp850")),
]


def read(raw: bytes) -> str | None:
    """The text that detection is certain of."""
    certain = detect(raw).certain
    return raw.decode(certain) if certain else None


def lengths(text: str) -> list[str]:
    """Parts of a text: two, four and nine words, or as many characters where there are no words, and half of it."""
    parts = text.split(" ") if text.count(" ") > 4 else list(text)
    joint = " " if len(parts) < len(text) else ""
    return [joint.join(parts[first : first + count]) for first, count in ((0, 2), (3, 4), (1, 9), (0, len(parts) // 2))]


def is_utf_8(raw: bytes) -> bool:
    """Whether bytes are no matter of detection."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_read_right_or_refused(language: str) -> None:
    """Whatever encoding has the letters of a text, however little of it there is, what is certain is the text."""
    wrong = []
    for encoding, part in product((*ENCODINGS, *OTHERS), [*lengths(TEXTS[language]), TEXTS[language]]):
        try:
            raw = part.encode(encoding)
        except UnicodeEncodeError:
            continue
        if not is_utf_8(raw) and (found := read(raw)) not in (None, part):
            wrong.append((encoding, part, found))

    assert wrong == []


@pytest.mark.parametrize(("language", "encoding"), READ)
def test_what_is_long_enough_and_usual_is_read(language: str, encoding: str) -> None:
    """A refusal is the exception, not the rule."""
    assert read(TEXTS[language].encode(encoding)) == TEXTS[language]


@pytest.mark.parametrize(
    ("text", "encoding", "likely"),
    [
        ("déjà vu à l’été", "cp1252", ("cp1252",)),
        ("mañana por la mañana", "latin-1", ("cp1252",)),
        ("Șoseaua nouă".replace("Ș", "Ş"), "cp1250", ("cp1250",)),
        ("привет, дети", "koi8-r", ("koi8-r",)),
        ("冬が来る", "shift_jis", ("cp932",)),
    ],
)
def test_what_is_refused_is_told_with_what_is_likely(text: str, encoding: str, likely: tuple[str, ...]) -> None:
    """The right encoding is among the few that are named."""
    found = detect(text.encode(encoding))

    assert found.certain is None
    assert set(likely) <= set(found.likely)
    assert len(found.likely) <= 3


def test_only_the_prose_of_a_page_is_evidence() -> None:
    """Words of scripts and attributes are of no language."""
    german = TEXTS["de"].replace(" ", " <b class='the of and to in is that it was for on are with'>")
    raw = f"<script>var the = 'of and to in is that it was for on are with'</script><p>{german}".encode("cp1252")

    assert detect(raw, markup=True).certain == "cp1252"


@pytest.mark.parametrize("byte", [b"\xe9", b"\x98", b"\x81", b"\xff", b"\x82\xa0"], ids=repr)
@pytest.mark.parametrize("markup", [b"<p title='%b'>", b"<!-- %b -->", b"<script>%b</script>", b"<%b>", b"<p %b>"], ids=repr)
@pytest.mark.parametrize("prose", [b"", b"The harbour reopened on Tuesday."], ids=["empty", "ascii"])
def test_bytes_that_no_prose_holds_are_refused(prose: bytes, markup: bytes, byte: bytes) -> None:
    """Bytes beyond ASCII in markup alone are of no language, so that nothing is certain."""
    assert detect(prose + markup % byte + prose, markup=True).certain is None


def test_a_byte_far_down_counts() -> None:
    """All bytes must be in the encoding, and each of their values is looked at where it stands."""
    long = TEXTS["ru"] * 100

    assert read(long.encode("cp1251")) == long
    assert detect(long.encode("cp1251") + b"\n\x98").certain is None
    assert detect(long.encode("cp1251") + "\nдеревнЯ кричит ЂЃѓ".encode("cp1251")).certain in (None, "cp1251")


def test_languages_are_known_by_enough() -> None:
    """Each language has its letters and words, or its characters, and no letter of ASCII among the letters."""
    known = languages()

    assert len(known.letters) + len(known.spaceless) > 40
    assert min(map(len, known.letters.values())) > 0
    assert all(not letter.isascii() for letters in known.letters.values() for letter in letters)
    assert min(map(len, known.spaceless.values())) >= 25
