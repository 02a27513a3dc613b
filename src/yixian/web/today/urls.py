from __future__ import annotations

from django.urls import path

from yixian.web.today import views

app_name = "today"
urlpatterns = [
    path("", views.home, name="today"),
    path("today/<slug:part>/", views.part, name="part"),
]
