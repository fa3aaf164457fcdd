"""What was looked at, in words: pages and files by the names they have in addresses."""

from collections.abc import Mapping

WHAT: Mapping[str, str] = {
    "results": "Your results",
    "results.pdf": "Your results, on paper",
    "results.docx": "Your results, on paper",
    "report.pdf": "Your results, as a report",
    "report.docx": "Your results, as a report",
    "review.xlsx": "Your results, as tables",
    "review.json": "Everything, as a file",
    "review.csv": "Your answers, as a table",
    "adviser": "Your results, in a table of those they advise",
    "adviser-when": "How far you are, in a table of those they advise",
    "standards": "Your results, beside other standards",
    "standards.csv": "Your results, beside other standards, as a table",
    "awards": "Your results and awards",
    "certificate.pdf": "Your award, as a certificate",
    "compare": "Your results, beside others",
    "actions": "The actions that you show",
    "actions.csv": "The actions that you show, as a table",
    "actions.xlsx": "The actions that you show, as a table",
    "years": "Your results over the years",
    "review": "Your answers",
    "submit": "What is open before you submit",
    "network": "Where your answers differ from what was proposed",
}


def looked_at(what: str) -> str:
    """The page or file as people know it."""
    return WHAT.get(what, f"The page “{what}”")
