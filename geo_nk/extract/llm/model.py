"""The reader that asks a language model: it tells events, and geo_nk checks every word of them."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geo_nk.errors import LanguageModelError, ReadError
from geo_nk.extract.agreement import read_measured
from geo_nk.extract.extractors import NameSpan, Telling, ToldEvent
from geo_nk.extract.llm.answer import Answer, read_answer
from geo_nk.extract.llm.cache import Cache
from geo_nk.extract.llm.conventions import load_conventions
from geo_nk.extract.llm.question import questions_of, request_hash
from geo_nk.extract.llm.server import Server

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Self

    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.extractors import PlaceNames
    from geo_nk.extract.llm.answer import Answered
    from geo_nk.extract.llm.question import PlaceChoice, Question
    from geo_nk.extract.toponyms.mention import Mention

__all__ = ["LanguageModelReader", "Usage"]

MOST_TOKENS = 4096
"""Tokens of one answer at most; a report of ten events takes some 1,500."""

TOO_MANY_TOKENS: Final = 10**8
"""What a server cannot have counted of one request."""

LONGEST_RETURNED = 20_000
"""Characters of a wrong answer that are shown to the model again."""

_TOKENS: Final = ("prompt_tokens", "completion_tokens")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run has asked so far.

    Attributes
    ----------
    asked, replayed : int
        Requests that a server answered, and those that the cache answered.
    tokens_in, tokens_out : int
        As the servers counted them; of replayed requests too.
    unanswered : int
        Requests that were written and not asked.
    """

    asked: int = 0
    replayed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    unanswered: int = 0


class LanguageModelReader:
    """Reads reports by a language model, as an extractor for `geo_nk.extract_events`.

    Nothing but the report, what geo_nk found in it and the conventions is sent, to the one server that is named; what
    is answered counts only as far as it stands in the report.

    Parameters
    ----------
    base_url
        A server with the OpenAI chat-completions form on this machine, such as ``http://localhost:11434/v1``. None with
        `offline`. A key, where the server asks for one, stands in the environment variable ``GEO_NK_LLM_KEY``.
    model
        The model's name, as the server knows it.
    cache
        A folder for requests and replies: what was asked once is not asked again.
    offline
        Ask nobody: replies come from the cache; what has none is written there to be answered elsewhere.
    allow_host
        A host other than this machine that may be asked, and so be told what your reports say.
    workers
        Requests at a time.
    most_reports
        Reports that are asked about at most; the others are refused by name.
    conventions
        A file in place of ``geo_nk/data/llm/conventions.md``.
    check
        Read English reports by the trained reader as well: rows that only one of both has are ``to_review``.
    confidence
        A file of ``geo-nk evaluate --confidence``, which says how often rows of this model were right; without one they
        have no confidence.
    seed
        For servers that take one; the temperature is 0.
    timeout_s
        Seconds that one answer may take.

    Raises
    ------
    geo_nk.errors.LanguageModelError
        If the address or the way of asking is not possible.
    geo_nk.errors.ReadError
        If the conventions cannot be used.

    Examples
    --------
    >>> import tempfile
    >>> from geo_nk import Report, extract_events
    >>> folder, refused = tempfile.mkdtemp(), []
    >>> reader = LanguageModelReader(None, "any", cache=folder, offline=True)
    >>> events = extract_events(Report("r1", "Two traders were arrested in Hyesan."), extractor=reader, errors=refused)
    >>> len(events), refused[0].reason[:17]
    (0, 'not answered yet:')
    """

    def __init__(
        self,
        base_url: str | None,
        model: str,
        *,
        cache: str | os.PathLike[str] | None = None,
        offline: bool = False,
        allow_host: str | None = None,
        workers: int = 1,
        most_reports: int | None = None,
        conventions: str | os.PathLike[str] | None = None,
        check: bool = False,
        confidence: str | os.PathLike[str] | None = None,
        seed: int = 0,
        timeout_s: float = 600.0,
    ) -> None:
        if not model or not model.isprintable():
            raise LanguageModelError(f"{model!r} is no name of a model; give one that the server knows")
        if offline and cache is None:
            raise LanguageModelError("offline needs a cache, where requests are written and replies are found")
        if base_url is None and not offline:
            raise LanguageModelError("give the address of a server, such as http://localhost:11434/v1, or offline")
        if workers < 1:
            raise ValueError(f"workers is {workers}; give 1 or more")
        self.model = model
        self.workers = workers
        self.conventions = load_conventions(conventions)
        self._seed = seed
        self.check = check
        self.measured = None if confidence is None else read_measured(confidence)
        self._refuse_other_measure(confidence)
        self._server = (
            None if offline or base_url is None else Server(base_url, allow_host=allow_host, timeout_s=timeout_s)
        )
        self._cache = None if cache is None else Cache(cache)
        self._left = most_reports
        self._budget = most_reports
        self._turn = threading.Condition()
        self._asking: set[str] = set()
        self._usage = Usage()

    @property
    def label(self) -> str:
        """What stands in the column ``reader``: the model, the version of the conventions, the seed, and any check.

        What a status says of a row, and so how often such rows are right, is another thing where there was a check.
        """
        checked = ", checked" if self.check else ""
        return f"{self.model}, conventions {self.conventions.version}, seed {self._seed}{checked}"

    def _refuse_other_measure(self, path: object) -> None:
        if self.measured is None:
            return
        readers = sorted({reader for reader, _ in self.measured.rows})
        if self.label not in readers:
            message = (
                f"{path}: was measured of {'; '.join(readers) or 'nothing'}, and not of {self.label}; measure again"
            )
            raise ReadError(message)

    @property
    def host(self) -> str | None:
        """The host that is asked where it is not this machine."""
        return None if self._server is None or self._server.is_local else self._server.host

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way to the server can read what is sent."""
        return self._server is None or self._server.is_encrypted

    @property
    def usage(self) -> Usage:
        """What was asked so far."""
        return self._usage

    def events(self, analysis: Analysis, names: PlaceNames) -> Telling:
        """Return what the model says that a report tells, as far as the report says so.

        Parameters
        ----------
        analysis
            The report.
        names
            Looks up names that are quoted.

        Returns
        -------
        Telling

        Raises
        ------
        geo_nk.errors.LanguageModelError
            If there is no answer.
        """
        asking = _Asking(self)
        told: list[list[ToldEvent]] = []
        refused: list[str] = []
        questions = questions_of(analysis, self.conventions, model=self.model, seed=self._seed, most_tokens=MOST_TOKENS)
        answers = [asking.answer(question) for question in questions]
        for question, answer in zip(questions, answers, strict=True):
            refused += [f"of the model's answer, {fault}" for fault in answer.faults]
            told.append([_event(question, event, names) for event in answer.events])
        asking.finish()
        if answers and not any(answer.is_one for answer in answers):
            raise LanguageModelError(refused[0])
        return Telling(tuple(_joined(told)), tuple(refused))

    def close(self) -> None:
        """Close the connections to the server."""
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _reply(self, body: dict[str, Any], asking: _Asking) -> dict[str, Any] | None:
        """Return the reply to a request, of the cache or of the server; None where it was only written down."""
        name = request_hash(body)
        with self._in_turn(name):
            if self._cache is not None:
                self._cache.write_request(name, body)
                reply = self._cache.reply(name)
                if reply is not None:
                    self._count(reply, replayed=1)
                    return reply
            if self._server is None:
                asking.unanswered.append(str(self._cache and self._cache.request_file(name)))
                self._count({}, unanswered=1)
                return None
            self._spend(asking)
            reply = self._server.ask(body)
            self._count(reply, asked=1)
            if self._cache is not None:
                self._cache.write_reply(name, reply)
            return reply

    def _spend(self, asking: _Asking) -> None:
        """Take a report of the budget, once for all that is asked about it."""
        with self._turn:
            if self._left is None or asking.paid:
                return
            if self._left <= 0:
                again = "run it again" if self._cache else "give a cache (--llm-cache DIR) to go on where this run ends"
                raise LanguageModelError(f"not asked: the budget of {self._budget} reports is spent; {again}")
            self._left -= 1
            asking.paid = True

    @contextmanager
    def _in_turn(self, name: str) -> Iterator[None]:
        """Wait while another thread asks the very same: two copies of a report are asked about once."""
        with self._turn:
            self._turn.wait_for(lambda: name not in self._asking)
            self._asking.add(name)
        try:
            yield
        finally:
            with self._turn:
                self._asking.discard(name)
                self._turn.notify_all()

    def _count(self, reply: dict[str, Any], **more: int) -> None:
        usage = reply.get("usage")
        tokens = [usage.get(name) if isinstance(usage, dict) else None for name in _TOKENS]
        spent = [number if isinstance(number, int) and 0 < number < TOO_MANY_TOKENS else 0 for number in tokens]
        with self._turn:
            now = self._usage
            self._usage = replace(
                now,
                tokens_in=now.tokens_in + spent[0],
                tokens_out=now.tokens_out + spent[1],
                **{name: getattr(now, name) + number for name, number in more.items()},
            )


class _Asking:
    """What is asked about one report."""

    def __init__(self, reader: LanguageModelReader) -> None:
        self._reader = reader
        self.paid = False
        self.unanswered: list[str] = []

    def answer(self, question: Question) -> Answer:
        """Return what fits of the answer; what does not is asked once more, with the fault named."""
        reply = self._content(question.body)
        if reply is None:
            return Answer((), ())
        answer = read_answer(reply, question)
        if not answer.faults:
            return answer
        again = self._content(question.again(reply[:LONGEST_RETURNED], answer.faults))
        return Answer((), ()) if again is None else read_answer(again, question)

    def finish(self) -> None:
        """Raise where not all was answered."""
        if self.unanswered:
            raise LanguageModelError(f"not answered yet: {', '.join(self.unanswered)}")

    def _content(self, body: dict[str, Any]) -> str | None:
        reply = self._reader._reply(body, self)  # noqa: SLF001 - a part of that class
        return None if reply is None else _content(reply)


def _content(reply: dict[str, Any]) -> str:
    """Return what the model wrote; nothing where the reply has none of it."""
    choices = reply.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):  # some servers give it in parts
        texts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(text for text in texts if isinstance(text, str))
    return content if isinstance(content, str) else ""


def _event(question: Question, answered: Answered, names: PlaceNames) -> ToldEvent:
    analysis = question.analysis
    quoted = analysis.body[answered.sentences[0]].start
    places = [_mention(analysis, question.places[number], quoted) for number in answered.places]
    spans = [NameSpan(start, end, analysis.report.text[start:end]) for start, end in answered.quoted]
    places += [mention for span in spans for mention in names([span])]
    return ToldEvent(
        category=answered.category,
        sentences=answered.sentences,
        places=tuple({(place.place_id or place.surface): place for place in places}.values()),
        date=answered.date,
        details=answered.details,
        said_by=answered.said_by,
        what=answered.what,
    )


def _mention(analysis: Analysis, choice: PlaceChoice, quoted: int) -> Mention:
    """Return where a place is named nearest to the quoted sentence, as what was chosen of all that it may mean."""
    mention = min((analysis.mentions[n] for n in choice.mentions), key=lambda mention: abs(mention.start - quoted))
    candidate = choice.candidate
    if candidate is None or mention.answer.best == candidate:
        return mention
    answer = replace(mention.answer, status="found", candidates=(candidate,), reason="chosen by the model")
    return replace(mention, answer=answer, kind=candidate.place.kind)


def _joined(parts: Iterable[Sequence[ToldEvent]]) -> Iterator[ToldEvent]:
    """Yield the events of the parts of a long report, once those that a part tells again of its overlap."""
    earlier: list[ToldEvent] = []
    for part in parts:
        fresh = [event for event in part if not any(_is_again(event, other) for other in earlier)]
        yield from fresh
        earlier += fresh


def _is_again(event: ToldEvent, other: ToldEvent) -> bool:
    """Whether two parts tell the same: its kind, its places and a sentence agree, and no two times are told."""
    places, others = ({place.place_id or place.surface for place in each.places} for each in (event, other))
    return (
        event.category == other.category
        and places == others
        and not set(event.sentences).isdisjoint(other.sentences)
        and (event.date == other.date or event.date is None or other.date is None)
    )
