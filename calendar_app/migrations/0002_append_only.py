"""The database itself keeps what was published: past publications, revisions and decisions are never rewritten."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: table → what an update must leave alone, unless `unless` holds (SQL over OLD and NEW).
KEPT = {
    "calendar_app_publication": (
        ("kind", "subject", "number", "slug", "since_rev", "sequence", "snapshot", "digest", "tombstone"),
        "OLD.redacted IS NULL AND NEW.redacted IS NOT NULL",
    ),
    "calendar_app_revision": (("n", "at", "decision"), ""),
    "calendar_app_decision": (("action", "subject_kind", "subject", "actor", "at", "revision"), ""),
}


def _broken(table: str, vendor: str) -> str:
    columns, unless = KEPT[table]
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)
    if table == "calendar_app_publication":
        changed += f" OR (OLD.until_rev IS NOT NULL AND OLD.until_rev {differs} NEW.until_rev)"
    return f"({changed})" + (f" AND NOT ({unless})" if unless else "")


def guard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    vendor = editor.connection.vendor
    for table in KEPT:
        name, says = f"{table}_kept", f"{table} only grows: publish a new revision instead"
        if vendor == "postgresql":
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {_broken(table, vendor)} THEN RAISE integrity_constraint_violation USING MESSAGE = '{says}'; "
                "END IF; RETURN NEW; END $$"
            )
            editor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {_broken(table, vendor)} "
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )


def unguard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in KEPT:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP FUNCTION IF EXISTS {table}_kept() CASCADE")
        else:
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_kept")


class Migration(migrations.Migration):
    dependencies = [("calendar_app", "0001_record")]
    operations = [migrations.RunPython(guard, unguard)]
