"""Statements about what comparison figures are worked out from: everybody's rows, read at counting's door alone."""

from collections.abc import Iterable
from datetime import date, datetime

from assessments.store.columns import stamp
from assessments.store.protocol import Row, Rows

CONSENTED = (
    "EXISTS (SELECT 1 FROM consent c WHERE c.organisation_id = s.organisation_id AND c.purpose = 'counted'"
    " AND c.withdrawn_at IS NULL AND (c.until IS NULL OR c.until >= :today))"
)
EDITIONS = "SELECT edition_id, framework, edition, sha256 FROM edition ORDER BY framework, edition_id"
STEP = (
    "SELECT calendar, period, form FROM score WHERE edition_id = :edition"
    " AND (calendar, period, form) > (:calendar, :period, :form) ORDER BY calendar, period, form LIMIT 1"
)
HOW_MANY = (
    "SELECT count(*) AS many FROM score WHERE edition_id = :edition AND calendar = :calendar AND period = :period"
    " AND form = :form AND node = 0"
)


def periods_with_submissions(rows: Rows) -> tuple[Row, ...]:
    """Framework, calendar, period, form and edition (its number, name and hash) with how many submissions each has.

    Step by step along the key of the scores, of which there may be millions.
    """
    found = []
    for edition in rows.rows(
        "SELECT edition_id, framework, edition, sha256 FROM edition ORDER BY framework, edition_id"
    ):
        after: Row = {"calendar": "", "period": "", "form": ""}
        while step := rows.rows(STEP, edition=edition["edition_id"], **after):
            after = step[0]
            counted = rows.one(HOW_MANY, edition=edition["edition_id"], **after)
            if counted is not None and counted["many"]:
                found.append(edition | after | counted)
    return tuple(found)


def official(rows: Rows, edition_id: int, calendar: str, period: str, form: str, today: date) -> list[Row]:
    """The submission that counts of every organisation that said yes to being counted and is not leaving."""
    return rows.rows(
        "SELECT s.organisation_id, s.number, s.review_id, s.kind, s.phase, s.region, s.size_band FROM score s"
        " JOIN organisation o ON o.organisation_id = s.organisation_id"
        " WHERE s.edition_id = :edition AND s.calendar = :calendar AND s.period = :period AND s.form = :form"
        f" AND s.node = 0 AND o.leaving_at IS NULL AND {CONSENTED} ORDER BY s.organisation_id",
        edition=edition_id,
        calendar=calendar,
        period=period,
        form=form,
        today=today.isoformat(),
    )


def scores(rows: Rows, edition_id: int, calendar: str, period: str, form: str) -> Iterable[tuple[str, Row]]:
    """Node by node (its code), the official stored share of every organisation with its submission's number."""
    nodes = rows.rows("SELECT node, code FROM node WHERE edition_id = :edition ORDER BY node", edition=edition_id)
    for node in nodes:
        found = rows.rows(
            "SELECT organisation_id, number, official FROM score WHERE edition_id = :edition AND calendar = :calendar"
            " AND period = :period AND form = :form AND node = :node",
            edition=edition_id,
            calendar=calendar,
            period=period,
            form=form,
            node=node["node"],
        )
        for row in found:
            yield node["code"], row


def left_since(rows: Rows, moment: datetime) -> frozenset[int]:
    """The organisations that took their yes back or began to leave since a moment."""
    found = rows.rows(
        "SELECT organisation_id FROM consent WHERE purpose = 'counted' AND withdrawn_at >= :moment"
        " UNION SELECT organisation_id FROM organisation WHERE leaving_at >= :moment",
        moment=stamp(moment),
    )
    return frozenset(row["organisation_id"] for row in found)


def open_members(rows: Rows, day: date) -> list[Row]:
    """Every network with each organisation that belongs to it or below on a day and is open then."""
    return rows.rows(
        "SELECT DISTINCT a.above AS network_id, r.organisation_id FROM roster r"
        " JOIN network_above a ON a.below = r.network_id JOIN organisation o ON o.organisation_id = r.organisation_id"
        " WHERE r.since <= :day AND (r.until IS NULL OR r.until >= :day)"
        " AND (o.opened_on IS NULL OR o.opened_on <= :day) AND (o.closed_on IS NULL OR o.closed_on >= :day)",
        day=day.isoformat(),
    )


def networks(rows: Rows) -> list[Row]:
    """Every network with how deep in the tree it stands, the topmost first."""
    return rows.rows(
        "SELECT n.network_id, n.name, count(a.above) AS depth FROM network n"
        " JOIN network_above a ON a.below = n.network_id GROUP BY n.network_id, n.name ORDER BY depth, n.name,"
        " n.network_id"
    )


def documents(
    rows: Rows, edition_id: int, calendar: str, period: str, form: str, between: tuple[int, int]
) -> list[Row]:
    """The official submissions of the organisations from one id to another, with the hash each was stored with."""
    return rows.rows(
        "SELECT u.organisation_id, u.review_id, u.number, u.content, u.sha256 FROM score s JOIN submission u"
        " ON u.organisation_id = s.organisation_id AND u.review_id = s.review_id AND u.number = s.number"
        " WHERE s.edition_id = :edition AND s.calendar = :calendar AND s.period = :period AND s.form = :form"
        " AND s.node = 0 AND s.organisation_id >= :first AND s.organisation_id <= :last",
        edition=edition_id,
        calendar=calendar,
        period=period,
        form=form,
        first=between[0],
        last=between[1],
    )


def document(rows: Rows, organisation_id: int, review_id: int, number: int) -> Row | None:
    """One submission, whether or not it still is the official one."""
    return rows.one(
        "SELECT organisation_id, review_id, number, content, sha256 FROM submission"
        " WHERE organisation_id = :organisation AND review_id = :review AND number = :number",
        organisation=organisation_id,
        review=review_id,
        number=number,
    )


def readable_scores(rows: Rows, framework: str, calendar: str, period: str, form: str) -> list[Row]:
    """The score rows of a framework, period and form that somebody may read, at their own door.

    They are few of very many: `+ 0` keeps the engines from the key of the scores, where everybody's stand together.
    """
    return rows.rows(
        "SELECT s.organisation_id, s.review_id, s.number, s.edition_id, e.edition, n.code, s.official, s.kind, s.phase,"
        " s.region, s.size_band FROM score s JOIN edition e ON e.edition_id = s.edition_id + 0"
        " JOIN node n ON n.edition_id = e.edition_id AND n.node = s.node"
        " WHERE e.framework = :framework AND s.calendar = :calendar AND s.period = :period AND s.form = :form"
        " ORDER BY s.organisation_id, s.node",
        framework=framework,
        calendar=calendar,
        period=period,
        form=form,
    )
