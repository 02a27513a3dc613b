"""Chunks that can be taken back, and pastes of a chat group."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('uploads', '0003_of_a_unit'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='upload',
            name='touched_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='upload',
            name='undone',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='upload',
            name='undone_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='upload',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='upload',
            name='state',
            field=models.CharField(choices=[('read', 'Dry run'), ('applying', 'Writing'), ('applied', 'Written'), ('undoing', 'Undoing'), ('undone', 'Undone'), ('dropped', 'Dropped')], default='read', max_length=10),
        ),
        migrations.CreateModel(
            name='Paste',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_path', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField()),
                ('as_of', models.DateTimeField()),
                ('sealed', models.BinaryField()),
                ('choices', models.JSONField(default=dict)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('counts', models.JSONField(default=dict)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Chunk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('after_rows', models.PositiveIntegerField()),
                ('rows', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('sealed', models.BinaryField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone', models.JSONField(default=dict)),
                ('kept', models.JSONField(default=list)),
                ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chunks', to='uploads.upload')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('upload', 'after_rows'), name='one_chunk_once')],
            },
        ),
    ]
