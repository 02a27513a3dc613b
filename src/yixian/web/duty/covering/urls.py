from __future__ import annotations

from django.urls import path

from yixian.web.duty.covering import views

urlpatterns = [
    path("cover/", views.cover, name="cover"),
    path("posts/<int:number>/cover/", views.cover_post, name="cover_post"),
]
