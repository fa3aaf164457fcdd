"""What every test shares: how hypothesis looks for counter-examples."""

from hypothesis import settings

# A busy machine is slow now and then; that is no fault of the code, and pytest-timeout stops what hangs.
settings.register_profile("stocktake", deadline=None)
settings.load_profile("stocktake")
