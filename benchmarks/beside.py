"""The plainer ways to the same figures, beside stored ones: joins over answers or scores, and a dataframe library."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from statistics import median

import pandas as pd  # type: ignore[import-untyped]
import psycopg

from assessments.store import open_store, releases
from assessments.store.protocol import Rows
from assessments.store.releases import ReleaseRow
from benchmarks.nation import HEAD
from benchmarks.prepared import SQLITE, Prepared

TIMES = 3
QUESTIONS = {"peers": "one group of peers", "map": "region × phase, by section", "years": "all, over the years"}
WAYS = {
    "stored": "Stored figures, by key and through a person's door", "scores": "Joins over scores",
    "answers": "Joins over answers", "loading": "pandas, reading the scores", "pandas": "pandas, once they are read",
}  # fmt: skip
LEVEL = {SQLITE: "CAST(a.given ->> '$.level' AS REAL)"}
LEVEL_THERE = "CAST(CAST(a.given AS json) ->> 'level' AS real)"
ANSWERED = (
    "FROM review v JOIN organisation o ON o.organisation_id = v.organisation_id"
    " JOIN answer a ON a.organisation_id = v.organisation_id AND a.review_id = v.review_id"
    " WHERE v.framework = :framework AND v.submissions > 0"
)
SCORED = "FROM score s WHERE s.edition_id IN (SELECT edition_id FROM edition WHERE framework = :framework)"
OVER_ANSWERS = {
    "peers": f"SELECT avg(mean) FROM (SELECT v.organisation_id, avg({{level}}) AS mean {ANSWERED}"
    " AND v.period = :period AND o.kind = 'school' AND o.phase = 'primary' GROUP BY v.organisation_id) AS peers",
    "map": f"SELECT o.region, o.phase, avg({{level}}) {ANSWERED} AND v.period = :period GROUP BY o.region, o.phase",
    "years": f"SELECT v.period, avg({{level}}) {ANSWERED} GROUP BY v.period",
}
OVER_SCORES = {
    "peers": f"SELECT avg(s.official) {SCORED} AND s.period = :period AND s.node = 0 AND s.kind = 'school'"
    " AND s.phase = 'primary'",
    "map": f"SELECT s.region, s.phase, s.node, avg(s.official) {SCORED} AND s.period = :period"
    " GROUP BY s.region, s.phase, s.node",
    "years": f"SELECT s.period, avg(s.official) {SCORED} AND s.node = 0 GROUP BY s.period",
}
READ = f"SELECT s.period, s.node, s.kind, s.phase, s.region, s.official {SCORED}"
COLUMNS = ("period", "node", "kind", "phase", "region", "official")
PRIMARIES = "peers:school:primary"
Ask = Callable[[str], list[tuple[object, ...]]]
Took = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The engine's own connection, past every door, and the newest figures with those of the year before."""

    ask: Ask
    newest: ReleaseRow
    before: tuple[ReleaseRow, ...]


def measured(engine: str, one: Prepared) -> Took:
    """Milliseconds of each way, question by question: the middle one of some, warm."""
    with closing(open_store(one.database)) as store:
        found = sorted(store.counting().read(releases.every), key=lambda each: each.period)
        door = store.for_user(HEAD)
        newest = found[-1]
        stored = {
            name: timed(lambda work=work: door.read(work))  # type: ignore[misc]
            for name, work in _stored(newest, [each for each in found if each.framework == newest.framework]).items()
        }
    values = {"framework": newest.framework, "period": newest.period}
    with _connected(engine, one, values) as ask:
        level = LEVEL.get(engine, LEVEL_THERE)
        took = {"stored": stored}
        took["scores"] = {name: timed(lambda sql=sql: ask(sql)) for name, sql in OVER_SCORES.items()}  # type: ignore[misc]
        took["answers"] = {
            name: timed(lambda sql=sql: ask(sql.replace("{level}", level)))  # type: ignore[misc]
            for name, sql in OVER_ANSWERS.items()
        }
        reading = timed(lambda: pd.DataFrame(ask(READ), columns=COLUMNS))
        frame = pd.DataFrame(ask(READ), columns=COLUMNS)
    took["loading"] = dict.fromkeys(QUESTIONS, reading)
    took["pandas"] = {name: timed(work) for name, work in _in_a_frame(frame, newest.period).items()}
    return took


def timed(work: Callable[[], object]) -> float:
    def once() -> float:
        began = time.perf_counter()
        work()
        return (time.perf_counter() - began) * 1000

    once()
    return median(once() for _ in range(TIMES))


def _stored(newest: ReleaseRow, every: list[ReleaseRow]) -> Mapping[str, Callable[[Rows], object]]:
    """As the pages read them: a group's figures, a measure of every group, and the whole of each release."""

    def of(rows: Rows, release: ReleaseRow, key: str) -> object:
        computed = {one.key: one.computed_in for one in releases.groups(rows, release.id)}
        assert computed[key] is not None, f"{key} is not shown"
        return releases.figures(rows, computed[key] or 0, key)

    return {
        "peers": lambda rows: of(rows, newest, PRIMARIES),
        "map": lambda rows: [releases.measure(rows, newest.id, code) for code in _codes(rows, newest)],
        "years": lambda rows: [of(rows, one, "all") for one in every],
    }


def _codes(rows: Rows, release: ReleaseRow) -> list[str]:
    found = rows.rows(
        "SELECT n.code FROM node n JOIN edition e ON e.edition_id = n.edition_id WHERE e.sha256 = :sha256"
        " AND n.kind <> 'strand'",
        sha256=release.sha256,
    )
    return [row["code"] for row in found]


def _in_a_frame(frame: pd.DataFrame, period: str) -> Mapping[str, Callable[[], object]]:
    def peers() -> object:
        of_them = (frame.period == period) & (frame.node == 0) & (frame.kind == "school") & (frame.phase == "primary")
        return frame[of_them].official.mean()

    def by_region() -> object:
        return frame[frame.period == period].groupby(["region", "phase", "node"]).official.mean()

    def years() -> object:
        return frame[frame.node == 0].groupby("period").official.mean()

    return {"peers": peers, "map": by_region, "years": years}


@contextmanager
def _connected(engine: str, one: Prepared, values: Mapping[str, str]) -> Iterator[Ask]:
    """Past every door, as somebody would ask who had no rules to keep."""
    if engine == SQLITE:
        with closing(sqlite3.connect(one.database)) as connection:
            yield lambda sql: connection.execute(sql, values).fetchall()
        return
    superuser = one.database.replace("//stocktake@", "//postgres@")
    with psycopg.connect(superuser, autocommit=True) as there:
        yield lambda sql: there.execute(_named(sql).encode(), values).fetchall()


def _named(sql: str) -> str:
    return sql.replace(":framework", "%(framework)s").replace(":period", "%(period)s")


def lines(by_engine: Mapping[str, Took]) -> Iterator[str]:
    """A sentence for each way."""
    for way, words in WAYS.items():
        said = (
            f"{engine} " + ", ".join(f"{took[way][name]:.1f}" for name in QUESTIONS)
            for engine, took in by_engine.items()
        )
        yield f"{words}: {'; '.join(said)} ms."
    yield f"Each for {', '.join(QUESTIONS.values())}; these, past every door and permission, in the same run."
