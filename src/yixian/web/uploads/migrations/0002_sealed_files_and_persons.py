"""Files and mends lie sealed; a person can say who a row is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("uploads", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="upload", name="content"),
        migrations.RemoveField(model_name="upload", name="mends"),
        migrations.AddField(
            model_name="upload", name="sealed", field=models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.AddField(model_name="upload", name="sealed_mends", field=models.BinaryField(default=b"")),
        migrations.AddField(model_name="upload", name="persons", field=models.JSONField(default=dict)),
    ]
