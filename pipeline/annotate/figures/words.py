"""The words by which the sentence around a figure is read."""

from pipeline.data import load_table

_TABLE = load_table("figures")

DIRECT_STATE = frozenset(_TABLE["verbs"]["direct_state"])
STATE = frozenset(_TABLE["verbs"]["state"])
DRIFT = frozenset(_TABLE["verbs"]["drift"])
JUDGE = frozenset(_TABLE["verbs"]["judge"])
ACQUIRE = frozenset(_TABLE["verbs"]["acquire"])
PURCHASE = frozenset(_TABLE["verbs"]["purchase"])
IMPOSE = frozenset(_TABLE["verbs"]["impose"])
RECEIVE = frozenset(_TABLE["verbs"]["receive"])
SAY = frozenset(_TABLE["verbs"]["say"])
OBJECT_CONTROL = frozenset(_TABLE["verbs"]["object_control"])
LEMMAS: dict[str, str] = _TABLE["verbs"]["lemmas"]
CHANGE_NOUNS = frozenset(_TABLE["nouns"]["change"])
COUNTS = frozenset(_TABLE["nouns"]["counts"])
FORMS = frozenset(_TABLE["nouns"]["forms"])
PEOPLE = frozenset(load_table("cues")["nouns"]["PERSON"])
EMPTY_NOUNS = frozenset(_TABLE["nouns"]["empty"])
MANNERS = frozenset(_TABLE["nouns"]["manners"])
MEASURES = frozenset(_TABLE["nouns"]["measures"])
VENUES: tuple[str, ...] = tuple(_TABLE["nouns"]["venues"])
RESULTS = frozenset(_TABLE["nouns"]["results"])
ORGANS = frozenset(_TABLE["nouns"]["organs"])
COMMODITIES = frozenset(_TABLE["nouns"]["commodities"])
NATIONAL = frozenset(_TABLE["nouns"]["national"])
STAND_INS: dict[str, str] = {noun: type_ for type_ in ("ORG", "GPE") for noun in _TABLE["stand_ins"][type_]}
NAMED_STAND_INS = frozenset(_TABLE["stand_ins"]["named"])
BODIES = frozenset(_TABLE["stand_ins"]["bodies"])
FIRMS = frozenset(_TABLE["stand_ins"]["ORG"]).difference(NAMED_STAND_INS, _TABLE["stand_ins"]["loose"])
OTHER = frozenset(_TABLE["stand_ins"]["other"])
PRONOUNS: dict[str, str] = {word: type_ for type_, words in _TABLE["pronouns"].items() for word in words}
SPEAKS_FOR = frozenset(_TABLE["words"]["speaks_for"])
THINGS = frozenset(_TABLE["words"]["things"])
BOUNDS: tuple[str, ...] = tuple(_TABLE["words"]["bounds"])
COMPARED: tuple[str, ...] = tuple(_TABLE["words"]["compared"])
TIME_LINKS = frozenset(_TABLE["words"]["time_links"])
DURATION_LINKS = frozenset(_TABLE["words"]["duration_links"])
