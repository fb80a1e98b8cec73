"""Merging has a permission of its own."""

from django.db import migrations

from calendar_app.review.roles import grant


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0012_edited")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
