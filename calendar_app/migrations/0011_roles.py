"""The groups of editors, with the permissions that each holds."""

from django.db import migrations

from calendar_app.review.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("calendar_app", "0010_standstill"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
