"""Why an answer is what it is, in words that a layperson reads: one value in one language, and its renderings."""

from engine.explanation.background import Background, Ending, Lasting
from engine.explanation.explaining import explain
from engine.explanation.parts import Explanation
from engine.explanation.terminal_text import as_text

__all__ = ["Background", "Ending", "Explanation", "Lasting", "as_text", "explain"]
