from __future__ import annotations

from django.urls import path

from yixian.web.access import settings_views as views
from yixian.web.journal import audit_views as journal

app_name = "settings"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("accounts/add/", views.add, name="add"),
    path("accounts/<int:pk>/", views.account, name="account"),
    path("accounts/<int:pk>/close/", views.close, name="close"),
    path("accounts/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("accounts/<int:pk>/factor/", views.reset_factor, name="reset_factor"),
    path("accounts/<int:pk>/give/", views.give, name="give"),
    path("grants/<int:pk>/take/", views.take, name="take"),
    path("audit/", journal.audit, name="audit"),
    path("audit.csv", journal.export, name="audit_export"),
    path("kept/", journal.kept, name="kept"),
    path("kept/keep/", journal.keep, name="keep"),
]
