"""Records are made faster than the standard library makes them, and are no others."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil
from collections.abc import Iterator, Sequence
from inspect import signature
from typing import Any

import pytest

import vaultcrm
from vaultcrm.dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, order=True)
class Dish:
    """What one eats."""

    name: str
    price: int = 3
    extras: Sequence[str] = field(default_factory=list)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field at all."""


@dataclass(frozen=True, slots=True)
class Shouted:
    """One that looks at itself, and shows itself in its own way."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.text.upper())

    def __repr__(self) -> str:
        return f"<{self.text}>"


def records() -> Iterator[type]:
    """Every class of the package that is frozen and has slots."""
    for found in pkgutil.walk_packages(vaultcrm.__path__, "vaultcrm."):
        if not found.name.endswith("__main__"):
            for value in vars(importlib.import_module(found.name)).values():
                if isinstance(value, type) and value.__module__ == found.name and "__reduce__" in value.__dict__:
                    yield value


def as_the_library_makes_it(kind: type) -> type:
    fields = [
        (one.name, Any, field(default=one.default, default_factory=one.default_factory, compare=one.compare))
        if one.default is not dataclasses.MISSING or one.default_factory is not dataclasses.MISSING
        else (one.name, Any, field(compare=one.compare))
        for one in dataclasses.fields(kind)
    ]
    return dataclasses.make_dataclass(kind.__qualname__, fields, frozen=True, slots=True, order="__lt__" in kind.__dict__)


@pytest.mark.parametrize("kind", [*records(), Dish, Nothing], ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_record_is_as_the_library_makes_it(kind: type) -> None:
    other = as_the_library_makes_it(kind)
    taken, expected = signature(kind).parameters, signature(other).parameters
    assert [(one.name, one.kind, one.default is one.empty) for one in taken.values()] == [
        (one.name, one.kind, one.default is one.empty) for one in expected.values()
    ]
    values = [f"value {number}" for number in range(len(taken))]
    one, same, twin = kind(*values), kind(*values), other(*values)
    assert kind.__slots__ == other.__slots__
    assert kind.__match_args__ == other.__match_args__
    assert kind.__doc__
    assert not hasattr(one, "__dict__")
    assert (one == same, hash(one)) == (True, hash(twin))
    assert one != twin
    if "__repr__" in kind.__dict__ and type(one).__repr__.__module__ == "vaultcrm.dataclasses":
        assert repr(one) == repr(twin)


def test_nothing_of_it_can_be_set_or_deleted() -> None:
    soup = Dish("Soup")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'price'"):
        soup.__setattr__("price", 4)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'price'"):
        soup.__delattr__("price")
    with pytest.raises(dataclasses.FrozenInstanceError):
        soup.__setattr__("salt", 1)


def test_each_has_a_list_of_its_own() -> None:
    assert Dish("Soup").extras == []
    assert Dish("Soup").extras is not Dish("Soup").extras
    assert Dish("Soup", extras=["bread"]).extras == ["bread"]


def test_copies_are_equal_and_one_with_another_value_is_not() -> None:
    soup = Dish("Soup", 4, ["bread"], "hot")
    assert copy.copy(soup) == copy.deepcopy(soup) == pickle.loads(pickle.dumps(soup)) == replace(soup) == soup
    assert replace(soup, price=5) == Dish("Soup", 5, ["bread"])
    assert dataclasses.asdict(soup) == {"name": "Soup", "price": 4, "extras": ["bread"], "note": "hot"}


def test_what_is_not_compared_makes_no_difference() -> None:
    assert Dish("Soup", note="hot") == Dish("Soup", note="cold")
    assert hash(Dish("Soup", 4, (), "hot")) == hash(Dish("Soup", 4, (), "cold"))


def test_they_stand_in_order_among_themselves_only() -> None:
    soup, stew = Dish("Soup", 4), Dish("Stew", 3)
    assert soup < stew
    assert sorted([stew, soup]) == [soup, stew]
    assert soup <= Dish("Soup", 4) >= soup > Dish("Soup", 3)
    with pytest.raises(TypeError):
        sorted([soup, ("Stew", 3)])
    with pytest.raises(TypeError):
        sorted([Shouted("a"), Shouted("b")])


def test_what_a_class_says_itself_stands() -> None:
    assert repr(Shouted("soup")) == "<SOUP>"
    assert Shouted("soup").text == "SOUP"


def test_a_record_without_slots_is_the_librarys() -> None:
    @dataclass
    class Pot:
        full: bool = False

    pot = Pot()
    pot.full = True
    assert pot == Pot(True)
    assert pot.__dict__ == {"full": True}


def test_what_is_not_frozen_can_be_set_and_is_no_key() -> None:
    @dataclass(slots=True)
    class Pot:
        full: bool = False
        spoons: list[str] = field(default_factory=list)

    pot = Pot()
    pot.full = True
    del pot.spoons
    pot.spoons = ["wooden"]
    assert pot == copy.copy(pot) == replace(Pot(True, ["wooden"])) != Pot()
    assert repr(pot).endswith("Pot(full=True, spoons=['wooden'])")
    with pytest.raises(TypeError, match="unhashable"):
        hash(pot)
