"""The ground of the parser: a position in the words of a text, and the names that may stand there."""

from __future__ import annotations

from engine.diagnostics import Text
from engine.feel.syntax import faults
from engine.feel.syntax.ast import Node
from engine.feel.syntax.scope import Pattern, Scope, first_word, longest, spelled
from engine.feel.syntax.tokens import WORD, Words
from engine.text import nearest

LONGEST_TEXT = 100_000
"""Characters that are read at most."""
HIGHEST_NESTING = 100
"""Brackets and phrases inside each other."""
TREE_DEPTH = 160
"""Nodes on the way from the root of a tree to a leaf."""

_ENDS_A_RANGE = frozenset(
    ("", ")", "]", "}", ",", "=", "!=", "<", "<=", ">", ">=", "and", "or", "then", "else", "return", "satisfies", "in")
)


class Reader:
    """A position, the scope, and how deep the reading is."""

    def __init__(self, text: str, words: Words, scope: Scope) -> None:
        self.text, self.words, self.scope = text, words, scope
        self.kinds, self.texts, self.starts, self.ends = words.kinds, words.texts, words.starts, words.ends
        self.at = 0
        self.depth = 0
        self.filters = 0
        self.range_depth = -1
        self.deepest = 0
        self.longest = 1
        self.declared: list[tuple[str, list[Pattern] | None]] = []

    def expression(self, power: int = 0) -> Node:
        """Set by the parser: the phrases below only call it."""
        raise AssertionError(power)

    def take(self) -> str:
        """The word here; the position moves behind it."""
        self.at += 1
        return self.texts[self.at - 1]

    def skip(self, text: str) -> bool:
        """Moves behind the word if it is `text`."""
        if self.texts[self.at] == text:
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        """Moves behind `text`, which must stand here."""
        if not self.skip(text):
            raise self.unexpected(Text(f"`{text}`", f"`{text}` "))

    def closed_by(self, text: str) -> Node:
        """An expression and the bracket that closes it; a range around it is out of sight meanwhile."""
        outer, self.range_depth = self.range_depth, -1
        node = self.expression()
        self.expect(text)
        self.range_depth = outer
        return node

    def closes_range(self) -> bool:
        """Whether the `[` here is the turned bracket that ends a range (`[1..10[`) and not a filter."""
        if self.texts[self.at] != "[" or self.depth < self.range_depth:
            return False
        return self.texts[self.at + 1] in _ENDS_A_RANGE

    def unexpected(self, wanted: Text, mend: Text | None = None) -> faults.SyntaxFault:
        """The fault that something else than `wanted` stands here."""
        at = self.at
        return faults.unexpected(self.texts[at], self.starts[at], self.ends[at], wanted, mend)

    def spelled(self, first: int, after: int) -> str:
        if after == first + 1:
            return self.texts[first]
        return spelled(self.words, first, after)

    def name_length(self, first: int) -> int:
        """How many words the variable at `first` has; inside a filter, entries of its items are variables too."""
        text = self.texts[first]
        patterns = self.scope.names.get(text)
        length = longest(patterns, self.words, first) if patterns else 0
        if self.filters and text in self.scope.members:
            length = max(length, longest(self.scope.members[text], self.words, first))
        return length or 1

    def member_length(self, first: int) -> int:
        patterns = self.scope.members.get(self.texts[first])
        return (longest(patterns, self.words, first) if patterns else 0) or 1

    def name_until(self, *closing: str) -> str:
        """A name that is declared here: all words up to one of `closing`, which stays."""
        first = self.at
        if self.kinds[first] != WORD:
            raise self.unexpected(Text("a name", "名前"))
        while self.texts[self.at] and (self.at == first or self.texts[self.at] not in closing):
            self.at += 1
        if not self.texts[self.at]:
            raise self.unexpected(Text(f"`{closing[0]}`", f"`{closing[0]}` "))
        return self.spelled(first, self.at)

    def declare(self, name: str) -> None:
        """`name` is a variable until `release`."""
        first = name.split(" ", 1)[0]
        if first != name or not name.isidentifier():
            head = first_word(name)
            self.declared.append((head, self.scope.names.get(head)))
            self.scope.declare(name)

    def release(self, mark: int) -> None:
        """Forgets the variables declared since `mark`, the length of `declared` then."""
        while len(self.declared) > mark:
            head, patterns = self.declared.pop()
            if patterns is None:
                self.scope.names.pop(head, None)
            else:
                self.scope.names[head] = patterns

    def unknown_name_help(self) -> Text | None:
        """If the word here and the one before look like a declared name, which."""
        if self.kinds[self.at] != WORD or self.at == 0:
            return None
        tried = self.spelled(self.at - 1, self.at + 1)
        names = [_joined(p) for patterns in self.scope.names.values() for p in patterns]
        near = nearest(tried, names)
        return Text(f"did you mean `{near}`?", f"`{near}` のことですか") if near else None


def _joined(pattern: Pattern) -> str:
    return "".join((" " if gap else "") + text for text, gap in pattern)
