"""All that a city's plugin may import; each module is one concept, each hook one module."""

from xiangmu.plugin.hookspecs import hookimpl

__all__ = ["hookimpl"]
