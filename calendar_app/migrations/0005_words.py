"""Words, their keys, and who says them; the folded text of a listing is no longer kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0004_segments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=60, unique=True)),
            ],
        ),
        migrations.RemoveField(
            model_name='listing',
            name='words',
        ),
        migrations.AddField(
            model_name='reference',
            name='noun',
            field=models.ForeignKey(help_text='The publication of the subject by whose words an event is found.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='found_by', to='calendar_app.publication'),
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='calendar_app.publication')),
                ('word', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='calendar_app.word')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('word', 'publication'), name='mention_once')],
            },
        ),
        migrations.CreateModel(
            name='Key',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=64)),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='calendar_app.word')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('value', 'word'), name='key_once')],
            },
        ),
    ]
