"""Addresses of the shell itself."""

from __future__ import annotations

from django.urls import path

from yixian.web.ui import views

app_name = "ui"
urlpatterns = [
    path("choose/", views.choose, name="choose"),
    path("parts/", views.gallery, name="gallery"),
]
