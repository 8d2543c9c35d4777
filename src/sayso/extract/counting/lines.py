"""One sentence as the counting sees it: its text and its tokens, taken out of the parse once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Line:
    """A parsed sentence: `text` and `tokens` are built once, for a `Doc` makes them anew at every asking."""

    text: str
    tokens: tuple["Token", ...]
    index: int = 0  # its number among the sentences of the report

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator["Token"]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> "Token": ...

    @overload
    def __getitem__(self, at: slice) -> tuple["Token", ...]: ...

    def __getitem__(self, at: int | slice) -> "Token | tuple[Token, ...]":
        return self.tokens[at]


def read_line(doc: "Doc", index: int = 0) -> Line:
    """Take text and tokens out of a parsed sentence, the one with this number in its report."""
    return Line(doc.text, tuple(doc), index)
