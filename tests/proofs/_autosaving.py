"""The process that the crash proofs interrupt: four threads save through the product's door and say what was told."""

import itertools
import os
import sys
import threading
import time
from collections.abc import Iterable

from assessments.errors import StoreUnavailable
from assessments.store import answers, open_store
from assessments.store.protocol import Door, Unit
from benchmarks.saving import ME, REVIEW, begin, save

THREADS = 4
A_MOMENT = 0.02  # seconds after which somebody who was told that nothing was saved tries again


def save_once(door: Door, name: str, question: str) -> int:
    """Save under its name as the key; asked again, the revision it got the first time."""

    def unit(unit: Unit) -> int | None:
        before = answers.one(unit, REVIEW, question)
        return save(unit, question, name, seen=0 if before is None else before.revision)

    revision = door.write(unit, key=name)
    assert revision is not None  # each thread has questions of its own
    return revision


def saved_in_the_end(door: Door, name: str, question: str) -> int:
    """Save as a page does: told that it cannot be saved just now, ask again with the same key."""
    while True:
        try:
            return save_once(door, name, question)
        except StoreUnavailable as fault:
            os.write(1, f"unavailable {fault.sentence}\n".encode())
            time.sleep(A_MOMENT)


def saving(door: Door, thread: int, numbers: Iterable[int]) -> None:
    """Save number after number, each under its own key; print a number only once the door has said that it is saved."""
    for number in numbers:
        name, question = f"{thread}-{number}", f"q{thread}.{number % 5}"
        revision = saved_in_the_end(door, name, question)
        os.write(1, f"{name} {question} {revision}\n".encode())  # one write of a short line is whole or not there


def main(address: str, firsts: list[int]) -> None:
    """`firsts` are the numbers to begin at, by thread: the first one that nobody was told was saved."""
    store = open_store(address)
    door = store.for_user(ME.id)
    begin(door)
    threads = [
        threading.Thread(target=saving, args=(door, n, itertools.count(first))) for n, first in enumerate(firsts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], [int(first) for first in sys.argv[2:]])
