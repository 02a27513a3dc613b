from __future__ import annotations

from django.urls import path

from yixian.web.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.plans, name="plans"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/best/", views.best, name="best"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/problem.json", views.download, {"name": "problem"}, name="problem"),
    path("<int:pk>/plan.json", views.download, {"name": "plan"}, name="answer"),
]
