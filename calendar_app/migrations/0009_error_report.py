# The reports of errors that readers send.

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0008_subscription'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('page', models.CharField(blank=True, max_length=500)),
                ('text', models.TextField(max_length=4000)),
                ('email', models.EmailField(blank=True, help_text='Given if an answer is wished for.', max_length=254)),
                ('language', models.CharField(choices=[('en', 'en'), ('ru', 'ru'), ('ar', 'ar')], max_length=2)),
                ('made', models.DateTimeField(db_index=True)),
                ('done', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'error report',
                'ordering': ['-made'],
            },
        ),
    ]
