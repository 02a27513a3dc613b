from __future__ import annotations

from django.urls import path

from yixian.web.duty.hand_over import views

urlpatterns = [
    path("notes/", views.notes_of_phone, name="notes_of_phone"),
    path("posts/<int:number>/notes/", views.leave, name="leave_note"),
    path("posts/<int:number>/notes/<int:pk>/withdraw/", views.withdraw, name="withdraw_note"),
]
