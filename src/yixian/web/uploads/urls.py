from __future__ import annotations

from django.urls import path

from yixian.web.uploads import views

app_name = "uploads"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("template/<slug:kind>.xlsx", views.template, name="template"),
    path("<int:pk>/", views.dry_run, name="dry_run"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/mend/", views.mend, name="mend"),
    path("<int:pk>/skip/", views.skip, name="skip"),
    path("<int:pk>/write/", views.write, name="write"),
    path("<int:pk>/wrong.xlsx", views.bad_rows, name="bad_rows"),
]
