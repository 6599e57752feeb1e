"""Sealed sites in a real browser: what they promise every day, and what an attacker makes of them."""
