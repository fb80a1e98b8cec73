"""`field__among=values`: as `in`, and a single parameter however many the values, which Django need not spell one by one."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup, UUIDField
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, list[Any]]


@CharField.register_lookup
@UUIDField.register_lookup
class Among(Lookup):
    lookup_name = "among"

    def get_prep_lookup(self) -> Iterable[Any]:
        return list(self.rhs)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """An array."""
        return self._sql(compiler, connection, "{} = ANY(%s)", self.rhs)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """A JSON text, as SQLite has no arrays."""
        written = [self.lhs.output_field.get_db_prep_value(one, connection) for one in self.rhs]
        return self._sql(compiler, connection, "{} IN (SELECT value FROM json_each(%s))", json.dumps(written))

    def _sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, form: str, values: Any) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        return form.format(column), [*params, values]
