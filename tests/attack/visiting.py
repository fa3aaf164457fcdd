"""Opens pages and takes files as one of the people of a network, as they stand at that moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from assessments.comparison import sight
from tests.attack.network import Network
from tests.pages import drawn
from tests.ui.networked import sit_down
from ui import addresses, composition
from ui.routes import ROUTES


@dataclass(frozen=True, slots=True)
class Window:
    """What people of one network see, one after another."""

    network: Network
    patch: pytest.MonkeyPatch
    client: TestClient

    def sit(self, person: int) -> None:
        """From here on it is this person who looks."""
        sit_down(self.patch, composition, self.network.store, person)
        self.patch.setattr(composition, "desk_of", lambda _: composition.desk())

    def page(self, name: str, **parts: str | int) -> AppTest:
        app = drawn(name, {key: str(value) for key, value in parts.items()})
        assert [one.value for one in app.title] != ["Page not found"], f"{name} {parts}"
        return app

    def file(self, name: str, **parts: str | int | None) -> bytes | None:
        """What a download holds; None where there is none."""
        answer = self.client.get(addresses.download(name, **parts))
        assert answer.status_code in (200, 404), answer.text
        return answer.content if answer.status_code == 200 else None


@contextmanager
def window(network: Network) -> Iterator[Window]:
    """Pages and files over this network and nothing else."""

    def build() -> composition.Rooms:
        return composition.Rooms(network.store, lambda: network.store, network.catalogue, lambda: network.now)

    sight._kept.clear()
    with pytest.MonkeyPatch.context() as patch, TestClient(Starlette(routes=ROUTES)) as client:
        patch.setattr(composition, "build", build)
        patch.setattr(composition, "_rooms", None)
        yield Window(network, patch, client)
