"""What goes wrong when a plugin is read."""


class CatalogError(Exception):
    """A plugin cannot be loaded; the message names plugin, hook and item in Chinese."""

    def __init__(self, plugin: str, hook: str, problem: str) -> None:
        super().__init__(f"插件 {plugin} · {hook}: {problem}")
        self.plugin = plugin
        self.hook = hook
        self.problem = problem
