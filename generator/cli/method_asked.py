"""Numbers of a method, typed on the command line: refused where the method cannot use them."""

from collections.abc import Mapping

import typer

from generator.model.mastery.parameters import LIMITS, Fault, ParameterName, faults_in
from generator.records.school import MethodName


def refuse_faults(method: MethodName, given: Mapping[ParameterName, int | None]) -> None:
    for fault in faults_in(method, given):
        raise typer.BadParameter(sentence_of(fault, method), param_hint=f"--{fault.name}")


def sentence_of(fault: Fault, method: MethodName) -> str:
    if fault.limit is not None:
        return f"{fault.value} is not from {fault.limit.low} to {fault.limit.high}, which {method} takes"
    takes = [f"--{name}" for name in LIMITS.get(method, {})]
    return f"{method} takes {' and '.join(takes)}, not this" if takes else f"{method} takes no such number"
