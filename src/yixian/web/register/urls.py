from __future__ import annotations

from django.urls import path

from yixian.web.register import door_views, export_views, views

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
    path("households/", door_views.households, name="households"),
    path("households/<int:pk>/", door_views.household, name="household"),
    path("exports/<slug:key>.xlsx", export_views.export, name="export"),
    path("exports/<slug:key>/", export_views.whole, name="export_whole"),
    path("places/", views.places, name="places"),
    path("places/<int:pk>/", views.place, name="place"),
    path("places/<int:pk>/answer/", views.answer, name="answer"),
]
