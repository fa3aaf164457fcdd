"""How to answer, who should take part, what the law says and what words mean: at hand before and during a review."""

from frameworks.edition import Edition
from ui.formatting import bullets, html, paragraphs


def closed(edition: Edition) -> str:
    """The framework's own guidance, closed until opened; the legal note stays in view."""
    parts = [
        ("How to answer", paragraphs(edition.how_to_answer or "")),
        ("Who should take part", bullets(edition.who_should_take_part) if edition.who_should_take_part else ""),
        ("Words explained", words(edition)),
    ]
    inside = "".join(f"<details><summary>{title}</summary>{text}</details>" for title, text in parts if text)
    legal = f'<p class="quiet small">{html(edition.legal_note)}</p>' if edition.legal_note else ""
    return f'<div class="guidance">{inside}{legal}</div>' if inside or legal else ""


def words(edition: Edition) -> str:
    """The framework's glossary."""
    lines = "".join(f"<dt>{html(word)}</dt><dd>{html(said)}</dd>" for word, said in edition.glossary.items())
    return f"<dl>{lines}</dl>" if lines else ""


def usually_known_by(edition: Edition, roles: tuple[str, ...]) -> str:
    """Who usually knows the answer, in the framework's words."""
    titles = {who.id: who.title for who in edition.who}
    known = [titles[role] for role in roles if role in titles]
    return f'<p class="quiet small">Usually known by: {html("; ".join(known))}</p>' if known else ""
