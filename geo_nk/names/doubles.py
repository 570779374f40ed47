"""Names that are two in one: `Amnok (Yalu) River`, `Onsong-Namyang Customs House`, `Hoeryong, North Hamgyong`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Reading", "readings"]


class Reading(NamedTuple):
    """A name that a double name may hold, what says where it lies, and whether its word of kind still holds.

    Where it is `bound`, it is a name only if what says where it lies is one, too: no Yuki in "Sasame-yuki".
    """

    name: str
    within: tuple[str, ...] = ()
    same_kind: bool = True
    bound: bool = False


_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_JOINT = re.compile(r"\s*[/／–—-]\s*|\s+(?:or|aka)\s+")
_TWO = 2
_NUMBERED = re.compile(r"[\s-]*\d+(?=[\s-]*(?:dong|tong|동|洞)\b)", re.IGNORECASE)
_OF = re.compile(r"(?:the\s+)?(?:[\w-]+\s+){0,2}(?:city|town|county|village|port|island)\s+of\s+(\w.*)", re.IGNORECASE)
_LINKED = re.compile(
    r"(?P<holder>[\u4e00-\u9fff]{1,9}?[省道市郡县州]|[가-힣]{1,9}?[도시군])(?P<name>[\u4e00-\u9fff가-힣]{2,})"
)
_OTHER_SCRIPT = re.compile(r"[\u4e00-\u9fff가-힣]")
_MOUNT = re.compile(r"(?:(?:Mt\.?|Mount)\s+(\w+)|(\w+)\s+mountain)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
_LEAST = 3  # words: what holds it, its name, and what it is
_MOST = (
    6  # words of a name whose first may hold the rest: each split is read anew, and their number doubles by the word
)
_BRACKETS = 2  # of a name: likewise


def readings(name: str) -> Iterator[Reading]:
    """Yield the names that a double name may hold, each with the rest, which may say where it lies.

    Parameters
    ----------
    name
        As a report writes it.

    Yields
    ------
    Reading

    Examples
    --------
    >>> [(each.name, each.within) for each in readings("Hoeryong, North Hamgyong Province")]
    [('Hoeryong', ('North Hamgyong Province',))]
    >>> [(each.name, each.within) for each in readings("Amnok (Yalu) River")]
    [('Amnok River', ('Yalu',)), ('Yalu', ('Amnok River',)), ('Amnok River', ())]
    """
    if sum(map(name.count, "(（[")) > _BRACKETS:
        return
    bracket = _BRACKET.search(name)
    if bracket is not None:
        before, inside, behind = name[: bracket.start()].strip(), bracket[1].strip(), name[bracket.end() :].strip()
        outer = f"{before} {behind}".strip()
        if outer and inside:
            yield Reading(outer, (inside,))
            yield Reading(inside, (outer,), bound=True)
            yield Reading(outer)  # "Hyesan (the border city)"
        return
    first, *rest = [part.strip() for part in name.split(",") if part.strip()] or [""]
    if first and rest:
        yield Reading(first, tuple(rest), same_kind=False)  # its word of kind is the last name's
        return
    if of := _OF.fullmatch(name):
        yield Reading(of[1], same_kind=False)
        return
    if (plain := _NUMBERED.sub("", name)) != name:
        yield Reading(plain)  # a numbered part of the quarter
    if mount := _MOUNT.fullmatch(name):
        yield Reading(f"{mount[1] or mount[2]}san", same_kind=False)  # Mt. Komu for Komusan, which is a town
    yield from _wide_first(name)
    if linked := _LINKED.fullmatch(name):
        yield Reading(linked["name"], (linked["holder"],))  # 吉林省图们市
    pieces = [piece for piece in _JOINT.split(name) if piece]
    if len(pieces) == _TWO:
        # What stands first holds what stands last, which has the kind word.
        yield Reading(pieces[1], (pieces[0],), bound=True)


def _wide_first(name: str) -> Iterator[Reading]:
    """Yield the splits of a name whose first words may hold the others: Hunchun Quanhe Port, 함경북도 무산군."""
    words = name.split()
    if not (_LEAST <= len(words) <= _MOST or (len(words) == _TWO and _OTHER_SCRIPT.match(name))):
        return
    for count in range(1, max(len(words) - _TWO, 1) + 1):
        holder = _POSSESSIVE.sub("", " ".join(words[:count]))
        yield Reading(" ".join(words[count:]), (holder,), bound=True)
