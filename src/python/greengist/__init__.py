"""Client of greengist: summaries at the network's edge, with receipts of their emissions."""

from greengist.answers import (
    Emissions,
    GridIntensity,
    Mode,
    Model,
    Placement,
    Range,
    Receipt,
    Sentence,
    Summary,
    Usage,
)
from greengist.client import Client
from greengist.problem import ProblemError

__all__ = [
    "Client",
    "Emissions",
    "GridIntensity",
    "Mode",
    "Model",
    "Placement",
    "ProblemError",
    "Range",
    "Receipt",
    "Sentence",
    "Summary",
    "Usage",
]
