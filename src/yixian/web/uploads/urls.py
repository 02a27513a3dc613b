from __future__ import annotations

from django.urls import path

from yixian.web.uploads import mend_views, paste_views, undo_views, views

app_name = "uploads"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("pasted/", paste_views.pastes, name="pastes"),
    path("pasted/<int:pk>/", paste_views.paste, name="paste"),
    path("pasted/<int:pk>/line/", paste_views.line, name="paste_line"),
    path("pasted/<int:pk>/take/", paste_views.take, name="paste_take"),
    path("template/<slug:kind>.xlsx", views.template, name="template"),
    path("<int:pk>/", views.dry_run, name="dry_run"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/wrong.xlsx", views.bad_rows, name="bad_rows"),
    path("<int:pk>/mend/", mend_views.mend, name="mend"),
    path("<int:pk>/skip/", mend_views.skip, name="skip"),
    path("<int:pk>/person/", mend_views.recognise, name="recognise"),
    path("<int:pk>/back/", mend_views.take_back, name="take_back"),
    path("<int:pk>/write/", mend_views.write, name="write"),
    path("<int:pk>/undo/", undo_views.undo, name="undo"),
]
