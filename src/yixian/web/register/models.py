"""Places and units as two trees, people once, and who answers for what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Open, Scoped
from yixian.web.register.branches import Branch, BranchRole, Membership
from yixian.web.register.households import Household
from yixian.web.register.parts import name_from, town_of

__all__ = [
    "Answer",
    "Branch",
    "BranchRole",
    "Household",
    "MapFeature",
    "Membership",
    "Person",
    "PersonCondition",
    "PersonKind",
    "PersonNumber",
    "Place",
    "PlaceKind",
    "PlaceName",
    "Unit",
]


class PlaceKind(models.TextChoices):
    """What a place is; township-level units are those one step below the county, whatever they are called."""

    COUNTY = "county", _("County")
    TOWN = "town", _("Town")
    TOWNSHIP = "township", _("Township (乡)")
    SUBDISTRICT = "subdistrict", _("Sub-district")
    FARM = "farm", _("Tree farm")
    ZONE = "zone", _("Zone")
    COMMUNITY = "community", _("Community")
    VILLAGE = "village", _("Village")
    COMPOUND = "compound", _("Compound")
    POST = "post", _("Post")


# Where people serve: there they report, and phones are given out there.
SERVED = (PlaceKind.POST, PlaceKind.COMPOUND)


class Place(Scoped):
    """A place of the county. Its code is an attribute and may be missing; its path is ours."""

    scope = ByPlace("path")

    path = models.CharField(max_length=64, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=12, choices=PlaceKind.choices)
    name = models.CharField(max_length=60)
    # A syllable has up to six letters.
    name_key = models.CharField(max_length=360, blank=True, db_index=True)
    name_initials = models.CharField(max_length=60, blank=True, db_index=True)
    code = models.CharField(max_length=12, blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    datum = models.CharField(max_length=8, default="WGS-84")
    households = models.PositiveIntegerField(null=True, blank=True)
    # GeoJSON Polygon in WGS-84; only areas that the map shades have one.
    boundary = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "path"]), models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def place_path(self) -> str:
        """The area that a right over this place is asked for."""
        return self.path

    @property
    def is_local(self) -> bool:
        """Whether it is a township-level unit of the county's own, without an official code."""
        return len(self.path) == 4 and not self.code


class PlaceName(Scoped):
    """Another name of a place: an alias, a former name, or a misprint that sources are known to make."""

    scope = Open("names of places are no secret")

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=60, db_index=True)
    is_misprint = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="one_place_name_once")]


class MapFeature(Scoped):
    """A river or road of the county's own map, drawn under the posts; GeoJSON geometry in WGS-84."""

    scope = Open("a map is no secret")

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60, blank=True)
    geometry = models.JSONField()


class Unit(Scoped):
    """An organisation: bureau, group, township office, branch, squad, company, clinic."""

    scope = Open("names of offices are no secret")

    path = models.CharField(max_length=64, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=60, unique=True)
    short_name = models.CharField(max_length=30, blank=True)
    quota = models.PositiveIntegerField(null=True, blank=True)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL)
    leader = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name


class PersonKind(models.TextChoices):
    """In which capacity somebody serves."""

    CADRE = "cadre", _("Seconded cadre")
    VILLAGE = "village", _("Village staff")
    COMMUNITY = "community", _("Community worker")
    PROPERTY = "property", _("Property staff")
    VOLUNTEER = "volunteer", _("Volunteer")


class Person(Scoped):
    """A person, once. ``place_path`` is where he serves; his number and his condition stand in other tables."""

    scope = ByPlace(unit="unit_path")

    name = models.CharField(max_length=40)
    name_key = models.CharField(max_length=240, db_index=True)
    name_initials = models.CharField(max_length=40, db_index=True)
    sex = models.CharField(max_length=1, blank=True)
    kind = models.CharField(max_length=12, choices=PersonKind.choices)
    is_member = models.BooleanField(default=False)
    title = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_end = models.CharField(max_length=4, blank=True, db_index=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    unit_path = models.CharField(max_length=64, blank=True, db_index=True)
    home = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="residents")
    post_place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="guards")
    place_path = models.CharField(max_length=64, blank=True)
    duty = models.CharField(max_length=12, blank=True)
    arrives_on = models.DateField(null=True, blank=True)
    shifts_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["place_path", "name_key"]),
            # A township's list in the order of names, without sorting its thirty thousand people.
            models.Index(town_of("place_path"), "name_key", "id", name="person_by_town"),
            models.Index(fields=["kind", "name_key", "id"], name="person_by_kind"),
            # A name by its first signs, by the given name, and by the given name behind a surname of two signs.
            models.Index(fields=["name"], name="person_by_name"),
            models.Index(name_from(2), name="person_by_given_name"),
            models.Index(name_from(3), name="person_by_rest_of_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonNumber(Scoped):
    """The identity number: sealed, found by its keyed hash, shown as its last four."""

    scope = ByPlace("person__place_path", unit="person__unit_path")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="number")
    sealed = models.BinaryField()
    match = models.BinaryField(unique=True)
    end = models.CharField(max_length=4, db_index=True)
    born_on = models.DateField()


class PersonCondition(Scoped):
    """A condition that the law protects or that bars from duty; a table of its own, deletable."""

    scope = ByPlace("person__place_path", unit="person__unit_path")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conditions")
    kind = models.CharField(max_length=20)  # pregnant | nursing | ill | under_observation
    # Pregnant: first day of the pregnancy, so that its weeks count on; nursing: day of birth; else the first day.
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()


class Answer(Scoped):
    """Who answers for a place (包保): one person or name at each level, up to the county."""

    scope = ByPlace("place__path")

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="answer")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
