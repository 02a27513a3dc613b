"""The hours of the day and the seven items (七个一) that a county begins with; both are data from then on."""

from datetime import time

from django.db import migrations

SHIFTS = (("early", time(6), time(14)), ("late", time(14), time(22)), ("night", time(22), time(6)))
ITEMS = (
    # code, zh, en, cadence, every days, evidence
    ("branch", "建一个临时党支部", "One temporary Party branch set up", "once", None, "text"),
    ("flag", "挂一面党旗", "One flag raised", "once", None, "photo"),
    ("badge", "佩戴一枚党徽", "One badge worn", "shift", None, "none"),
    ("meeting", "过一次组织生活", "One organisational life meeting held", "periodic", 7, "text"),
    ("letter", "发一封提醒信", "One reminder letter handed out", "once", None, "text"),
    ("notice", "贴一张温馨提示", "One warm notice posted", "once", None, "photo"),
    ("services", "定一套防疫服务", "One set of epidemic services fixed", "periodic", 3, "text"),
)


def fill(apps, schema_editor):
    ShiftKind = apps.get_model("duty", "ShiftKind")
    for order, (code, starts, ends) in enumerate(SHIFTS):
        ShiftKind._base_manager.get_or_create(code=code, defaults={"starts": starts, "ends": ends, "order": order})
    Item = apps.get_model("duty", "ReadinessItem")
    for order, (code, zh, en, cadence, days, evidence) in enumerate(ITEMS):
        Item._base_manager.get_or_create(
            code=code,
            defaults={
                "name_zh": zh,
                "name_en": en,
                "cadence": cadence,
                "every_days": days,
                "evidence": evidence,
                "order": order,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
