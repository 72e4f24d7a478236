"""The parts that pages are built from: invented texts in many languages, and the labels that stand around them."""

from __future__ import annotations

# Sentences that follow one another in a story; a paragraph takes one to three in a row.
SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "The harbour reopened on Tuesday after nine idle days, and the first freighter was unloaded before the fog lifted from the pier.",
        "“We got our nights back,” said Ilse Brandt, who has worked the cranes in Varn for twenty-two years and expects to retire there.",
        "Advertisement revenue fell by a tenth last year, the owner said, and the share of readers who subscribe rose to a third.",
        "By the time the council had read the privacy policy, 2,300 residents had signed up to follow the case and comment on it.",
        "It cost $4.5 million in 1998, or 3.2% of the budget; nobody asked where the rest (some 12,000 crates) had gone.",
        "Published in 1998, the book was a finalist for every prize of the year and was translated into thirty languages.",
        "Read more books this year, she told the pupils, and share what you have learned with someone who has none at home.",
        "“No,” he said after a long while, and nobody in the room dared to ask him the same thing again.",
    ),
    "de": (
        "Die Anzeige wegen Betrugs wurde am Montag zurückgezogen, wie die Staatsanwaltschaft in Kiel auf Anfrage bestätigte.",
        "„Wir haben lange genug gewartet“, sagte die Bürgermeisterin, bevor sie das Band vor der neuen Schleuse durchschnitt.",
        "Rund 4.000 Menschen kamen an diesem Abend zum Hafen, obwohl es seit dem Mittag ununterbrochen geregnet hatte.",
    ),
    "fr": (
        "Le port a rouvert mardi après neuf jours d’arrêt, et les dockers ont accepté un nouveau plan de travail pour l’hiver.",
        "« Nous avons retrouvé nos nuits », a déclaré Ilse Brandt, qui travaille sur les grues depuis plus de vingt ans.",
        "La publicité n’a rapporté que 3,5 millions d’euros, soit un dixième de moins que l’année précédente, selon le journal.",
    ),
    "es": (
        "El puerto reabrió el martes tras nueve días de huelga y el primer carguero fue descargado antes del mediodía.",
        "Publicado por primera vez en 1998, el libro fue traducido a treinta idiomas y nunca dejó de venderse en las librerías.",
    ),
    "pt": ("O porto reabriu na terça-feira depois de nove dias parado, e os estivadores aceitaram um novo plano de turnos.",),
    "it": ("Il porto ha riaperto martedì dopo nove giorni di sciopero, e i portuali hanno accettato un nuovo piano dei turni.",),
    "nl": ("De haven ging dinsdag na negen dagen weer open, en de havenarbeiders stemden in met een nieuw rooster voor de hele winter.",),
    "pl": ("Port wznowił pracę we wtorek po dziewięciu dniach przerwy, a dokerzy zgodzili się na nowy plan zmian na całą zimę.",),
    "ru": (
        "Порт возобновил работу во вторник после девяти дней простоя, а докеры согласились на новый график смен на всю зиму.",
        "«Мы вернули себе ночи», — сказала Ильза Брандт, которая работает на кранах в этом порту уже больше двадцати лет.",
    ),
    "tr": ("Liman dokuz günlük aranın ardından salı günü yeniden açıldı ve işçiler kış için hazırlanan yeni vardiya planını kabul etti.",),
    "ar": ("أعيد فتح الميناء يوم الثلاثاء بعد توقف دام تسعة أيام، ووافق العمال على خطة جديدة لنوبات العمل خلال فصل الشتاء كله.",),
    "hi": ("नौ दिन की हड़ताल के बाद मंगलवार को बंदरगाह फिर से खुल गया और मज़दूरों ने सर्दियों के लिए नई पाली योजना को स्वीकार कर लिया।",),
    "ja": (
        "九日間にわたるストライキを終え、火曜日の朝に港は再び開かれ、最初の貨物船は霧が晴れる前に荷揚げを終えた。",
        "「ようやく夜を取り戻した」と、二十年以上クレーンを動かしてきたイルゼ・ブラントさんは静かに話した。",
    ),
    "zh": ("经过九天的停工，港口于周二重新开放，码头工人接受了修改后的冬季轮班计划，第一艘货轮在中午前完成卸货。",),
    "ko": ("아흐레 동안 멈춰 있던 항구가 화요일에 다시 문을 열었고, 부두 노동자들은 겨울 교대 근무 계획을 받아들였다.",),
}
KICKERS = ("News", "Elon Musk", "Business", "Opinion", "Politik", "Économie", "Deportes", "社会", "Investor's Corner", "Culture")
HEADLINES = (
    "Port of Varn reopens after nine-day strike",
    "Council votes down the tunnel it had asked for",
    "Why nobody wants the last lighthouse",
    "What is left of the river?",
    "Hafen öffnet nach neun Tagen wieder",
    "Le port de Varn rouvre après neuf jours",
    "港が九日ぶりに再開、荷揚げ始まる",
    "Tesla seen as early winner as Canada reopens door to ferries",
    "Порт Варна открылся после девяти дней забастовки",
)
SUBHEADINGS = (
    "A vote in May",
    "What comes next",
    "Conclusion",
    "Background",
    "Trending",
    "Summary",
    "Why now?",
    "Der nächste Schritt",
    "Pros",
    "Power Unification",
    "次の一歩",
    "Advertisement revenue",
)
DATES = (
    "Published",
    "on",
    "3 days ago",
    "July 12, 2023",
    "Published on July 12, 2023",
    "Updated 4:15 pm",
    "12.07.2023",
    "2023-07-12",
    "5 min read",
)
BYLINES = (
    "By Mara Lindqvist",
    "By",
    "Mara Lindqvist",
    "Author | Chai Xuchen",
    "Editor | Zhou Zhiyu",
    "Von Jonas Feld",
    "Par Claire Dubois",
    "文／佐藤花子",
)
CREDITS = (
    "(Credit: J. Osei)",
    "Credit: xAI",
    "Photo: Jane Doe/Getty Images",
    "Foto: dpa",
    "Image courtesy of the port",
    "Screenshot via X",
    "Getty Images",
)
ITEMS = (
    "• A vote follows in May",
    "- The cranes are idle",
    "1. Bring water",
    "• “We got our nights back,” said Ilse Brandt.",
    "* Eggs",
    "— Nine ships wait outside",
)
EMBEDS = (
    "The people want change! https://t.co/YmGF8D5wAQ— Varn Watch (@varnwatch) July 30, 2024",
    "Does he have space lasers? Because I do.— Elon Musk (@elonmusk) July 29, 2024",
    "View this post on Instagram",
    "pic.twitter.com/DFqWBkbvcU",
)
AD_LABELS = (
    "Advertisement",
    "ADVERTISEMENT",
    "-->",
    "Anzeige",
    "Publicité",
    "Publicidad",
    "広告",
    "Scroll to continue",
    "Story continues below advertisement",
    "Ad",
)
READ_ON = (
    "Continue Reading",
    "Read more",
    "READ MORE »",
    "Continue reading →",
    "Weiterlesen",
    "Lire la suite",
    "続きを読む",
    "Related:",
    "You may also like",
)
SHARES = (
    "Share",
    "Share on Facebook",
    "Share on X",
    "Facebook",
    "Twitter",
    "LinkedIn",
    "Copy link",
    "Email",
    "WhatsApp",
    "Print",
    "Teilen",
    "Partager",
)
MENU = (
    "Home",
    "About",
    "Contact",
    "Log in",
    "Sign up",
    "Search",
    "Menu",
    "Skip to content",
    "World",
    "Sport",
    "Weather",
    "Startseite",
    "Accueil",
    "Shop",
    "FAQ",
)
PROMPTS = (
    "Subscribe to our newsletter",
    "Sign up for our daily newsletter",
    "Enter your email address",
    "We use cookies to improve your experience.",
    "Accept all cookies",
    "Subscribe to continue reading",
    "Already a subscriber? Log in",
    "Comments",
    "Leave a comment",
    "3 Comments",
    "Join the conversation",
    "Alle akzeptieren",
    "Commentaires",
    "Your email address will not be published.",
    "Connect with us",
    "Follow us",
)
TAILS = (
    "Don’t hesitate to contact us with news tips. Just send a message to tips@example.com to give us a heads up.",
    "Mara Lindqvist is a reporter for the Varn Courier. She covers shipping and can be reached at mara@example.com.",
    "Simon is an experienced reporter with a passion for ships. For tips, send a message to simon@example.com or on X, @simonships.",
    "Risk DisclaimerThe market carries risks; investment requires caution.",
    "Correction: an earlier version misstated the length of the strike.",
)
FOOTERS = (
    "© 2024 Varn Courier. All rights reserved.",
    "Privacy Policy",
    "Terms of Service",
    "Impressum",
    "Mentions légales",
    "Copyright © 2024",
    "Back to top",
)
RESIDUE = (
    "harbour-strike-varn-2023 harbour-strike-varn-2023",
    "IMG_2041.jpg",
    "xAI-supercomputer-memphis",
    "```",
    "```text",
    "~~~",
    "&nbsp;",
    "&amp;nbsp;&#160;",
    "&copy;&nbsp;2024 Varn Courier",
    "Rock &amp; Roll",
    "\ufeff",
    "\u200b",
    "\ufeffAdvertisement",
    "Advertise\u00adment",
    "<div>",
    "}",
    "***",
    "…",
    "—",
    "3",
    "3-2",
)
BLANKS = ("", " ", "\t", "\u3000", "\xa0")
BREAKS = ("\n", "\r\n", "\r", "\x85", "\x0c", "\u2028", "\u2029", "\x0b", "\x1c")
