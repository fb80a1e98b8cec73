"""Keeps a card of each event for lists, how many days it covers, and indexes that answer for the days of a page."""

from itertools import islice

from django.db import migrations, models
from django.db.models import Q

from calendar_app.entries import cards

BATCH = 500
CURRENT = Q(until_rev__isnull=True)


def fill(apps, editor):
    listings = apps.get_model("calendar_app", "Listing").objects.select_related("publication").order_by("pk")
    rows = listings.iterator(chunk_size=BATCH)
    Rendering = apps.get_model("calendar_app", "Rendering")
    while batch := list(islice(rows, BATCH)):
        for one in batch:
            one.days = (one.end_day - one.first_day).days if one.first_day else None
        listings.model.objects.bulk_update(batch, ["days"], batch_size=BATCH)
        Rendering.objects.bulk_create(
            [
                Rendering(publication_id=one.pk, language=language, form=form, body=body)
                for one in batch
                for language, form, body in cards(Told(one.publication))
            ],
            batch_size=BATCH,
        )


class Told:
    """A publication as its own model reads it."""

    def __init__(self, row):
        self.subject, self.slug = row.subject, row.slug
        self.facts, self.cards = row.snapshot["facts"], row.snapshot["cards"]


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0016_imports"), ("calendar_app", "0017_cursor_of_the_clock")]
    operations = [
        migrations.AddField("listing", "days", models.PositiveIntegerField(null=True, help_text="How many days it covers.")),
        migrations.RemoveIndex("listing", "listing_current_by_day"),
        migrations.RemoveIndex("listing", "listing_until"),
        migrations.AddIndex(
            "listing",
            models.Index(
                fields=[
                    "first_day", "subject", "end_day", "forum", "kind", "level", "certainty", "lifecycle", "place",
                    "country", "tombstone",
                ],
                condition=CURRENT, name="listing_current_by_day",
            ),
        ),
        migrations.AddIndex("listing", models.Index(fields=["days"], name="listing_days")),
        migrations.AddIndex(
            "listing", models.Index(fields=["until_rev"], condition=Q(until_rev__isnull=False), name="listing_until")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
