"""What else refers to rows that an upload brought: as long as something does, they stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.apps import apps

from yixian.web.access.scope import Scoped
from yixian.web.uploads.lines import Key

AT_ONCE = 500
# A path is given to the next place or unit: whoever still names the old one would name the new one.
PATHS = {"register.place": "place_path", "register.unit": "unit_path"}

IsGoing = Callable[[Key, str], bool]


def uses(rows: Collection[Key], paths: Mapping[Key, str], is_going: IsGoing) -> Iterator[tuple[Key, Key]]:
    """Yield each of some rows that is used with one that uses it.

    Parameters
    ----------
    rows
        The rows that would go.
    paths
        The path of those that have one.
    is_going
        Whether a row that refers to one of them, by a column, goes as well or lets it go.
    """
    by_model: dict[type[Scoped], list[Any]] = defaultdict(list)
    for model, pk in rows:
        by_model[model].append(pk)
    for model, pks in by_model.items():
        targets = {pk: (model, pk) for pk in pks}
        for relation in model._meta.related_objects:
            yield from _named(relation.related_model, relation.field.attname, targets, is_going)
        column = PATHS.get(model._meta.label_lower)
        by_path = {paths[key]: key for key in targets.values() if key in paths}
        for other in _with_column(column) if column else ():
            yield from _named(other, column or "", by_path, is_going)


def _named(using: Any, column: str, targets: Mapping[Any, Key], is_going: IsGoing) -> Iterator[tuple[Key, Key]]:
    rows = using.objects.unscoped("does anything still refer to it").order_by()
    for some in _some(targets):
        for pk, named in rows.filter(**{f"{column}__in": some}).values_list("pk", column):
            if not is_going((using, pk), column):
                yield targets[named], (using, pk)


def _with_column(name: str) -> list[Any]:
    scoped = [model for model in apps.get_models() if issubclass(model, Scoped)]
    return [model for model in scoped if any(one.attname == name for one in model._meta.concrete_fields)]


def _some(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(values)
    while some := list(islice(rest, AT_ONCE)):
        yield some
