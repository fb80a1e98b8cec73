"""The words of typed dates in English, Russian and Arabic: months, weekdays, quarters, and what joins two days.

Arabic months stand in the three series that ministries use: Egypt and the Gulf, the Levant and Iraq, the Maghreb.
"""

import re
import unicodedata

_MONTHS = (
    "january jan январь января январе янв يناير جانفي",
    "february feb февраль февраля феврале фев февр فبراير فيفري شباط",
    "march mar март марта марте мар مارس آذار",
    "april apr апрель апреля апреле апр أبريل إبريل أفريل نيسان",
    "may май мая мае مايو ماي أيار",
    "june jun июнь июня июне июн يونيو يونيه جوان حزيران",
    "july jul июль июля июле июл يوليو يوليه يوليوز جويلية تموز",
    "august aug август августа августе авг أغسطس غشت أوت آب",
    "september sep sept сентябрь сентября сентябре сен сент سبتمبر شتنبر أيلول",
    "october oct октябрь октября октябре окт أكتوبر",
    "november nov ноябрь ноября ноябре ноя нояб نوفمبر نونبر",
    "december dec декабрь декабря декабре дек ديسمبر دجنبر",
)
_WEEKDAYS = (
    "monday mon понедельник пн الاثنين الإثنين",
    "tuesday tue tues вторник вт الثلاثاء",
    "wednesday wed среда среду ср الأربعاء",
    "thursday thu thur thurs четверг чт الخميس",
    "friday fri пятница пятницу пт الجمعة",
    "saturday sat суббота субботу сб السبت",
    "sunday sun воскресенье вс الأحد",
)
_ORDINALS = (
    "i first первый первого первом الأول",
    "ii second второй второго втором الثاني",
    "iii third третий третьего третьем الثالث",
    "iv fourth четвертый четвертого четвертом الرابع",
)
_LEVANTINE = {"كانون الثاني": "يناير", "تشرين الأول": "أكتوبر", "تشرين الثاني": "نوفمبر", "كانون الأول": "ديسمبر"}
_PM, _AM = ("pm", "م"), ("am", "ص")


def fold(text: str) -> str:
    """The text as the tables below hold it: small letters, ASCII digits and hyphens, Arabic without marks."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)


_SAME = {
    **dict.fromkeys((*range(0x64B, 0x660), 0x670, 0x640, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF)),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "أإآ"), "ا"),
    ord("ё"): "е",
    ord("،"): ",",
    ord("؟"): "?",
}


def _numbered(rows: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, start=first) for word in fold(row).split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


MONTHS = _numbered(_MONTHS, 1)
WEEKDAYS = _numbered(_WEEKDAYS, 0)
ORDINALS = _numbered(_ORDINALS, 1)
QUARTER = _words("q quarter qtr квартал квартала квартале кв الربع ربع")
RANGE = _words("- to through until till по до إلى الى حتى")
AND = _words("and & и و")
OR = _words("or или либо أو")
DOUBT = _words("? uncertain tentative tentatively предположительно ориентировочно مبدئيا")
#: Words that say nothing that the rest does not say; “в” and “с” as well, which lead to a day or an hour.
SILENT = _words(
    ". ( ) on of in the from at st nd rd th day date с со в во на от г гг год года году число числа й го е ое ого м"
    " من في يوم يومي الموافق عام سنة لعام بتاريخ الساعة"
)
PHRASES = {
    **{fold(phrase): fold(month) for phrase, month in _LEVANTINE.items()},
    fold("под вопросом"): "?",
    fold("не точно"): "?",
    fold("غير مؤكد"): "?",
}
UNKNOWN = frozenset(
    map(
        fold,
        (
            "tbc", "tba", "tbd", "to be confirmed", "to be announced", "to be determined", "date to be confirmed",
            "уточняется", "дата уточняется", "будет уточнено", "будет уточнена", "дата будет уточнена", "будет объявлено",
            "يحدد لاحقا", "تحدد لاحقا", "يعلن لاحقا", "الموعد يحدد لاحقا", "يحدد فيما بعد",
        ),
    )
)  # fmt: skip

_CLOCK = rf"([0-9]{{1,2}}):([0-9]{{2}})(?!:)(?: ?({'|'.join((*_AM, *_PM))})\b)?"
CLOCKS = re.compile(rf"(?<![0-9:]){_CLOCK}(?: ?(?:-|to|до|по|{fold('إلى')}|{fold('حتى')}) ?{_CLOCK})?")
HALF_DAY = {**dict.fromkeys(_AM, 0), **dict.fromkeys(_PM, 12)}
