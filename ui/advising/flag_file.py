"""The flags that a team of advisers made, as a file of flags to keep with the frameworks."""

from starlette.requests import Request
from starlette.routing import Route

from assessments.access import flagging
from assessments.errors import NotYours
from frameworks.written import as_file
from ui.composition import Desk
from ui.downloads import Made, number, served


def flags_yaml(desk: Desk, request: Request) -> Made:
    """Those of one team that one belongs to. Raises NotYours."""
    team = number(request, "team")
    if team is None:
        raise NotYours
    entries = [flagging.plain(one.flag) for one in flagging.of(desk.reception, team)]
    return as_file("flags", entries).encode(), "application/yaml", "flags.yaml"


FILES = [Route("/download/flags.yaml", served(flags_yaml))]
