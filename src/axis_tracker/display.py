"""How objects show themselves in notebooks, without knowing how HTML is made.

Rooms at the bottom cannot import the reports that draw tables. `Displayable` therefore calls a renderer that the
package registers when it is imported, and that is loaded when the first object is displayed.
"""

TYPE_CHECKING = False  # importing it from `typing` would cost more than the rest of `import axis_tracker`

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Renderer: TypeAlias = Callable[[object], str]

__all__ = ["Displayable", "register_renderer"]

_loaders: "list[Callable[[], Renderer]]" = []


def register_renderer(load: "Callable[[], Renderer]") -> None:
    """Register the function that loads the renderer: a function from an object to HTML."""
    _loaders[:] = [load]


class Displayable:
    """The base of everything that Jupyter shows as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return _loaders[0]()(self)
