"""Tools for agents, served by the Model Context Protocol: formulas are text, and every answer is bounded."""

from calcref.agents.server import serve

__all__ = ["serve"]
