"""The words that stand before a date and say what happened then, as regular expressions."""

from __future__ import annotations

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
