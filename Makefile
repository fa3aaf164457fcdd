# Thin names over dev.py, which also works where there is no make (Windows: py -3.11 dev.py run).
PYTHON ?= python3
run test check cover prove bench pictures lock setup:
	@$(PYTHON) dev.py $@
.PHONY: run test check cover prove bench pictures lock setup
