"""What toponym resolution needs of a gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo_nk.gazetteer.hierarchy import Units
    from geo_nk.gazetteer.index import NameIndex
    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.tables import Name

__all__ = ["Listing"]


class Listing(Protocol):
    """What matching needs of a gazetteer; :class:`~geo_nk.gazetteer.store.Gazetteer` says what each returns."""

    index: NameIndex
    units: Units

    @property
    def alone(self) -> Mapping[str, tuple[str, str]]: ...  # noqa: D102 - see the class

    @property
    def elsewhere(self) -> Mapping[str, tuple[str, str]]: ...  # noqa: D102 - see the class

    @property
    def namesakes(self) -> Mapping[str, tuple[tuple[str, Name], ...]]: ...  # noqa: D102 - see the class

    def get(self, place_id: str, /) -> Place: ...  # noqa: D102 - see the class
