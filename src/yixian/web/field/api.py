"""The API: what phones and other programs call; its document is made from the types."""

from __future__ import annotations

import math

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie, HttpBearer

import yixian
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.models import Device
from yixian.web.field.bucket import SYNC
from yixian.web.field.entries import MOST_AT_ONCE, moment
from yixian.web.field.log import Answer, append
from yixian.web.field.schemas import Answers, Problem, Upload

COOKIE = "yx_phone"

api = NinjaAPI(
    title="Yixian", version=yixian.__version__, docs_url=None, openapi_url="/openapi.json", urls_namespace="api"
)


class Refusal(Exception):
    """A whole upload cannot be read now; the phone keeps its queue."""

    def __init__(self, status: int, reason: str, detail: str, wait_s: float = 0) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.detail = detail
        self.wait_s = wait_s


class DeviceToken(HttpBearer):
    """The device token in the ``Authorization`` header."""

    def authenticate(self, request: HttpRequest, token: str) -> Device | None:
        """Return the phone of the token."""
        return devices.sender(token)


class DeviceCookie(APIKeyCookie):
    """The device token in the cookie that enrolment has set."""

    param_name = COOKIE

    def authenticate(self, request: HttpRequest, key: str | None) -> Device | None:
        """Return the phone of the cookie."""
        return devices.sender(key or "")


# The cookie is SameSite=Strict, so no other site can send it; an offline page could not keep a form token fresh.
DEVICE = [DeviceToken(), DeviceCookie(csrf=False)]
REFUSALS = {401: Problem, 413: Problem, 422: Problem, 429: Problem}


@api.post(
    "/field/sync", auth=DEVICE, response={200: Answers, **REFUSALS}, exclude_none=True, tags=["field"], summary="Sync"
)
def sync(request: HttpRequest, upload: Upload) -> dict[str, object]:
    """Store what a phone noted; each uuid is answered stored, duplicate or rejected, after the commit.

    Send the same upload again whenever an answer was lost. Any refusal of the whole upload leaves the queue with
    the phone.
    """
    device: Device = request.auth  # type: ignore[attr-defined]
    wait_s = SYNC.wait_s(device.pk)
    if wait_s:
        raise Refusal(429, "too_often", "This phone sends too often.", wait_s)
    if len(upload.entries) > MOST_AT_ONCE:
        raise Refusal(413, "too_many", f"At most {MOST_AT_ONCE} entries at once.")
    at = clock.now()
    answers = append(upload.entries, device=device, at=at, sent_at=moment(upload.sent_at))
    return {"answers": [_out(answer) for answer in answers], "server_at": at}


@api.exception_handler(Refusal)
def _refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    response = api.create_response(request, {"reason": refusal.reason, "detail": refusal.detail}, status=refusal.status)
    if refusal.wait_s:
        response["Retry-After"] = str(math.ceil(refusal.wait_s))
    return response


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _refuse(request, Refusal(401, "unknown_device", "This phone is not enrolled, or was revoked."))


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return _refuse(request, Refusal(413, "too_big", "The upload is too big."))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    status = 422 if error.status_code == 400 else error.status_code
    return _refuse(request, Refusal(status, "unreadable", str(error)))


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = [".".join(str(part) for part in fault["loc"][2:]) + ": " + fault["msg"] for fault in error.errors]
    return _refuse(request, Refusal(422, "unreadable", "; ".join(places)))


def _out(answer: Answer) -> dict[str, object]:
    return {
        "uuid": answer.uuid,
        "result": answer.result.value,
        "reason": answer.reason or None,
        "conflict": answer.has_conflict or None,
    }
