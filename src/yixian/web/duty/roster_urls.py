from __future__ import annotations

from django.urls import path

from yixian.web.duty import roster_views as views

CELL = "rosters/<int:pk>/<int:number>/<int:day>/<slug:shift>"
urlpatterns = [
    path("rosters/", views.rosters, name="rosters"),
    path("rosters/<int:pk>/", views.review, name="review"),
    path("rosters/<int:pk>/print/", views.print_sheets, name="print"),
    path(f"{CELL}/why/", views.why, name="why"),
    # Enter asks who may stand here: the same list, until a person can be swapped in it.
    path(f"{CELL}/swap/", views.why, name="swap"),
]
