"""The words that stand around names in byline lines. No name is listed here, and no word that is only ever a name."""

from __future__ import annotations

# "By" and what stands for it, before a name.
BYS = r"by|von|vom|par|por|di|door|av|af|przez|yazan|द्वारा|بقلم|كتب|כתב|מאת|[Вв]ід"
# What may stand before "by" and says that someone wrote.
WRITING = (
    r"written|posted|published|story|words|texts?|report|reporting|reported|(?:an )?analysis|(?:an )?interview|opinion|column|review|essay"
    r"|commentary|created|submitted|guest post"
    r"|(?:eine? )?(?:gast)?(?:kommentar|beitrag|kolumne|analyse|essay|interview|leitartikel|glosse)"
    r"|(?:eine? )?(?:reportage|bericht|rezension|kritik|porträt)"
    r"|geschrieben|verfasst|a cura|articolo|intervista|testo|escrito|publicado|publicada|texto|redactado|redigido|entrevista|reportagem"
    r"|écrit|publié|rédigé|propos recueillis|article|texte|geschreven|gepubliceerd|tekst|skrevet|skrivet|skriven|publisert|publicerad"
)
# What may stand before "by" and says that someone did another part of the work.
HELPING = (
    r"edited|fact[- ]?checked|(?:medically |technically |clinically |expert )?reviewed|translated|photo(?:s|graphs|graphy)?|pictures"
    r"|videos?|illustrat(?:ions?|ed)|graphics?|produced|research|compiled|curated|updated|fotos?|bilder|übersetzt|redigiert|illustrationen"
    r"|traduzione|immagini|traducido|traducción|ilustraciones|editado|traduit|photographies|vidéo|foto[’']s|vertaald|beeld|oversatt|översatt"
    r"|bild|redigert|redigerat|oversat|zdjęcia|tradução|edição"
)
# Trades that stand before a colon or bar and write.
WRITERS = (
    r"authors?|writers?|reporters?|words|text|story|byline|columnists?|correspondents?|contributors?|journalists?|interview"
    r"|autor(?:in|en|innen|[:*]in|[:*]innen)?|autora|autores|autoras|autorzy|autorka|autoři|auteurs?|autrice|autore|autori|texte|testo|texto"
    r"|redacción|forfatter|författare|skribent|journaliste?|periodista|giornalista|tekst|schrijver|kirjoittaja|yazar|yazan|haber|muhabir"
    r"|автор(?:ы|ка)?(?: текста| статьи)?|текст|журналист|корреспондент|подготовила?|беседовала?|written by|von|by|par|por|di|door|av|af"
    r"|szerző|írta|szöveg|scris de|συντάκτρια|κείμενο|teksti|toimittaja|tác giả|bài|penulis|oleh|ผู้เขียน|โดย|เรื่อง|כתבה?|מאת"
    r"|نویسنده|نوشته|گزارش|خبرنگار"
    r"|作者|撰文|本报记者|本報記者|記者|记者|文|执笔|執筆|取材・文|取材|글|기자|लेखक|كتب|الكاتب|بقلم|σύνταξη|συντάκτης"
)
# Trades that stand before a colon or bar and do another part of the work.
HELPERS = (
    r"editors?|copy ?editor|photos?|photographers?|photography|illustrat(?:ions?|ors?)|producers?|translators?|translation"
    r"|researchers?|fact[- ]?check(?:er)?s?|video|camera|graphics?|designer|redaktion|redaktör|redaktør|redaktor|schlussredaktion"
    r"|übersetzung|faktencheck|mitarbeit|recherche|protokoll|fotos?|bild(?:er)?|photographe|traduction|montage|traducción|fotografía|editora?|foto’s|beeld|zdjęcia"
    r"|responsible editor|verantwortlich(?:er redakteur)?|ansvarig utgivare|ansvarlig redaktør|szerkesztő|fordította|fotó|tradus de"
    r"|redactor|kuvat?|biên tập|ภาพ|צילום|תרגום|عکس|مترجم|ترجمة|تحرير|تصوير|責任編集|責任編輯|翻译|译者|번역|φωτογραφίες|μετάφραση"
    r"|editör|derleyen|kamera|редактор|фото|перевод|责编|責編|责任编辑|編集|编辑|写真|翻訳|摄影|构成|構成|사진|편집|संपादक"
)
# A word of these in what follows a name makes it a role, or makes the whole no person.
_ROLES = """
author authors writer writers reporter reporters correspondent correspondents editor editors contributor contributors columnist
columnists journalist journalists critic critics photographer photographers producer producers analyst analysts fellow professor
lecturer director ceo cfo cto founder cofounder co-founder president chief head manager educator educators specialist expert intern
staff bureau anchor host meteorologist attorney blogger strategist researcher korrespondent korrespondentin redakteur redakteurin
redakteure reporterin autor autorin volontär volontärin journalistin chefredakteur chefredakteurin ressortleiter ressortleiterin leiter
leiterin journaliste rédacteur rédactrice correspondant correspondante envoyé envoyée reporteur periodista redactor redactora
corresponsal editora enviado enviada jornalista repórter correspondente colunista giornalista inviato inviata corrispondente redattore
redattrice verslaggever verslaggeefster redacteur journalisten reporteren redaktør redaktör korrespondenten kommentator dziennikarz
dziennikarka redaktor muhabir muhabiri editör yazarı корреспондент журналист редактор обозреватель кореспондент журналіст
記者 记者 特派員 特派员
编辑 編集委員 論説委員 기자 특파원 논설위원 संवाददाता
"""
ROLES = frozenset(_ROLES.split())
# These stand before such a word and belong to it.
_MODIFIERS = """
staff senior junior chief contributing associate assistant deputy managing executive news political national foreign business sports
science technology tech health medical features special lead breaking investigative data royal crime education environment climate
economics economy arts culture food travel video digital general former freelance guest white house city bureau opinion extension
leitender leitende freie freier stellvertretende stellvertretender grand envoyé
"""
MODIFIERS = frozenset(_MODIFIERS.split())
# A word of these in a name makes it a body, not a person.
_BODIES = """
team desk newsroom editorial ltd inc llc gmbh ag group media press agency agentur agence agencia agenzia news newspapers products
customer collective company corporation institute university foundation magazine times post posts post’s herald tribune daily journal
tv radio redaktion redaktionsteam rédaction redacción redação redazione redactie redaktionen redakcja редакция редакція editors admin
administrator webmaster online online-redaktion
"""
BODIES = frozenset(_BODIES.split())
# A word of these ends a name: what follows says where, when or for whom.
_STOPS = """
for in from at on of the a an updated published posted modified reviewed last first twitter facebook instagram follow email read share
is and or as via about special mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday für aus im am
zuletzt aktualisiert pour dans à le la les para en el em no na per nel il voor i på om
"""
STOPS = frozenset(_STOPS.split())
# Of these some are given names as well, where another name follows.
GIVEN_TOO = frozenset(("per", "em", "om", "na"))
# A word of these at either end of what could be a name makes it the name of a section or of a kind of text.
_SECTIONS = """
news politics world business sport sports opinion culture arts science health technology tech travel food life lifestyle style education
environment climate economy finance markets money security change energy media music movies film books games gaming history society
local national international europe africa asia america latest breaking top more blog guide guides tips reviews review features feature
analysis insights resources updates update release releases announcements events case study studies white paper press podcast video
videos photos reports report research company product products learning development design marketing management engineering data cloud
middle east north south west central united issue volume edition chapter part step time reading nachrichten politik wirtschaft welt
kultur panorama wissen meinung actualités économie société política economía economia sociedad deportes cultura mundo nacional cronaca
"""
SECTIONS = frozenset(_SECTIONS.split())
# These stand around dates and names in lower case; others are a sentence's, a caption's or a title's.
_AROUND_DATES = """
by on at the a am um von vom le el il di de du del den par por op kl klo klokken uhr uur updated last published posted submitted written
created added first min mins minute minutes read reading time ago hrs est pst edt et às as alle ore saat
"""
AROUND_DATES = frozenset(_AROUND_DATES.split())
# These stand within a name in lower case.
_PARTICLES = """
von van vom zu zum zur der den de del della dei degli di da do dos das du des la le el al ter ten te bin bint ibn ben abu y e af av und
d’ d' ’t 't
"""
PARTICLES = frozenset(_PARTICLES.split())
# Before a number these begin a date.
_MONTHS = """
jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december
"""
MONTHS = frozenset(_MONTHS.split())
# Towns of two words look like people when they follow a name and a comma.
_TOWNS = """
new york|los angeles|san francisco|san diego|las vegas|new delhi|hong kong|tel aviv|buenos aires|den haag|rio de janeiro|são paulo|
mexico city|cape town|washington dc|washington d.c.|kuala lumpur|addis ababa|frankfurt am main|bad homburg|st. louis
"""
TOWNS = frozenset(_TOWNS.strip().replace("\n", "").split("|"))
# News agencies as they write themselves, and other spellings of them.
_AGENCIES = """
AP|Associated Press|Reuters|dpa|dpa-AFX|AFP|epd|KNA|APA|Keystone-SDA|SDA|EFE|Europa Press|ANSA|Adnkronos|Lusa|Agência Brasil|
ANP|Belga|NTB|Ritzau|STT|PAP|ČTK|MTI|TASS|ТАСС|РИА Новости|Интерфакс|Interfax|Ukrinform|Укринформ|Укрінформ|UPI|PTI|IANS|
Xinhua|新华社|新華社|Kyodo|共同通信|時事通信|Yonhap|연합뉴스|Bloomberg|Canadian Press|AAP|Anadolu Agency|Anadolu Ajansı|DHA
"""
AGENCIES = {name.casefold(): name for name in _AGENCIES.strip().replace("\n", "").split("|")} | {
    "the associated press": "Associated Press",
    "thomson reuters": "Reuters",
    "agence france-presse": "AFP",
    "agencia efe": "EFE",
    "the canadian press": "Canadian Press",
}
