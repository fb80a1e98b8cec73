"""A record in small: one entry or two a noun, and a folder of files made from it."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from calendar_app.exchange import record
from calendar_app.exchange.record import files
from calendar_app.models.vocabulary import Noun

Entries = dict[Noun, list[dict[str, Any]]]

SMALL: Entries = {
    Noun.ORGANIZATION: [
        {
            "key": "arf",
            "kind": "forum",
            "name": {"en": "ASEAN Regional Forum", "ru": "АРФ"},
            "founded": "1994-07-25",
            "other_names": [{"language": "en", "name": "The Forum", "kind": "alias", "since": "1994"}],
            "members": [
                {"key": "MY", "member": "MY", "status": "participant", "since": "1994-07"},
                {"key": "RU", "member": "RU", "status": "participant", "since": "1994-07-25", "until": "2030"},
            ],
            "citations": [{"source": "tass", "fields": ["name", "members/MY"]}],
        },
        {
            "key": "MY",
            "kind": "state",
            "name": {"en": "Malaysia", "ar": "ماليزيا"},
            "identifiers": [{"scheme": "iso-3166-1-alpha-3", "value": "MYS"}],
        },
        {"key": "RU", "kind": "state", "name": {"en": "Russia"}},
        {"key": "ru-mfa", "kind": "ministry", "name": {"en": "Russian MFA"}, "parent": "RU"},
    ],
    Noun.PERSON: [
        {
            "key": "sergey-lavrov",
            "name": {"en": "Sergey Lavrov", "ru": "Сергей Лавров"},
            "nationality": "RU",
            "appointments": [{"key": "fm-ru", "post": "fm-ru", "since": "2004-03-09"}],
            "citations": [
                {"source": "svg", "fields": ["name"]},
                {"source": "tass", "fields": ["appointments/fm-ru"], "value": "2004-03-09/.."},
            ],
        },
        {"key": "maria-zakharova", "name": {"en": "Maria Zakharova"}},
    ],
    Noun.POST: [
        {
            "key": "fm-ru",
            "name": {"en": "Foreign Minister of Russia"},
            "organization": "RU",
            "role": "foreign-minister",
            "attends": "ministerial",
        }
    ],
    Noun.PLACE: [
        {
            "key": "kuala-lumpur",
            "name": {"en": "Kuala Lumpur"},
            "country": "MY",
            "zone": "Asia/Kuala_Lumpur",
            "latitude": 3,
            "longitude": 101.7,
        }
    ],
    Noun.TOPIC: [{"key": "cybersecurity", "name": {"en": "Cybersecurity"}}, {"key": "energy", "name": {"en": "Energy"}}],
    Noun.SOURCE: [
        {
            "key": "svg",
            "language": "ar",
            "url": "https://svg.example/1",
            "publisher_name": "SVG",
            "published": "2025-07-02",
            "retrieved": "2025-07-03",
            "republishes": "tass",
        },
        {
            "key": "tass",
            "title": "Lavrov to attend",
            "language": "en",
            "url": "https://tass.example/1",
            "publisher_name": "TASS",
            "published": "2025-07-12",
            "announcer": "maria-zakharova",
        },
    ],
    Noun.EVENT: [
        {
            "key": "amm-week-2025",
            "kind": "umbrella",
            "title": {"en": "58th AMM week"},
            "date": "2025-07-08/2025-07-11",
            "certainty": "confirmed",
        },
        {
            "key": "arf-32-2025",
            "kind": "meeting",
            "level": "ministerial",
            "forum": "arf",
            "ordinal": 32,
            "parent": "amm-week-2025",
            "title": {"en": "32nd ASEAN Regional Forum"},
            "date": "2025-07-11",
            "start_time": "11:10",
            "zone": "Asia/Kuala_Lumpur",
            "place": "kuala-lumpur",
            "country": "MY",
            "online": False,
            "certainty": "confirmed",
            "lifecycle": "held",
            "topics": ["cybersecurity"],
            "participations": [
                {
                    "key": "sergey-lavrov",
                    "person": "sergey-lavrov",
                    "appointment": "sergey-lavrov/fm-ru",
                    "represents": "RU",
                    "attendance": "attended",
                },
                {"key": "MY", "organization": "MY", "role": "host"},
            ],
            "agenda": [{"key": "cyber", "topic": "cybersecurity", "title": {"en": "Cybersecurity"}}],
            "former_dates": [{"date": "2025-07-10", "replaced": "2025-06-01"}],
            "citations": [
                {"source": "svg", "fields": ["participations/sergey-lavrov"], "quote": "لافروف", "said_by": "maria-zakharova"},
                {"source": "tass", "fields": ["date", "lifecycle", "outcomes/programme"]},
            ],
        },
    ],
    Noun.OUTCOME: [
        {
            "key": "programme",
            "kind": "work_programme",
            "title": {"en": "ARF work programme"},
            "period": "2025/2026",
            "steps": [{"event": "arf-32-2025", "progress": "expected"}],
            "citations": [{"source": "tass", "fields": ["steps/arf-32-2025"], "rank": "preferred"}],
        }
    ],
}  # fmt: skip


def small() -> Entries:
    """A copy to change."""
    return deepcopy(SMALL)


def entry(entries: Entries, noun: Noun, key: str) -> dict[str, Any]:
    return next(one for one in entries[noun] if one["key"] == key)


def write(folder: Path, entries: Entries) -> Path:
    for noun, rows in entries.items():
        (folder / files.file_name(noun)).write_text(files.render(rows), "utf-8")
    return folder


def load(folder: Path, entries: Entries) -> record.Report:
    """Write the entries into the folder, and load it."""
    return record.load(directory=write(folder, entries), say=lambda _: None)
