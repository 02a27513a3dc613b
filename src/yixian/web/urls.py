"""Addresses: each room's own below its word, the ground floor's beside them."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from yixian.web import rooms, training
from yixian.web.access import factor_views as factor
from yixian.web.access import views as access
from yixian.web.field.api import api
from yixian.web.journal import views as journal
from yixian.web.ui import views as ui

urlpatterns = [
    path("", include("yixian.web.today.urls")),
    path("healthz", ui.health, name="health"),
    path("login/", access.log_in, name="login"),
    path("login/code/", factor.code, name="code"),
    path("second-factor/", factor.second_factor, name="second_factor"),
    path("second-factor/begin/", factor.begin, name="second_factor_begin"),
    path("second-factor/confirm/", factor.confirm, name="second_factor_confirm"),
    path("second-factor/drop/", factor.drop, name="second_factor_drop"),
    path("logout/", access.log_out, name="logout"),
    path("password/", access.password, name="password"),
    path("prefer/", access.prefer, name="prefer"),
    path("live/", journal.live, name="live"),
    path("settings/", include("yixian.web.access.urls")),
    path("register/", include("yixian.web.register.urls")),
    path("find/", include("yixian.web.register.find_urls")),
    path("uploads/", include("yixian.web.uploads.urls")),
    path("plans/", include("yixian.web.plans.urls")),
    path("notify/", include("yixian.web.notify.urls")),
    path("f/", include("yixian.web.notify.phone_urls")),
    path("f/", include("yixian.web.field.urls")),
    path("api/", api.urls),
    *([path("training/clock/", training.training_clock, name="training_clock")] if settings.IS_TRAINING else []),
    *(path(f"{room}/", include(f"yixian.web.{room}.urls")) for room in rooms.opened()),
]

handler403 = ui.forbidden
handler404 = ui.missing
handler500 = ui.broken
