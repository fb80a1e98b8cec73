"""Words: which publication says them, and the keys under which they are found. Written once, at publishing."""

from django.db import models

from .publication import Publication


class Word(models.Model):
    """A word that some publication says, or said, folded."""

    text = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.text


class Key(models.Model):
    """A text under which a word is found: its stem, its sound, its head, what it is with a letter missing."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="keys")
    value = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "word"], name="key_once")]

    def __str__(self) -> str:
        return f"{self.value} → {self.word_id}"


class Mention(models.Model):
    """A publication says a word of its own: in its title, name, abbreviation, or another name it goes by."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="mentions", db_index=False)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "publication"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.word_id}"
