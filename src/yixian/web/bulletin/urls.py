from __future__ import annotations

from django.urls import path

from yixian.web.bulletin import views

app_name = "bulletin"
urlpatterns = [
    path("", views.home, name="home"),
    path("figures/<slug:key>/", views.figure, name="figure"),
    path("figures/<slug:key>.csv", views.export, name="export"),
    path("briefs/", views.make, name="make"),
    path("briefs/<int:number>.pdf", views.pdf, name="pdf"),
    path("briefs/<int:number>.docx", views.docx, name="docx"),
]
