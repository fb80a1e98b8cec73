# Second factors, recovery codes, sittings, wishes for a new password, and the log of sign-ins, which is never rewritten.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from calendar_app.review.roles import grant

TABLE, KEPT = "calendar_app_signin", ("at", "outcome", "name", "address", "browser")
SAYS = f"{TABLE} only grows"


def guard(apps, editor):
    postgresql = editor.connection.vendor == "postgresql"
    changed = " OR ".join(f"OLD.{name} {'IS DISTINCT FROM' if postgresql else 'IS NOT'} NEW.{name}" for name in KEPT)
    if postgresql:
        editor.execute(
            f"CREATE FUNCTION {TABLE}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {changed} THEN RAISE integrity_constraint_violation USING MESSAGE = '{SAYS}'; "
            "END IF; RETURN NEW; END $$"
        )
        editor.execute(f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_kept()")
    else:
        editor.execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} WHEN {changed} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        )


def unguard(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_kept() CASCADE")
    else:
        editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_kept")


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0014_versions'),
        ('sessions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('app', 'authenticator app'), ('passkey', 'passkey')], max_length=10)),
                ('name', models.CharField(max_length=60)),
                ('nonce', models.CharField(blank=True, max_length=64)),
                ('credential', models.TextField(null=True, unique=True)),
                ('public', models.BinaryField(default=bytes)),
                ('counter', models.BigIntegerField(default=0)),
                ('made', models.DateTimeField()),
                ('used', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_factors', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['made', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('outcome', models.CharField(choices=[('password', 'signed in by password'), ('app', 'signed in by password and app'), ('recovery', 'signed in by password and recovery code'), ('passkey', 'signed in by passkey'), ('wrong_password', 'wrong name or password'), ('wrong_code', 'wrong code'), ('wrong_passkey', 'passkey refused'), ('too_many', 'refused: too many attempts'), ('new_password', 'new password set by mail'), ('factor_added', 'second factor added'), ('factor_removed', 'second factor removed'), ('factors_reset', 'second factors taken away by an administrator')], max_length=20, verbose_name='what came of it')),
                ('name', models.CharField(blank=True, max_length=150)),
                ('address', models.CharField(blank=True, help_text='The network alone: of IPv4 its /24, of IPv6 its /48.', max_length=50)),
                ('browser', models.CharField(blank=True, max_length=60)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sign_ins', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'sign-in',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=50)),
                ('browser', models.CharField(blank=True, max_length=60)),
                ('made', models.DateTimeField()),
                ('seen', models.DateTimeField()),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sitting', to='sessions.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-seen', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PasswordWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('asked', models.DateTimeField()),
                ('claimed', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ('en', 'ru', 'ar'))), name='password_wish_language_known')],
            },
        ),
        migrations.RunPython(guard, unguard),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
