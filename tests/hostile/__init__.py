"""Whatever may be brought, tried in numbers: `python -m tests.hostile`."""
