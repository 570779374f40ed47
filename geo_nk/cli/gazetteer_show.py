"""``geo-nk gazetteer show``: what is known of a place, for people and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_nk.cli.shared.console import json_text, printable
from geo_nk.gazetteer.profile import profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.gazetteer import Answer, Gazetteer

__all__ = ["as_json", "as_text"]

_LABEL = 16  # letters before the second column


def as_json(gazetteer: Gazetteer, query: str, answer: Answer | None, at: str | None) -> str:
    """Return one JSON object: the place, or the candidates, or the suggestions."""
    place_id = _place_id(query, answer)
    found = {
        "query": query,
        "status": answer.status if answer else "found",
        "place": profile(gazetteer, place_id, at=at) if place_id else None,
        "candidates": [
            {
                "place_id": each.place.place_id,
                "name": each.place.name,
                "kind": each.place.kind,
                "province": each.place.province,
                "method": each.method,
                "score": each.score,
                "reason": each.reason,
            }
            for each in (answer.candidates if answer else ())
        ],
        "suggestions": list(answer.suggestions) if answer else [],
        "reason": answer.reason if answer else "",
    }
    return json_text(found, indent=2)


def as_text(gazetteer: Gazetteer, query: str, answer: Answer | None, at: str | None) -> str:
    """Return lines for people."""
    place_id = _place_id(query, answer)
    if place_id:
        lines = _place(profile(gazetteer, place_id, at=at), gazetteer)
    else:
        lines = _no_place(query, answer) if answer else iter(())
    return "\n".join(printable(line).rstrip() for line in lines)


def _place_id(query: str, answer: Answer | None) -> str | None:
    """Return the id of the place that is meant: the query itself, where it is one and was not looked up."""
    if answer is None:
        return query
    return answer.place.place_id if answer.place else None


def _no_place(query: str, answer: Answer) -> Iterator[str]:
    """Yield why there is no one place, and what may be meant."""
    yield f"{query}: {answer.status}: {answer.reason}"
    for each in answer.candidates:
        where = each.place.province or each.place.country
        kind = each.place.kind.replace("_", " ")
        yield f"  {each.place.place_id}   {each.place.name}, {kind} in {where}   {each.score:.2f}   {each.reason}"
    if answer.suggestions:
        yield f"  did you mean {', '.join(answer.suggestions)}?"


def _place(known: dict[str, Any], gazetteer: Gazetteer) -> Iterator[str]:
    """Yield what is known of a place."""
    notes: dict[str, int] = {}
    yield f"{known['name']}   {known['place_id']}"
    kind = known["kind"].replace("_", " ")
    held = known["province"] if known["province"] != known["name"] else None
    seat = f"; seat of {gazetteer.get(known['seat_of']).name}" if known["seat_of"] in gazetteer else ""
    yield _line("kind", f"{kind} in {', '.join(filter(None, (held, known['country'])))}{seat}")
    yield _line("position", f"{_position(known)}; confidence {known['confidence']} {_note(known['source'], notes)}")
    yield _line("on a map", _ground(known["footprint"]))
    ids = (("GeoNames", known["geonames_id"]), ("Wikidata", known["wikidata_id"]))
    if elsewhere := ", ".join(f"{list_} {value}" for list_, value in ids if value):
        yield _line("elsewhere", elsewhere)
    yield from _section("names", "system", known["names"], notes)
    yield from _section("relations", "relation", known["relations"], notes)
    yield "sources"
    yield from (f"  [{number}] {citation}" for citation, number in notes.items())


def _section(title: str, group: str, rows: list[dict[str, Any]], notes: dict[str, int]) -> Iterator[str]:
    """Yield names by their system, or relations by what they are, each with its time and source."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        label = row[group] or row.get("script") or "other"
        shown = f"{row['name']} ({row['place_id']})" if "place_id" in row else row["name"]
        told = " ".join(filter(None, (shown, _time(row), _note(row["source"], notes))))
        groups.setdefault(label, []).append(told)
    if groups:
        yield title
        yield from (_line(label, "; ".join(told)) for label, told in groups.items())


def _line(label: str, text: str) -> str:
    return f"  {label:<{_LABEL}}{text}"


def _note(citation: str, notes: dict[str, int]) -> str:
    """Return the number of a source, a new one where it was not cited yet."""
    return f"[{notes.setdefault(citation, len(notes) + 1)}]"


def _time(row: dict[str, Any]) -> str:
    """Return when a row held."""
    begun, ended = row["valid_from"], row["valid_to"]
    if begun and ended:
        return f"({begun} to {ended})"
    return f"(since {begun})" if begun else f"(until {ended})" if ended else ""


def _position(known: dict[str, Any]) -> str:
    if known["lon"] is None:
        return "not located"
    return f"{known['lat']:.4f} N {known['lon']:.4f} E, within {known['uncertainty_m'] / 1000:g} km"


def _ground(ground: dict[str, Any]) -> str:
    """Return how an event at the place is drawn."""
    if ground["reason"]:
        return str(ground["reason"])
    seat = f" around the seat of {ground['stand_in']}, which stands in" if ground["stand_in"] else ""
    return f"{ground['geo_precision']}: a circle of {ground['uncertainty_m'] / 1000:g} km{seat}"
