from __future__ import annotations

from django.urls import path

from yixian.web.duty import swap_phone as phone
from yixian.web.duty import swap_views as views

urlpatterns = [
    path("swaps/", views.swaps, name="swaps"),
    path("swaps/rule/", views.rule, name="swap_rule"),
    path("swaps/<int:pk>/agree/", views.agree, name="agree_swap"),
    path("swaps/<int:pk>/refuse/", views.refuse, name="refuse_swap"),
    path("my-swaps/", phone.my_swaps, name="my_swaps"),
    path("my-swaps/<str:key>/ask/", phone.ask, name="ask_swap"),
    path("my-swaps/<str:key>/propose/", phone.propose, name="propose_swap"),
    path("my-swaps/<int:pk>/accept/", phone.accept, name="accept_swap"),
    path("my-swaps/<int:pk>/decline/", phone.decline, name="decline_swap"),
    path("my-swaps/<int:pk>/withdraw/", phone.withdraw, name="withdraw_swap"),
]
