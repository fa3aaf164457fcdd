"""The whole program in `local` mode on a database full of canaries."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments.configuration import read_configuration
from assessments.modes import Address
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from tests.canary.filling import NOW, fill
from ui import composition, middleware, routes

CONTENT = Path(__file__).parents[1] / "assessments" / "content"
HOST = "stocktake.example.org"


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("canary")
    store = open_store(folder / "stocktake.db", clock=lambda: NOW)
    catalogue = Catalogue.load(CONTENT)
    settings = replace(read_configuration({}, folder), mode="local", address=Address("https", HOST))
    rooms = composition.Rooms(store, lambda: store, catalogue, lambda: NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composition, "settings", lambda: settings)
        patch.setattr(composition, "build", lambda: rooms)
        composition.close()
        yield fill(store, catalogue)
        composition.close()


@pytest.fixture(scope="module")
def client(world):
    """The whole application but Streamlit's own part, which the pages below are drawn by."""
    app = Starlette(routes=routes.ROUTES, middleware=middleware.MIDDLEWARE)
    here = ("127.0.0.1", 50_000)  # from where nothing is counted as too often
    with TestClient(app, base_url=f"https://{HOST}", follow_redirects=False, client=here) as opened:
        yield opened


@pytest.fixture
def ask(client):
    """Ask an address with a session, as a browser does."""

    def asked(path, token):
        client.cookies.clear()
        return client.get(path, headers={"cookie": f"{composition.cookie_name()}={token}"} if token else {})

    return asked


@pytest.fixture
def as_person(world, monkeypatch):
    """From here on pages are drawn for this person."""

    def become(person):
        token = None if person is None else world.tokens[person]
        monkeypatch.setattr(composition, "page_token", lambda: token)
        return token

    return become
