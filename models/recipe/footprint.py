"""Energy and emissions of CPU time in Python, with the same accounting as a request's receipt.

The constants are those of src/emissions/estimate.ts; test/models/constants.test.ts checks that they are equal.
"""

import resource

WATTS_PER_VCPU = 2.282  # a rented vCPU, AMD EPYC at full load (Cloud Carbon Footprint coefficients)
PUE = 1.2  # assumed
GRAMS_PER_KWH = 475  # assumed: the world's average grid, gCO2e


def cpu_seconds(who: int = resource.RUSAGE_SELF) -> float:
    """CPU seconds, user and system, of this process (or, RUSAGE_CHILDREN, of those it has waited for)."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def kwh_of(seconds: float) -> float:
    """kWh of CPU seconds, including the data center's overhead."""
    return seconds / 3600 * WATTS_PER_VCPU * PUE / 1000


def joules_of(seconds: float) -> float:
    """Joules of CPU seconds, including the data center's overhead."""
    return seconds * WATTS_PER_VCPU * PUE


def grams_of(seconds: float) -> float:
    """gCO2e of CPU seconds."""
    return kwh_of(seconds) * GRAMS_PER_KWH


def training_of(seconds: float) -> dict:
    """The manifest's `training`: energy and emissions of this many CPU seconds."""
    return {
        "cpuSeconds": round(seconds),
        "wattsPerVcpu": WATTS_PER_VCPU,
        "pue": PUE,
        "energyKwh": round(kwh_of(seconds), 6),
        "gramsPerKwh": GRAMS_PER_KWH,
        "grams": round(grams_of(seconds), 3),
        "note": "an estimate: CPU time x full-load watts x PUE, at an assumed world-average grid",
    }
