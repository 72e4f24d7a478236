"""The words that stand before dates and around names, as patterns or sets. No name is listed, and no word that is only ever a name."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(text.strip().replace("\n", "").split("|"))


# What stands before the day on which a text was changed, and on which it appeared.
UPDATED = (
    r"(?:last )?(?:updated?|modified|edited|revised)|reviewed",
    r"(?:zuletzt )?aktualisiert|letzte (?:aktualisierung|änderung)|zuletzt (?:geändert|bearbeitet)|letztes update",
    r"mise? à jour|modifiée?|actualisée?|dernière mise à jour",
    r"(?:última )?actuali[sz](?:ado|ada|ación)|(?:última )?atualiz(?:ado|ada|ação)|modificad[oa]|actualitzat",
    r"aggiornat[oa]|ultim[oa] (?:aggiornamento|modifica)|bijgewerkt|(?:laatst )?gewijzigd|laatste update",
    r"(?:senast |sist |sidst )?(?:uppdatera[dt]|oppdatert|opdateret)|ändrad|endret|päivitetty|muokattu",
    r"aktualizacja|zaktualizowano|aktualizováno|poslední aktualizace|frissítve|(?:son )?güncelle(?:me|ndi|nme)(?: tarihi)?",
    r"(?:τελευταία )?ενημέρωση|actualizat|อัปเดต(?:ล่าสุด)?|עודכן|(?:آخرین )?به‌روزرسانی|ultima actualizare|terakhir diperbarui",
    r"обновлен[оа]?|последнее обновление|изменено|оновлено|останнє оновлення|diperbarui|cập nhật",
    r"更新(?:日時?)?|最終更新|최종\s?수정|수정|업데이트|تحديث|آخر تحديث|अपडेट(?:ेड)?|अद्यतन",
)
PUBLISHED = (
    r"(?:first |originally )?(?:published|posted)(?: date)?|publish date|publication date|date published|created",
    r"(?:thread )?start date|thread started",
    r"(?:erst)?veröffentlicht|(?:erstmals )?publiziert|erschienen|erstellt|publiée?|paru|rédigé|créé",
    r"publicad[oa]|postad[oa]|creado|criado|pubblicat[oa]|data di pubblicazione|creato|publicat",
    r"gepubliceerd|geplaatst|publicera[dt]|publisert|offentliggjort|udgivet|publiceret|julkaistu",
    r"opublikowano|publikacja|publikováno|zveřejněno|vydáno|közzétéve|yayın(?:lanma|landı)?(?: tarihi)?|yayımlanma|giriş(?: tarihi)?",
    r"δημοσιεύ(?:θηκε|τηκε)|δημοσίευση|publicat|dipublikasikan|tayang|เผยแพร่(?:เมื่อ)?|פורסם|منتشر شده|تاریخ انتشار|انتشار",
    r"опубликован[оа]?|дата публикации|размещено|опубліковано|дата публікації|diterbitkan|đăng",
    r"发布(?:时间)?|發布|发表|公開(?:日時?)?|掲載|投稿|입력|등록|نشرت?|تاريخ النشر|प्रकाशित",
)
# "Stand: 3. Mai": the day of the text as it is now, which is that of publication where no other is told.
AS_OF = r"stand"

# Other days than those of the text: a manuscript's, a member's, an event's, a reader's.
OTHERS = (
    r"received|accepted|revised|submitted for review|available online|in revised form|registered|joined|member since|founded|established"
    r"|commented|replied|answered|asked|born|died|expires?|expiry|valid until|deadline|due|event|retrieved|accessed|archived"
    r"|captured|recorded|filmed|taken"
    r"|eingegangen|angenommen|mitglied seit|registriert|gegründet|geboren|abgerufen|gültig bis|reçu|accepté|inscrit|né le|consulté"
    r"|recibido|aceptado|registrado|nacido|recebido|aceito|consultado|ricevuto|accettato|iscritto|nato|дата регистрации|зарегистрирован"
    r"|принято|收稿日期|接受日期|注册时间|注册于|受付|受理|登録日"
)
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
ROLES = _words("""
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
""")
# These stand before such a word and belong to it.
MODIFIERS = _words("""
staff senior junior chief contributing associate assistant deputy managing executive news political national foreign business sports
science technology tech health medical features special lead breaking investigative data royal crime education environment climate
economics economy arts culture food travel video digital general former freelance guest white house city bureau opinion extension
leitender leitende freie freier stellvertretende stellvertretender grand envoyé
""")
# A word of these in a name makes it a body, not a person.
BODIES = _words("""
team desk newsroom editorial ltd inc llc gmbh ag group media press agency agentur agence agencia agenzia news newspapers products
customer collective company corporation institute university foundation magazine times post posts post’s herald tribune daily journal
tv radio redaktion redaktionsteam rédaction redacción redação redazione redactie redaktionen redakcja редакция редакція editors admin
administrator webmaster online online-redaktion
""")
# A word of these ends a name: what follows says where, when or for whom.
STOPS = _words("""
for in from at on of the a an updated published posted modified reviewed last first twitter facebook instagram follow email read share
is and or as via about special mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday für aus im am
zuletzt aktualisiert pour dans à le la les para en el em no na per nel il voor i på om
""")
# Of these some are given names as well, where another name follows.
GIVEN_TOO = frozenset(("per", "em", "om", "na"))
# A word of these at either end of what could be a name makes it the name of a section or of a kind of text.
SECTIONS = _words("""
news politics world business sport sports opinion culture arts science health technology tech travel food life lifestyle style education
environment climate economy finance markets money security change energy media music movies film books games gaming history society
local national international europe africa asia america latest breaking top more blog guide guides tips reviews review features feature
analysis insights resources updates update release releases announcements events case study studies white paper press podcast video
videos photos reports report research company product products learning development design marketing management engineering data cloud
middle east north south west central united issue volume edition chapter part step time reading nachrichten politik wirtschaft welt
kultur panorama wissen meinung actualités économie société política economía economia sociedad deportes cultura mundo nacional cronaca
""")
# These stand around dates and names in lower case; others are a sentence's, a caption's or a title's.
AROUND_DATES = _words("""
by on at the a am um von vom le el il di de du del den par por op kl klo klokken uhr uur updated last published posted submitted written
created added first min mins minute minutes read reading time ago hrs est pst edt et às as alle ore saat
""")
# These stand within a name in lower case.
PARTICLES = _words("""
von van vom zu zum zur der den de del della dei degli di da do dos das du des la le el al ter ten te bin bint ibn ben abu y e af av und
d’ d' ’t 't
""")
# Before a number these begin a date.
MONTHS = _words("""
jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december
""")
# Towns of two words look like people when they follow a name and a comma.
TOWNS = _phrases("""
new york|los angeles|san francisco|san diego|las vegas|new delhi|hong kong|tel aviv|buenos aires|den haag|rio de janeiro|são paulo|
mexico city|cape town|washington dc|washington d.c.|kuala lumpur|addis ababa|frankfurt am main|bad homburg|st. louis
""")
# News agencies as they write themselves, and other spellings of them.
_AGENCIES = _phrases("""
AP|Associated Press|Reuters|dpa|dpa-AFX|AFP|epd|KNA|APA|Keystone-SDA|SDA|EFE|Europa Press|ANSA|Adnkronos|Lusa|Agência Brasil|
ANP|Belga|NTB|Ritzau|STT|PAP|ČTK|MTI|TASS|ТАСС|РИА Новости|Интерфакс|Interfax|Ukrinform|Укринформ|Укрінформ|UPI|PTI|IANS|
Xinhua|新华社|新華社|Kyodo|共同通信|時事通信|Yonhap|연합뉴스|Bloomberg|Canadian Press|AAP|Anadolu Agency|Anadolu Ajansı|DHA
""")
AGENCIES = {name.casefold(): name for name in _AGENCIES} | {
    "the associated press": "Associated Press",
    "thomson reuters": "Reuters",
    "agence france-presse": "AFP",
    "agencia efe": "EFE",
    "the canadian press": "Canadian Press",
}
