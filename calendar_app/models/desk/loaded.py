"""What the loader of the shipped record wrote last, field by field, so that it never overwrites an editor."""

from django.db import models


class Loaded(models.Model):
    """One row for each entry of the record's files: its key there, and the values it had when last loaded."""

    noun = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="loaded_once")]

    def __str__(self) -> str:
        return f"{self.noun}/{self.key}"
