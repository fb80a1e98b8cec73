"""Every word of the closed lists, in three languages."""

import pytest
from django.db.models import TextChoices

from calendar_app.models import vocabulary
from calendar_app.models.vocabulary import CITED_FIELDS
from calendar_app.wording import labels

WORDS = {
    "noun": [
        "event organization person post place topic source outcome",
        "мероприятие|организация|персона|должность|место|тема|источник|итоговый документ",
        "فعالية|منظمة|شخص|منصب|مكان|موضوع|مصدر|وثيقة ختامية",
    ],
    "organization_kind": [
        "state organization forum ministry publisher",
        "государство|организация|формат|министерство|издатель",
        "دولة|منظمة|منتدى|وزارة|جهة ناشرة",
    ],
    "membership": [
        "member dialogue_partner observer participant",
        "член|партнёр по диалогу|наблюдатель|участник",
        "عضو|شريك حوار|مراقب|مشارك",
    ],
    "kind": [
        "umbrella meeting bilateral press_conference",
        "министерская неделя или визит|встреча|двусторонняя встреча|пресс-конференция",
        "أسبوع وزاري أو زيارة|اجتماع|لقاء ثنائي|مؤتمر صحفي",
    ],
    "level": [
        "summit ministerial senior_officials working",
        "саммит|министерский уровень|старшие должностные лица|рабочий уровень",
        "قمة|مستوى وزاري|كبار المسؤولين|مستوى العمل",
    ],
    "stage": [
        "draft in_review published withdrawn",
        "черновик|на проверке|опубликовано|снято с публикации",
        "مسودة|قيد المراجعة|نُشر|سُحب",
    ],
    "certainty": ["projected tentative confirmed", "ожидается|предварительно|подтверждено", "متوقع|مبدئي|مؤكد"],
    "lifecycle": [
        "scheduled postponed cancelled held",
        "запланировано|отложено|отменено|состоялось",
        "مقرر|مؤجل|أُلغي|عُقد",
    ],
    "role": [
        "host chair co_chair participant observer guest",
        "принимающая сторона|председатель|сопредседатель|участник|наблюдатель|гость",
        "مضيف|رئيس|رئيس مشارك|مشارك|مراقب|ضيف",
    ],
    "attendance": [
        "invited announced confirmed attended absent",
        "есть приглашение|участие объявлено|участие подтверждено|участие состоялось|отсутствие",
        "وُجّهت الدعوة|أُعلنت المشاركة|تأكدت المشاركة|حضور فعلي|غياب",
    ],
    "basis": ["recorded expected", "указано в источнике|ожидается", "مذكور في مصدر|متوقع"],
    "outcome_kind": [
        "chairs_statement joint_statement joint_communique statement declaration plan_of_action work_programme",
        "заявление председателя|совместное заявление|совместное коммюнике|заявление|декларация|план действий|программа работы",
        "بيان الرئاسة|بيان مشترك|بلاغ مشترك|بيان|إعلان|خطة عمل|برنامج عمل",
    ],
    "progress": [
        "expected adopted not_adopted",
        "ожидается принятие|принят|не принят",
        "يُتوقع اعتمادها|اعتُمدت|لم تُعتمد",
    ],
    "rank": ["preferred normal deprecated", "предпочтён|обычный|отклонён", "مفضّل|عادي|مستبعد"],
    "name_kind": [
        "alias abbreviation former official",
        "вариант имени|сокращение|прежнее название|официальное название",
        "اسم بديل|اختصار|اسم سابق|اسم رسمي",
    ],
    "action": [
        "edit submit return publish withdraw merge redact load embargo lift delete",
        "изменено|отправлено на проверку|возвращено на доработку|опубликовано|снято с публикации|объединено|текст изъят|загружено|отложено до срока|срок публикации отменён|удалено",
        "عُدِّل|أُرسل للمراجعة|أُعيد للتعديل|نُشر|سُحب|دُمج|حُجب نصه|حُمّل|حُجب حتى موعده|رُفع الحجب|حُذف",
    ],
}


@pytest.mark.parametrize("name", labels.VOCABULARIES)
def test_words(name: str) -> None:
    values, russian, arabic = WORDS[name]
    assert [str(value) for value in labels.VOCABULARIES[name]] == values.split()
    assert [labels.word(name, value, "ru") for value in values.split()] == russian.split("|")
    assert [labels.word(name, value, "ar") for value in values.split()] == arabic.split("|")


def test_every_closed_list_of_the_models_has_its_words() -> None:
    lists = {each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, TextChoices)}
    of_accounts = {vocabulary.FactorKind, vocabulary.Outcome}  # the desk's alone, in no page's or feed's words
    assert lists - {TextChoices} - of_accounts == set(labels.VOCABULARIES.values())
    assert set(WORDS) == set(labels.VOCABULARIES)


def test_english_words() -> None:
    assert labels.word("outcome_kind", "chairs_statement", "en") == "chair’s statement"
    assert labels.word("kind", "umbrella", "en") == "ministerial week or visit"


@pytest.mark.parametrize("value", ["", "seminar"])
def test_a_word_that_the_list_does_not_have_stays(value: str) -> None:
    assert labels.word("kind", value, "ru") == value


def test_every_cited_field_has_a_name() -> None:
    assert {name for names in CITED_FIELDS.values() for name in names} <= set(labels.FIELDS)


def test_fields() -> None:
    assert [labels.field("venue", language) for language in ("en", "ru", "ar")] == [
        "venue",
        "место проведения",
        "مقر الانعقاد",
    ]
    assert labels.field("lifecycle", "en") == "what became of it"
    assert labels.field("unheard_of", "ru") == "unheard_of"
