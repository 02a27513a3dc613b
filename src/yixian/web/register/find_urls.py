from __future__ import annotations

from django.urls import path

from yixian.web.register import find_views

urlpatterns = [path("", find_views.find_page, name="find")]
