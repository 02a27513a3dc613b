from django.apps import AppConfig


class BulletinConfig(AppConfig):
    name = "yixian.web.bulletin"
    label = "bulletin"
