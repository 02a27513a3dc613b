from __future__ import annotations

from django.urls import path

from yixian.web.duty.no_shows import views

urlpatterns = [
    path("no-shows/", views.no_shows, name="no_shows"),
    path("no-shows/answer/", views.answer, name="answer"),
    path("night/", views.night, name="night"),
]
