from __future__ import annotations

from django.urls import path

from yixian.web.duty.branches import views

urlpatterns = [
    path("branches/", views.branches, name="branches"),
    path("branches/form/", views.form, name="form_branches"),
    path("branches/dissolve/", views.dissolve_all, name="dissolve_branches"),
    path("branches/appoint/", views.appoint, name="appoint"),
    path("branches/<int:pk>/", views.branch, name="branch"),
    path("branches/<int:pk>/add/", views.add, name="add_member"),
    path("branches/<int:pk>/leave/", views.leave, name="end_membership"),
    path("branches/<int:pk>/day/", views.set_day, name="date_branch"),
    path("branches/<int:pk>/dissolve/", views.dissolve, name="dissolve_branch"),
]
