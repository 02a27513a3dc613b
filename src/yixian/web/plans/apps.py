from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "yixian.web.plans"
    label = "plans"
