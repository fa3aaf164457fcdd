"""The web application object: `streamlit run app.py` serves it. Pages are in ui/, plain addresses in ui/routes.py."""

import streamlit as st

from ui import composition, journal
from ui.middleware import MIDDLEWARE
from ui.routes import ROUTES, warm
from ui.shell import fault

journal.begin()
composition.settings()  # a bad one ends the program here, with one sentence
composition.refuse_other_address(st.get_option("server.address"))

app = st.App("ui/entry/main.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=warm, on_script_error=fault)
