from __future__ import annotations

from django.urls import path

from yixian.web.duty.accounting import views

urlpatterns = [
    path("rosters/<int:pk>/account/", views.account, name="account"),
    path("rosters/<int:pk>/account.xlsx", views.workbook, name="account_workbook"),
    path("rosters/<int:pk>/close/", views.close, name="close_roster"),
]
