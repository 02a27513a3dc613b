from __future__ import annotations

from django.urls import path

from yixian.web.access import settings_views as views

app_name = "settings"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("accounts/add/", views.add, name="add"),
    path("accounts/<int:pk>/close/", views.close, name="close"),
    path("accounts/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("audit/", views.audit, name="audit"),
]
