"""Charts for pages: figures drawn from plain rows. Only pages that draw import the modules that load plotly."""
