"""Display of objects as HTML in notebooks.

The lower layers cannot import the reports that make HTML. Therefore, importing the package registers a function that
loads a renderer. `Displayable` calls this function when an object is displayed.
"""

TYPE_CHECKING = False  # importing `typing` would take longer than the rest of `import axis_tracker`

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Renderer: TypeAlias = Callable[[object], str]

__all__ = ["Displayable", "register_renderer"]

# A list, so that `register_renderer` can replace its content without a global statement.
_loaders: "list[Callable[[], Renderer]]" = []


def register_renderer(load: "Callable[[], Renderer]") -> None:
    """Register a function that loads the renderer. The renderer turns an object into HTML."""
    _loaders[:] = [load]


class Displayable:
    """The base class of objects that Jupyter shows as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return _loaders[0]()(self)
