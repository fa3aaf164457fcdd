"""The web application: for now one page that says it is running."""

import streamlit as st

st.title("Stocktake", anchor=False)
