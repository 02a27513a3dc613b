from __future__ import annotations

from django.urls import path

from yixian.web.duty import amend_views as amends
from yixian.web.duty import pins_views as pins
from yixian.web.duty import roster_views as views

CELL = "rosters/<int:pk>/<int:number>/<int:day>/<slug:shift>"
urlpatterns = [
    path("rosters/", views.rosters, name="rosters"),
    path("rosters/<int:pk>/", views.review, name="review"),
    path("rosters/<int:pk>/print/", views.print_sheets, name="print"),
    path(f"{CELL}/why/", views.why, name="why"),
    path(f"{CELL}/swap/", amends.choose, name="swap"),
    path(f"{CELL}/amend/", amends.amend, name="amend"),
    path(f"{CELL}/lock/", pins.lock, name="lock"),
    path("rosters/<int:pk>/pins/<int:pin>/let-go/", pins.let_go, name="let_go"),
    path("rosters/<int:pk>/changes/", amends.changes, name="changes"),
    path("rosters/<int:pk>/changes/<int:number>/take-back/", amends.take_back, name="take_back"),
]
