"""The whole vault as data, for other programs: ``schema.json`` beside this file describes it, key by key."""

from .schema import schema
from .vault import Page, vault_data

__all__ = ["Page", "schema", "vault_data"]
