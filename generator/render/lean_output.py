"""Templates that escape once. Jinja escapes what stands between braces even where `finalize` has made it markup.

Jinja lets an environment bring its own generator of code; the two methods by which it writes what stands around a value
are not promised to stay. Of a Jinja that is not known the plain generator is used, and the pages are the same.
"""

from inspect import signature

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr

KNOWN = "3.1."
AS_KNOWN = ("self", "node", "frame", "finalize")


class LeanGenerator(CodeGenerator):
    """For an environment whose `finalize` gives markup, or text that is markup, for every value."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if is_lean(frame, finalize):
            self.write(str(finalize.src))
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if is_lean(frame, finalize):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def is_lean(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    """Whether the value goes through `finalize` and would then be escaped, always."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile and finalize.src is not None


def generator_of() -> type[CodeGenerator]:
    """The lean one where Jinja is as it is known to be."""
    methods = (CodeGenerator._output_child_pre, CodeGenerator._output_child_post)
    known = all(tuple(signature(method).parameters) == AS_KNOWN for method in methods)
    return LeanGenerator if jinja2.__version__.startswith(KNOWN) and known else CodeGenerator
