"""Lines for a terminal: indented, wrapped under themselves, styled where a person reads. Words are never read as markup."""

from rich.console import Console
from rich.text import Text

HANG = 2  # columns by which the rest of a wrapped line stands in
NARROWEST = 20  # columns that a wrapped line keeps, however narrow the window

Part = str | tuple[str, str]  # words, or words with a style


class Window(Console):
    """A console that leaves it to the command line what a reader who has closed (`| head`) means."""

    def on_broken_pipe(self) -> None:
        """Raise what rich would turn into an exit code of its own."""
        raise BrokenPipeError


def tell(console: Console, *parts: Part, indent: int = 0, style: str = "") -> None:
    """Print one line of words. It wraps under itself in a window, and not at all where a program reads."""
    line = Text.assemble(*parts, style=style)
    line.rstrip()
    if console.soft_wrap:
        console.print(Text(" " * indent) + line)
        return
    hang = indent + HANG
    first, *rest = line.wrap(console, max(console.width - hang, NARROWEST))
    console.print(Text(" " * indent) + first)
    for more in rest:
        console.print(Text(" " * hang) + more)


def head(console: Console, words: str) -> None:
    """Print an empty line and the head of what follows."""
    console.print()
    tell(console, words, style="bold")
