"""The entry script of every page: it registers the addresses and hands over to the page asked for."""

import streamlit as st

from ui.addresses import PAGES
from ui.navigation import page

st.navigation([page(name) for name in PAGES], position="hidden").run()
