"""Bytes of a saved page in, an Article out: no language model, no network, no clock. The only home of bs4."""
