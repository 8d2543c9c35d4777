"""Settling in a Python of its own: who answers for pages does not share an interpreter with who settles.

Another Python runs this module over the same ledger. It is asked over its standard input and answers over its standard output,
in pickles that these two alone write. It holds what it derived, so that a write costs what it touches, and hands over what is
new against what it gave before. When its standard input ends, it ends, whatever it was at: nobody is left who waits for it.
"""

import contextlib
import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import sayso.errors
from sayso.errors import SaysoError, SetupError
from sayso.flow.changing import Change, compare_settled
from sayso.flow.disclosing import Shown, settle_for
from sayso.flow.handing import Outline, outline, restore
from sayso.flow.previewing import preview_reading
from sayso.flow.settling import NOW, Moment, Settled, Settler, without_pauses
from sayso.ledger import Ledger, open_ledger
from sayso.model import Reading

if TYPE_CHECKING:
    from sayso.publish import Audience

PIECE = 100  # things in one pickle: who reads them lets others have their turn in between
NICE = 5  # steps by which settling gives way to answering where both want the processor
ENDING = 5.0  # seconds to end in, after which it is killed
QUIET = 5.0  # seconds without a question after which it derives what a record was kept of, for the first write to come
ENDED = (OSError, EOFError, pickle.UnpicklingError)  # of a pipe: the last where the end came in the middle of a pickle
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AskRecord:
    """Asks for the record as an audience may see it at a moment."""

    audience: "Audience"
    moment: Moment


@dataclass(frozen=True, slots=True)
class AskChanges:
    """Asks what changed between two moments; `until` null: up to the record of now that was given last."""

    audience: "Audience"
    since: Moment
    until: Moment | None


@dataclass(frozen=True, slots=True)
class AskPreview:
    """Asks what a reading that is not kept would change."""

    reading: Reading


@dataclass(frozen=True, slots=True)
class _Head:
    """How an answer begins that is a record: its outline, whose new things follow in pieces, and its notice."""

    outline: Outline
    notice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Failed:
    """What was raised there: the name of the error in `sayso.errors`, and its text."""

    kind: str
    text: str

    @classmethod
    def of(cls, err: SaysoError) -> "_Failed":
        return cls(type(err).__name__, str(err))


@dataclass(slots=True)
class Apart:
    """The other Python of one ledger, as who asks it sees it: started when first asked, and again where it ended by itself.

    One is answered at a time. `given` is the record of now that each audience was given last.
    """

    path: Path
    policy: str = "default"
    running: "subprocess.Popen[bytes] | None" = None
    given: dict[str, Settled] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)
    closed: bool = False

    def settle(self, audience: "Audience", moment: Moment = NOW) -> Shown:
        """Give the record as an audience may see it at a moment."""
        with self.turn:
            head = self._ask(AskRecord(audience, moment))
            settled = restore(head.outline, self.given.get(audience))
            if moment == NOW:
                self.given[audience] = settled
        return Shown(settled, head.notice)

    def list_changes(self, ask: AskChanges) -> tuple[Change, ...]:
        """Give what changed between two moments, as an audience may see it."""
        with self.turn:
            told: tuple[Change, ...] = self._ask(ask)
        return told

    def preview(self, reading: Reading) -> tuple[Change, ...]:
        """Give what a reading would change that is not kept."""
        with self.turn:
            told: tuple[Change, ...] = self._ask(AskPreview(reading))
        return told

    def close(self) -> None:
        """End it, also in the middle of its work: who waits for an answer gets a `SetupError`."""
        self.closed = True
        running = self.running
        if running is not None:
            _hang_up(running)
        with self.turn:  # whoever waited for an answer has got the end of it
            self._drop()

    def _ask(self, question: object) -> Any:
        """Ask, and once again where it ended meanwhile, as when the system took its memory back."""
        for _ in range(2):
            if self.closed:
                break
            try:
                running = self._start()
                pickle.dump(question, _pipe(running.stdin))
                _pipe(running.stdin).flush()
                return _read_answer(_pipe(running.stdout))
            except (*ENDED, ValueError) as err:  # the last: the pipe was closed here, while it was asked
                self._drop()
                if not self.closed:
                    log.warning("settling ended before it answered (%s)", err or type(err).__name__)
        raise SetupError(
            "settling ended before it answered" + ("" if self.closed else ", twice: is there memory enough?")
        )

    def _start(self) -> "subprocess.Popen[bytes]":
        if self.running is None or self.running.poll() is not None:
            self._drop()
            # A session of its own: Ctrl-C in the terminal is for who serves, who then ends this one.
            self.running = subprocess.Popen(  # noqa: S603 - this Python, on this module
                [sys.executable, "-m", "sayso.flow.apart", str(self.path), self.policy],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
            )  # fmt: skip
            if self.closed:
                _hang_up(self.running)
        return self.running

    def _drop(self) -> None:
        running, self.running = self.running, None
        self.given.clear()
        if running is not None:
            _hang_up(running)
            _pipe(running.stdout).close()


def _hang_up(running: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):  # where it has ended already, and what was written to it last with it
        _pipe(running.stdin).close()
    try:
        running.wait(ENDING)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise EOFError("no pipe")
    return end


def _read_answer(stream: IO[bytes]) -> Any:
    """Read one answer: a value; or a record, whose new things come in pieces after its outline."""
    # One for all pieces, since they share things; what it reads was written below, by who was started above.
    unpickler = pickle.Unpickler(stream)  # noqa: S301
    first = _load(unpickler)
    if not isinstance(first, _Head):
        return first
    new: dict[str, list[Any]] = {name: [] for name in first.outline.places}
    while (piece := _load(unpickler)) is not None:
        new[piece[0]] += piece[1]
    whole = {name: tuple(things) for name, things in new.items()}
    return replace(first, outline=replace(first.outline, new=whole))


def _load(unpickler: pickle.Unpickler) -> Any:
    told = unpickler.load()
    if isinstance(told, _Failed):
        raise getattr(sayso.errors, told.kind, SetupError)(told.text)
    return told


# From here on what runs in the other Python.


@dataclass(slots=True)
class _Settling:
    """What the other Python holds: the ledger, what was derived of it, and what it gave of now to each audience."""

    ledger: Ledger
    policy: str
    settler: Settler = field(default_factory=Settler)
    given: dict[str, Settled] = field(default_factory=dict)

    def answer(self, question: object) -> Iterator[Any]:
        if isinstance(question, AskRecord):
            shown = self._settle(question.audience, question.moment)
            yield from _cut(outline(shown.settled, self.given.get(question.audience)), shown.notice)
            if question.moment == NOW:
                self.given[question.audience] = shown.settled
        elif isinstance(question, AskChanges):
            before = self._settle(question.audience, question.since).settled
            given = self.given.get(question.audience) if question.until is None else None
            after = given or self._settle(question.audience, question.until or NOW).settled
            yield tuple(compare_settled(before, after))
        elif isinstance(question, AskPreview):
            settled = self.given.get("desk") or self._settle("desk", NOW).settled
            yield preview_reading(settled, question.reading, self.settler).changes

    def _settle(self, audience: "Audience", moment: Moment) -> Shown:
        return settle_for(self.settler, self.ledger, audience, moment, self.policy)


def _cut(outlined: Outline, notice: tuple[str, ...]) -> Iterator[Any]:
    yield _Head(replace(outlined, new={}), notice)
    for name, things in outlined.new.items():
        for start in range(0, len(things), PIECE):
            yield name, things[start : start + PIECE]
    yield None


def main(path: str, policy: str) -> None:
    """Answer what is asked over standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICE)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints does not get between the answers
    asked: queue.Queue[object] = queue.Queue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    try:
        settling = _Settling(open_ledger(path, create=False), policy)
    except SaysoError as err:
        pickle.dump(_Failed.of(err), out)  # for who waits for the first answer; the next to ask starts us anew
        out.flush()
        return
    while True:
        try:
            question = asked.get(timeout=QUIET if settling.settler.memory is None else None)
        except queue.Empty:
            with without_pauses():
                settling.settler.prepare(settling.ledger, policy)
            continue
        with without_pauses():
            _send(out, settling, question)


def _listen(asked: "queue.Queue[object]") -> None:
    """Hand on what is asked; end at once where nobody is there any more to ask, even in the middle of settling."""
    while True:
        try:
            asked.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - written by `Apart`, which started us
        except ENDED:
            os._exit(0)


def _send(out: IO[bytes], settling: _Settling, question: object) -> None:
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    try:
        for piece in settling.answer(question):
            pickler.dump(piece)
    except SaysoError as err:
        pickler.dump(_Failed.of(err))
    out.flush()


if __name__ == "__main__":
    # Under its own name, so that both sides mean the same classes.
    from sayso.flow.apart import main as answer_here

    answer_here(sys.argv[1], sys.argv[2])
