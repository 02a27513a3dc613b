"""All that an upload may write, as one value that can be compared."""

from __future__ import annotations

from django.apps import apps

from yixian.web.access.traced import columns_of, plain

ROOMS = ("register", "duty", "rounds")


def everything():
    """Return every row of the register and of the rooms."""
    models = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    return {row: columns for model in models for row, columns in _rows(model)}


def _rows(model):
    columns = columns_of(model)
    for pk, *values in model.objects.unscoped("test").order_by().values_list("pk", *columns):
        kept = {name: _said(plain(value)) for name, value in zip(columns, values, strict=True)}
        yield (model._meta.label_lower, pk), kept


def _said(value):
    return value if not isinstance(value, dict | list) else str(value)
