import pytest

from pipeline.annotate.context import Context
from pipeline.annotate.entities.found import Found
from pipeline.annotate.entities.places import resolve_places
from pipeline.annotate.span import Span
from pipeline.data.countries import country_code, demonym_country
from pipeline.data.places import cities_named, country_place, fold
from pipeline.record.types import EntityType


def _where(
    text: str, *names: tuple[str, EntityType], country: str | None = None
) -> list[tuple[str | None, int | None]]:
    groups = [[Found(Span("text", at := text.index(name), at + len(name)), name, type_)] for name, type_ in names]
    places = resolve_places(groups, {"text": text}, Context(country=country))
    return [(place.country, place.geonames) for place in places]


@pytest.mark.parametrize(
    ("text", "names", "country", "first"),
    [
        ("In Toledo, Ohio, it rained.", [("Toledo", "GPE"), ("Ohio", "GPE")], None, ("US", 5174035)),
        ("In Toledo, Spain, it rained.", [("Toledo", "GPE"), ("Spain", "GPE")], None, ("ES", 2510409)),
        ("Toledo is in the north of Spain.", [("Toledo", "GPE"), ("Spain", "GPE")], None, ("ES", 2510409)),
        ("In Toledo it rained.", [("Toledo", "GPE")], None, (None, None)),
        ("In Toledo it rained.", [("Toledo", "GPE")], "ES", ("ES", 2510409)),
        ("Toledo, Madrid and Seville", [(n, "GPE") for n in ("Toledo", "Madrid", "Seville")], "US", ("ES", 2510409)),
        ("Toledo and Madrid", [("Toledo", "GPE"), ("Madrid", "GPE")], None, ("ES", 2510409)),
        ("Toledo, Madrid and Chicago", [(n, "GPE") for n in ("Toledo", "Madrid", "Chicago")], None, (None, None)),
        ("In Paris it rained.", [("Paris", "GPE")], None, ("FR", 2988507)),
        ("Paris, Texas, is dry.", [("Paris", "GPE"), ("Texas", "GPE")], None, ("US", 4717560)),
        ("In Birmingham it rained.", [("Birmingham", "GPE")], None, (None, None)),
        ("Birmingham and Britain.", [("Birmingham", "GPE"), ("Britain", "GPE")], None, ("GB", 2655603)),
        ("Springfield in America.", [("Springfield", "GPE"), ("America", "GPE")], None, ("US", None)),
        ("Georgia voted.", [("Georgia", "GPE")], None, (None, None)),
        ("Georgia and Tbilisi", [("Georgia", "GPE"), ("Tbilisi", "GPE")], None, ("GE", 614540)),
        ("Georgia and Atlanta", [("Georgia", "GPE"), ("Atlanta", "GPE")], None, ("US", 4197000)),
        ("Georgia, Atlanta, Tbilisi", [(n, "GPE") for n in ("Georgia", "Atlanta", "Tbilisi")], None, (None, None)),
        ("Jordan voted.", [("Jordan", "GPE")], None, ("JO", 248816)),
        ("Kosovo and Belarus played.", [("Kosovo", "GPE"), ("Belarus", "GPE")], None, (None, None)),
        ("In Kent, Washington, it rained.", [("Kent", "GPE"), ("Washington", "GPE")], None, ("US", 5799625)),
        ("Georgia and Texas voted.", [("Georgia", "GPE"), ("Texas", "GPE")], None, ("US", 4197000)),
        ("Denmark voted.", [("Denmark", "GPE")], None, ("DK", 2623032)),
        ("Scotland voted.", [("Scotland", "GPE")], None, ("GB", None)),
        ("The Thames rose.", [("Thames", "LOC")], None, ("GB", None)),
        ("The Danube rose.", [("Danube", "LOC")], None, (None, None)),
        ("Olverton, Poland, and Poles", [("Olverton", "GPE"), ("Poland", "GPE")], None, ("PL", None)),
        ("Olverton, Poland and Kenya", [("Olverton", "GPE"), ("Kenya", "GPE")], None, (None, None)),
        ("Orlan of Poland", [("Orlan", "ORG"), ("Poland", "GPE")], "PL", (None, None)),
    ],
)
def test_where_a_place_is(
    text: str,
    names: list[tuple[str, EntityType]],
    country: str | None,
    first: tuple[str | None, int | None],
) -> None:
    assert _where(text, *names, country=country)[0] == first


def test_countries_by_name() -> None:
    assert [country_code(name) for name in ("Britain", "U.S.", "Türkiye", "Jordan", "Orlan")] == [
        "GB",
        "US",
        "TR",
        None,
        None,
    ]
    assert [demonym_country(word) for word in ("Dutch", "Poles", "Orlanese")] == ["NL", "PL", None]


def test_the_table_of_places() -> None:
    assert fold("Tórshavn") == fold("Torshavn")
    assert [city.country for city in cities_named("Tokyo")] == ["JP"]
    assert cities_named("Orlanville") == ()
    assert (place := country_place("NO")) is not None
    assert place.geonames == 3144096
    assert country_place("ZZ") is None


def test_a_state_that_a_city_stands_before_is_not_the_city_of_its_name() -> None:
    names: list[tuple[str, EntityType]] = [("Washington", "GPE"), ("New York", "GPE")]
    assert _where("Kent, Washington, and Buffalo, New York", *names) == [("US", 5815135), ("US", 5128638)]
    assert _where("Washington and New York", *names) == [("US", 4140963), ("US", 5128581)]
