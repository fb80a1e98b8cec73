"""Files the words of whatever was published before there was a search by words, at each revision as it stood then."""

from collections import defaultdict
from itertools import islice

from django.db import migrations

from calendar_app.fold import keys
from calendar_app.models.vocabulary import Noun
from calendar_app.review.said import found_by, said

BATCH = 500


def fill(apps, editor):
    publications = apps.get_model("calendar_app", "Publication").objects.filter(tombstone="").order_by("pk")
    ids, periods = {}, _periods(publications)
    rows = publications.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        _mention(apps, batch, ids)
        for event in (one for one in batch if one.kind == Noun.EVENT):
            _point(apps, event, periods)


def _periods(publications):
    periods = defaultdict(list)
    for pk, subject, since, until in publications.values_list("pk", "subject", "since", "until_rev"):
        periods[str(subject)].append((pk, since, until))
    return periods


def _mention(apps, batch, ids):
    Word, Key, Mention = (apps.get_model("calendar_app", name) for name in ("Word", "Key", "Mention"))
    spoken = {one.pk: said(Noun(one.kind), one.snapshot) for one in batch}
    new = sorted({word for words in spoken.values() for word in words} - ids.keys())
    Word.objects.bulk_create([Word(text=text) for text in new], batch_size=BATCH)
    for start in range(0, len(new), BATCH):
        ids.update(Word.objects.filter(text__in=new[start : start + BATCH]).values_list("text", "pk"))
    Key.objects.bulk_create(
        [Key(word_id=ids[text], value=value) for text in new for value in sorted(keys(text))], batch_size=BATCH
    )
    Mention.objects.bulk_create(
        [Mention(publication_id=pk, word_id=ids[word]) for pk, words in spoken.items() for word in words],
        batch_size=BATCH,
    )


def _point(apps, event, periods):
    Reference = apps.get_model("calendar_app", "Reference")
    wanted = found_by(event.snapshot)
    changed = []
    for row in Reference.objects.filter(publication=event):
        if str(row.subject) in wanted and (noun := _standing(periods[str(row.subject)], event.since_id)):
            row.noun_id = noun
            changed.append(row)
    Reference.objects.bulk_update(changed, ["noun"], batch_size=BATCH)


def _standing(periods, revision):
    return next((pk for pk, since, until in periods if since <= revision and (until is None or until > revision)), None)


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0005_words")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
