from __future__ import annotations

from django.urls import path

from yixian.web.register import views

app_name = "register"
urlpatterns = [
    path("", views.home, name="home"),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/number/", views.number, name="number"),
    path("units/", views.units, name="units"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/leader/", views.leader, name="leader"),
    path("gaps/", views.gaps, name="gaps"),
    path("places/", views.places, name="places"),
    path("places/<int:pk>/", views.place, name="place"),
    path("places/<int:pk>/answer/", views.answer, name="answer"),
]
