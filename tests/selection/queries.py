"""A small record, and what each query finds in it: the same on every database."""

from tests import factories as make


def record() -> None:
    """Seven meetings and what hangs on them, published."""
    week = make.week.__wrapped__()  # type: ignore[attr-defined] # not by its rows, which only PostgreSQL puts back
    riyadh = make.place("riyadh", make.state("SA", "Saudi Arabia", name_ru="Саудовская Аравия", name_ar="السعودية"),
                        name_en="Riyadh", name_ru="Эр-Рияд", name_ar="الرياض")  # fmt: skip
    kazan = make.place("kazan", week.russia, name_en="Kazan", name_ru="Казань", name_ar="قازان")
    arab = make.event("riyadh-2025", title_en="Arab–Russian summit", title_ru="Российско-арабский саммит",
                      title_ar="القمّة العربيّة الروسيّة", place=riyadh)  # fmt: skip
    jubilee = make.event("kazan-2026", title_en="ASEAN–Russia Commemorative Summit", place=kazan, date="2026-06-17",
                         title_ru="Юбилейный саммит Россия – АСЕАН", title_ar="قمة روسيا – آسيان التذكارية")  # fmt: skip
    ministers = make.event("ministers-2024", title_en="Foreign ministers of the member countries", date="2024-04-15",
                           title_ru="Встреча министров иностранных дел", title_ar="اجتماع وزراء الخارجية")  # fmt: skip
    talks = make.event("talks-2023", title_en="Consultations", title_ru="Консультации", date="2023-09-19")
    make.participation(talks, "Антони Блинкен")
    food = make.event("food-2024", title_en="Conference on food security", date="2024-11-02",
                      title_ru="Конференция по продовольственной безопасности", title_ar="مؤتمر الأمن الغذائي")  # fmt: skip
    guterres = make.person("antonio-guterres", "António Guterres", name_ar="أنطونيو غوتيريش")
    make.participation(food, guterres)
    make.publish(week.umbrella, week.meeting, arab, jubilee, ministers, talks, food)


#: The slugs found, in date order → queries, a bar between them; whatever the spelling, script, case or slip.
FINDS = {
    "arf-32-2025": (
        "Lavrov | Лавров | лавров | Лаврова | Лаврову | Лавровым | Лавровых | لافروف | ولافروف | lavrow | "
        "Lawrow | Lavrof | Lavorv | Лавроф | Сергея | Сергеем | سيرغي | lavro | Лавр | 32nd | 32 | ٣٢ | 32-й "
        "| Cyber | cybersecurity | Lavrov Kuala Lumpur"
    ),
    "food-2024": (
        "Guterres | Guteres | Гутерриш | Гутерришем | غوتيريش | الأمن | الامن | للأمن | أمن | security | "
        "безопасность | безопасности | безопасностью | food Guterres"
    ),
    "talks-2023 food-2024": ("Antonio | António"),
    "talks-2023": ("Блинкен | Blinken | Blinkin | بلينكن | Блинкеном"),
    "riyadh-2025 kazan-2026": (
        "summit | summits | Summmit | sumit | саммит | саммита | саммите | саммитов | самит | قمة | القمة | "
        "القمّة | والقمة | قمه"
    ),
    "ministers-2024 arf-32-2025": ("ministers | minister"),
    "ministers-2024": (
        "министр | министров | министрам | وزراء | الوزراء | الخارجية | خارجية | الخارجيه | country | "
        "countries | министров дел | وزراء الخارجية"
    ),
    "riyadh-2025": (
        "Riyadh | Rijadh | Рияд | Рияде | الرياض | رياض | بالرياض | للرياض | العربية | العربيـة | Arabia | "
        "Saudi | Эр-Рияд"
    ),
    "kazan-2026": (
        "Kazan | Казань | Казани | Казанью | قازان | روسيا | وروسيا | آسيان | اسيان | لآسيان | Russia ASEAN "
        "summit | саммит России | the summit of Russia"
    ),
    "arf-32-2025 kazan-2026": ("Россия | России | Россией | Russia | ASEAN | АСЕАН | ASEAN–Russia"),
    "": ("نبنبنب | zzzz | food Lavrov | Lavrov zzzz"),
    "amm-week-2025 arf-32-2025": ("Malaysia | ماليزيا | Malasia"),
}
EXPECTED = {text.strip(): slugs.split() for slugs, texts in FINDS.items() for text in texts.split("|")}


def answers() -> dict[str, list[str]]:
    """The slugs that each query finds, in date order."""
    from calendar_app.selection import Selection

    return {text: [row.publication.slug for row in Selection.read({"q": [text]}).listings()] for text in EXPECTED}


def file_again() -> None:
    """Forget every word and file them all anew, as the migration does for a record that has none yet."""
    from importlib import import_module

    from django.apps import apps

    from calendar_app.models.public import Reference, Word

    Reference.objects.update(noun=None)
    Word.objects.all().delete()
    import_module("calendar_app.migrations.0006_words_filed").fill(apps, None)
