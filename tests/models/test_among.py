"""`among` finds what `in` finds, in both databases."""

import uuid

import pytest
from django.db.utils import ConnectionHandler

from calendar_app.models.readers import PrivateFeed
from tests.factories import NOW

ONE, TWO, NOBODY = (uuid.UUID(int=number) for number in (1, 2, 3))


def feeds() -> list[PrivateFeed]:
    return [
        PrivateFeed(pk=pk, token_hash=f"{pk.int}", manage_hash=f"{pk.int}", language="en", made=NOW)
        for pk in (ONE, TWO)
    ]


@pytest.mark.django_db
def test_rows_of_these_numbers_and_of_these_words() -> None:
    PrivateFeed.objects.bulk_create(feeds())
    found = PrivateFeed.objects.order_by("pk").values_list("pk", flat=True)
    assert list(found.filter(pk__among=(ONE, NOBODY))) == [ONE]
    assert list(found.filter(pk__among=iter([TWO, ONE]))) == [ONE, TWO]
    assert list(found.filter(token_hash__among=["2", 'it\'s, {a} "word"'])) == [TWO]
    assert list(found.filter(pk__among=[])) == []


@pytest.mark.django_db
def test_on_sqlite_too() -> None:
    sqlite = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})["default"]
    with sqlite.schema_editor() as editor:
        editor.create_model(PrivateFeed)
    with sqlite.cursor() as cursor:
        for made in feeds():
            values = [
                field.get_db_prep_save(getattr(made, field.attname), sqlite) for field in PrivateFeed._meta.fields
            ]
            cursor.execute(
                f"INSERT INTO {PrivateFeed._meta.db_table} VALUES ({', '.join(['%s'] * len(values))})", values
            )
        found, all_of = [], PrivateFeed.objects.values_list("token_hash")
        for rows in (
            all_of.filter(pk__among=[TWO, NOBODY]),
            all_of.filter(token_hash__among=["1", "it's"]),
            all_of.filter(pk__among=[]),
        ):
            cursor.execute(*rows.query.get_compiler(connection=sqlite).as_sql())
            found.append(cursor.fetchall())
    sqlite.close()
    assert found == [[("2",)], [("1",)], []]
