"""The peer that anybody would write first: Django with its usual middleware, one transaction for each request.

It stores the same rows as we do for a pass at a gate (the entry, the event for live pages, when the phone was seen)
in the same database with the same durability; of our checks it makes those without which it were no field log.
"""

from __future__ import annotations

import hashlib
import json
import sys
import uuid

import django
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt

django.setup()


class Device(models.Model):
    place = models.IntegerField()
    token_hash = models.BinaryField(unique=True)

    class Meta:
        app_label = "bench"


class Seen(models.Model):
    device = models.OneToOneField(Device, on_delete=models.CASCADE, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "bench"


class Entry(models.Model):
    uuid = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, on_delete=models.CASCADE)
    kind = models.CharField(max_length=16)
    place = models.IntegerField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        app_label = "bench"
        indexes = [models.Index(fields=["place", "happened_at"])]


class Event(models.Model):
    topic = models.CharField(max_length=16)
    at = models.DateTimeField()
    place = models.IntegerField()

    class Meta:
        app_label = "bench"


def device_of(request: HttpRequest) -> Device | None:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ") or request.COOKIES.get("yx_phone", "")
    return Device.objects.filter(token_hash=hashlib.sha256(token.encode()).digest()).first()


@csrf_exempt
def sync(request: HttpRequest) -> HttpResponse:
    device, at = device_of(request), timezone.now()
    if device is None:
        return JsonResponse({"reason": "unknown_device"}, status=401)
    answers = []
    with transaction.atomic():
        for raw in json.loads(request.body)["entries"]:
            _entry, is_new = Entry.objects.get_or_create(
                uuid=uuid.UUID(raw["uuid"]),
                defaults={
                    "device": device, "kind": raw["kind"], "place": device.place, "received_at": at,
                    "happened_at": parse_datetime(raw["at"]), "details": {"temp": raw.get("temp")},
                },
            )  # fmt: skip
            answers.append({"uuid": raw["uuid"], "result": "stored" if is_new else "duplicate"})
        Event.objects.create(topic="field", at=at, place=device.place)
        Seen.objects.update_or_create(device=device, defaults={"at": at})
    return JsonResponse({"answers": answers, "server_at": at})


def live(request: HttpRequest) -> HttpResponse:
    last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    after = int(request.GET.get("after", "0"))
    if last <= after:
        return HttpResponseNotModified()
    topics = Event.objects.filter(id__gt=after).values_list("topic", flat=True)[:2000]
    return JsonResponse({"after": last, "changed": sorted(set(topics))})


urlpatterns = [path("api/field/sync", sync), path("live/", live)]
application = get_wsgi_application()


def fill(tokens: list[str], places: list[int]) -> None:
    """Make the tables and the phones."""
    with connection.schema_editor() as editor:
        for model in (Device, Seen, Entry, Event):
            editor.create_model(model)
    Device.objects.bulk_create(
        Device(place=place, token_hash=hashlib.sha256(token.encode()).digest())
        for token, place in zip(tokens, places, strict=True)
    )


if __name__ == "__main__":
    told = json.load(sys.stdin)
    fill(told["tokens"], told["places"])
