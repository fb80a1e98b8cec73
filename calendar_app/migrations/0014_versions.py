"""How nouns stood after each edit, kept for ever; and events that wait for their hour."""

import django.core.serializers.json
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from calendar_app.review.roles import grant

#: table → what an update must leave alone (SQL over OLD and NEW, {is_not} between), unless it names a new redaction.
KEPT = {
    "calendar_app_version": " OR ".join(
        f"OLD.{column} {{is_not}} NEW.{column}" for column in ("subject_kind", "subject", "number", "at", "rows")
    ),
    "calendar_app_publication": " OR ".join(
        f"OLD.{column} {{is_not}} NEW.{column}"
        for column in ("kind", "subject", "number", "slug", "since_rev", "sequence", "snapshot", "digest", "tombstone")
    )
    + " OR (OLD.until_rev IS NOT NULL AND OLD.until_rev {is_not} NEW.until_rev)",
}


def guard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Versions are guarded as publications are, and both may be redacted again."""
    postgresql = editor.connection.vendor == "postgresql"
    is_not = "IS DISTINCT FROM" if postgresql else "IS NOT"
    for table, changed in KEPT.items():
        unguard(table, editor)
        redaction = f"NEW.redacted IS NOT NULL AND OLD.redacted {is_not} NEW.redacted"
        broken, says = f"({changed.format(is_not=is_not)}) AND NOT ({redaction})", f"{table} only grows"
        if postgresql:
            editor.execute(
                f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {broken} THEN RAISE integrity_constraint_violation USING MESSAGE = '{says}'; "
                "END IF; RETURN NEW; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} WHEN {broken} "
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )


def unguard(table: str, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP FUNCTION IF EXISTS {table}_kept() CASCADE")
    else:
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_kept")


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0013_merging'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='action',
            field=models.CharField(choices=[('edit', 'edited'), ('submit', 'submitted'), ('return', 'returned'), ('publish', 'published'), ('withdraw', 'withdrawn'), ('merge', 'merged'), ('redact', 'redacted'), ('load', 'loaded'), ('embargo', 'put under embargo'), ('lift', 'embargo lifted'), ('delete', 'deleted')], max_length=20),
        ),
        migrations.CreateModel(
            name='Embargo',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='embargo', serialize=False, to='calendar_app.event')),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('refused', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'event'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(choices=[('event', 'event'), ('organization', 'organization'), ('person', 'person'), ('post', 'post'), ('place', 'place'), ('topic', 'topic'), ('source', 'source'), ('outcome', 'outcome')], max_length=20)),
                ('subject', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('redacted', models.UUIDField(help_text='The decision by which an administrator removed text from it.', null=True)),
                ('rows', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='version', to='calendar_app.decision')),
            ],
            options={
                'ordering': ['subject', '-number'],
                'constraints': [models.UniqueConstraint(fields=('subject', 'number'), name='version_numbered')],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
