"""Counts days and months on ISO dates (YYYY-MM-DD) without a clock or a calendar of the machine."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month - 1]  # noqa: PLR2004 - February


def is_day(text: str) -> bool:
    """Whether a text is a day that exists, written YYYY-MM-DD."""
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isascii() and part.isdigit() for part in parts):
        return False
    year, month, day = (int(part) for part in parts)
    return year >= 1 and 1 <= month <= len(_LENGTHS) and 1 <= day <= days_in(year, month)


def months_after(day: str, months: int) -> str:
    """The same day so many months later, or the last of that month where it is too short."""
    year, month, of_month = (int(part) for part in day.split("-"))
    years, month_index = divmod(month - 1 + months, 12)
    year, month = year + years, month_index + 1
    return f"{year:04d}-{month:02d}-{min(of_month, days_in(year, month)):02d}"


def days_between(earlier: str, later: str) -> int:
    """How many days from one day to another; negative when the second is the earlier."""
    return _ordinal(later) - _ordinal(earlier)


def months_between(earlier: str, later: str) -> int:
    """How many whole months have passed from one day to a later one."""
    start, end = earlier.split("-"), later.split("-")
    months = (int(end[0]) - int(start[0])) * 12 + int(end[1]) - int(start[1])
    return months if months_after(earlier, months) <= later else months - 1


def _ordinal(day: str) -> int:
    year, month, of_month = (int(part) for part in day.split("-"))
    before = year - 1
    whole_years = before * 365 + before // 4 - before // 100 + before // 400
    return whole_years + sum(days_in(year, earlier + 1) for earlier in range(month - 1)) + of_month
