from __future__ import annotations

from django.urls import path

from yixian.web.notify import views

app_name = "notify"
urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/add/", views.add, name="add"),
    path("groups/<int:pk>/names/", views.change, name="names"),
    path("groups/<int:pk>/close/", views.close, name="close"),
    path("groups/<int:pk>/test/", views.test, name="test"),
    path("groups/<int:pk>/messages/", views.sent, name="messages"),
    path("groups/<int:pk>/messages/<int:message>/", views.decide, name="decide"),
]
