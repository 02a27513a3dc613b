"""The subject of a question, from the words of a command to indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.faults import BadInput, Fault
from yixian.planning.duty.ids import index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.duty.crew import Slot
    from yixian.planning.duty.problem import Problem, Roster


def subject_of(problem: Problem, words: Sequence[str]) -> int | Slot | None:
    """Return nothing, a person, or a slot, as the words say.

    Raises
    ------
    BadInput
        If they are neither, or name somebody or something unknown.
    """
    if not words:
        return None
    if len(words) == 1:
        return index_of("person", words[0], problem.person_ids)
    if len(words) == 3:
        return slot_of(problem, (words[0], words[1], words[2]))
    raise BadInput([Fault("subject", "words", "nothing, PERSON, or POST DAY SHIFT", " ".join(words))])


def slot_of(problem: Problem, words: tuple[str, str, str]) -> Slot:
    """Return the slot that a post, a day and a shift name; all that is unknown is said at once.

    Raises
    ------
    BadInput
        If any of them is unknown.
    """
    faults: list[Fault] = []
    found = []
    days = tuple(str(day) for day in range(problem.n_days))
    known = (("post", problem.post_ids), ("day", days), ("shift", problem.shift_ids))
    for word, (field, ids) in zip(words, known, strict=True):
        try:
            found.append(index_of(field, word, ids))
        except BadInput as bad:
            faults += bad.faults
    if faults:
        raise BadInput(faults)
    return found[0], found[1], found[2]


def person_on(problem: Problem, roster: Roster, asked: tuple[str, Slot]) -> int:
    """Return a person who stands on a slot.

    Raises
    ------
    BadInput
        If the person is unknown or stands elsewhere.
    """
    word, (post, day, shift) = asked
    person = index_of("person", word, problem.person_ids)
    if roster.shift[person, day] != shift or roster.post[person, day] != post:
        raise BadInput([Fault("--without", "person", "somebody who stands on the slot", word)])
    return person
