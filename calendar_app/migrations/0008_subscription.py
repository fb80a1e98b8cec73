from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0007_webhooks_run")]

    operations = [
        migrations.RenameField(model_name="subscription", old_name="manage_hash", new_name="nonce"),
        migrations.AlterField(
            model_name="subscription",
            name="nonce",
            field=models.CharField(help_text="Its manage page's address depends on it.", max_length=64, unique=True),
        ),
        migrations.AddField(
            model_name="subscription",
            name="since",
            field=models.DateTimeField(blank=True, help_text="Nothing that was due before is sent.", null=True),
        ),
    ]
