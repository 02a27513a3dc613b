from __future__ import annotations

from django.urls import path

from yixian.web.duty.sign_ups import phone_views, views

urlpatterns = [
    path("slots/", phone_views.slots, name="slots"),
    path("slots/ask/", phone_views.ask, name="ask"),
    path("slots/<int:pk>/withdraw/", phone_views.withdraw, name="withdraw_sign_up"),
    path("sign-ups/", views.sign_ups, name="sign_ups"),
    path("sign-ups/agree/", views.agree, name="agree"),
    path("sign-ups/refuse/", views.refuse, name="refuse"),
]
