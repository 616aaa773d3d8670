"""vaultcrm: follow up after interviews and stay in touch, from plain-text notes."""

__version__ = "0.1.0"
