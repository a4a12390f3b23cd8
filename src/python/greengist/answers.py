"""Answers of the service as objects. Members that this version does not know are ignored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, TypeVar, get_args, get_type_hints

T = TypeVar("T")


@dataclass(frozen=True)
class Range:
    """A figure with the bounds that result from the uncertainty of published constants."""

    value: float
    min: float
    max: float


@dataclass(frozen=True)
class GridIntensity:
    """Grams of CO2e per kWh of a zone, which is named as Electricity Maps does."""

    zone: str
    grams_per_kwh: float
    source: str
    kind: Literal["live", "forecast", "daily", "yearly"]
    as_of: str


@dataclass(frozen=True)
class Emissions:
    """The carbon receipt, in grams of CO2e."""

    energy_kwh: Range
    grid: GridIntensity
    operational_g: float
    embodied_g: float
    network_g: float
    access_g: float | None
    total_g: Range
    counterfactual_g: float
    saved_g: float
    method: str
    inputs: dict[str, Any] | None


@dataclass(frozen=True)
class Usage:
    """Tokens of the model's own tokenizer."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of the document; offsets count UTF-16 code units, as JavaScript does."""

    text: str
    start: int
    end: int
    score: float
    kept: list[list[int]] | None = None
    how: Literal["rewritten", "trimmed", "whole"] | None = None
    cut: bool = False


@dataclass(frozen=True)
class Mode:
    asked: str
    used: str
    reason: str


@dataclass(frozen=True)
class Model:
    name: str
    version: str
    quantization: str
    reason: str


@dataclass(frozen=True)
class Placement:
    """The place where the work was done, and the reason."""

    weight: Literal["light", "heavy"]
    ran: Literal["edge", "region"]
    region: str | None
    zone: str
    reason: str
    candidates: list[dict[str, Any]]
    colo: str | None


@dataclass(frozen=True)
class Summary:
    id: str
    summary: str
    language: str
    truncated: bool
    sentences: list[Sentence]
    mode: Mode
    model: Model
    usage: Usage
    placement: Placement
    emissions: Emissions
    source: dict[str, Any] | None = None


@dataclass(frozen=True)
class Receipt:
    """Emissions of one summary, as the ledger keeps them; contains none of its text."""

    id: str
    at: str
    model: str
    language: str
    weight: Literal["light", "heavy"]
    ran: Literal["edge", "region"]
    region: str | None
    colo: str
    holdout: bool
    latency_ms: float
    forced: bool
    simulated: bool
    key: str | None
    usage: Usage
    emissions: Emissions


def parse(kind: type[T], value: Mapping[str, Any]) -> T:
    """The object of a class above with the members of a JSON object.

    Raises:
        TypeError: if a member that the class needs is missing.
    """
    hints = get_type_hints(kind)
    members = {
        one.name: _member(hints[one.name], value[one.name])
        for one in fields(kind)  # type: ignore[arg-type]
        if one.name in value
    }
    return kind(**members)


def _member(hint: Any, value: Any) -> Any:
    if is_dataclass(hint) and isinstance(value, Mapping):
        return parse(hint, value)  # type: ignore[arg-type]
    if isinstance(value, list) and any(is_dataclass(one) for one in get_args(hint)):
        return [_member(get_args(hint)[0], one) for one in value]
    return value
