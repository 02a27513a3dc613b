from __future__ import annotations

from django.urls import path

from yixian.web.notify.ical import views as ical
from yixian.web.notify.page import views as page

app_name = "notify_phone"
urlpatterns = [
    path("news/", page.news, name="news"),
    path("news/<int:pk>/", page.known, name="known"),
    path("news/all/", page.all_known, name="all_known"),
    path("calendar/", ical.calendar, name="calendar"),
    path("calendar/make/", ical.make, name="make"),
    path("calendar/revoke/", ical.revoke, name="revoke"),
    path("calendar/<str:token>.ics", ical.feed, name="feed"),
]
