"""A row of every model of ours in 柳河镇, with a secret in each of its texts: found because the model is there."""

from __future__ import annotations

import uuid
from datetime import time, timedelta
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.county import DAY, EVENING, County
from yixian.web.access.scope import NoScope, Open, Scoped
from yixian.web.register import seal

NAME, PHONE, NUMBER = "钱密探", "13899990001", "419902199002143329"
SECRETS = (NAME, PHONE, NUMBER)
PATHS = {"place_path": "00000002", "path": "00000002", "unit_path": ""}
# What a constraint of the model asks for, and what is no text of a person's.
SPECIAL = {
    ("PostingLine", "why"): "",
    # The audit has codes there, which its readers see as they are.
    ("AuditEntry", "action"): "set_need",
    ("AuditEntry", "subject"): "person:1",
}


def plant(county: County) -> dict[str, int]:
    """Store a row of each model where only 柳河镇 sees it; return their numbers by model."""
    secret = county.people["于倩"]
    type(secret).objects.unscoped("test").filter(pk=secret.pk).update(name=NAME, phone=PHONE, name_key="qianmitan")
    rows: dict[type, Any] = {type(secret): secret}
    rows[apps.get_model("register.Place")] = county.posts["安平苑东门"].place
    rows[apps.get_model("duty.Post")] = county.posts["安平苑东门"]
    rows[apps.get_model("register.Unit")] = county.units["县委办"]
    rows[apps.get_model("access.Account")] = county.township_officer
    rows[apps.get_model("access.Grant")] = county.township_officer.grants.get()
    for model in apps.get_models():
        if issubclass(model, Scoped) and not isinstance(model.scope, Open):
            _row(model, rows)
    return {model._meta.label: row.pk for model, row in rows.items()}


def _row(model: Any, rows: dict[type, Any]) -> Any:
    """Return the model's row; made with whatever it points to, when it is not there yet."""
    if model in rows:
        return rows[model]
    there = models.QuerySet(model).first()
    if there is not None and (isinstance(model.scope, NoScope | Open) or model._meta.label == "register.PersonNumber"):
        rows[model] = there
        return there
    values = {one.name: _value(one, rows) for one in model._meta.concrete_fields if not _is_left(one)}
    try:
        with transaction.atomic():
            rows[model] = models.QuerySet(model).create(**values)
    except IntegrityError as error:
        # A row of the little county stands where this one would.
        assert there is not None, f"{model.__name__} cannot be planted: {error}"
        rows[model] = there
    return rows[model]


def _is_left(one: Any) -> bool:
    return (one.primary_key and not one.is_relation and one.get_internal_type().endswith("AutoField")) or (
        one.is_relation and one.null and one.related_model is one.model
    )


def _value(one: Any, rows: dict[type, Any]) -> Any:
    if one.is_relation:
        return _row(one.related_model, rows)
    if (special := SPECIAL.get((one.model.__name__, one.name))) is not None:
        return special
    if one.name in PATHS:
        return PATHS[one.name]
    kind = one.get_internal_type()
    if one.choices:
        return one.choices[0][0]
    if kind in ("CharField", "TextField"):
        return (PHONE if "phone" in one.name else NAME)[: one.max_length]
    made = {
        "DateTimeField": EVENING + timedelta(hours="end" in one.name or "until" in one.name),
        "DateField": DAY,
        "TimeField": time(6),
        "BooleanField": False,
        "FloatField": 0.0,
        "UUIDField": uuid.uuid4(),
        "JSONField": one.get_default() if one.has_default() else {},
        "BinaryField": seal.seal_bytes(NAME.encode()),
    }
    return made.get(kind, 7)
