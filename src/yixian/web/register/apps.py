from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "yixian.web.register"
    label = "register"
