"""The process that works while a drill is held: threads that reopen, answer and submit, and say what they were told."""

import itertools
import os
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime

from assessments import answering, reviews, submitting
from assessments.store import open_store
from assessments.store import reviews as statements
from assessments.store.protocol import Door
from assessments.values import Review
from frameworks.catalogue import Catalogue, shipped_folder
from tests.proofs._databases import ME


def again(door: Door, catalogue: Catalogue, review: int, comment: str) -> None:
    """One review opened again, one answer of it changed, and submitted; each said once it is saved."""
    submitting.reopen(door, review, "There is more to say.", now=datetime.now(UTC))
    opened = reviews.open(door, catalogue, review, now=datetime.now(UTC))
    question = next(name for name in opened.shown if name in opened.answers and opened.states[name] == "answered")
    stored = opened.answers[question]
    answer = replace(stored.answer, comment=comment)
    saved = answering.give(door, catalogue, review, question, answer, seen=stored.revision, now=datetime.now(UTC))
    say("saved", review, question, saved.revision)
    submission = submitting.submit(door, catalogue, review, now=datetime.now(UTC))
    say("submitted", review, submission.number, submission.sha256)


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())  # one write of a short line is whole or not there


def work(door: Door, catalogue: Catalogue, own: list[Review], thread: int) -> None:
    for number in itertools.count():
        again(door, catalogue, own[number % len(own)].id, f"{thread}-{number}")


def main(address: str, writers: int) -> None:
    door = open_store(address).for_user(ME)
    catalogue = Catalogue.load(shipped_folder())
    done = [review for review in door.read(statements.every) if review.status == "submitted"]
    for thread in range(writers):
        threading.Thread(target=work, args=(door, catalogue, done[thread::writers], thread)).start()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
