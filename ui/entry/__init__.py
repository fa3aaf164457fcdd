"""The entry script, in a folder of its own: Streamlit runs a folder named pages beside it by its own old rules."""
