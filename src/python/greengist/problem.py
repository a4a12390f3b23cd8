"""The error that every refused request raises."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import Message
from typing import Any


class ProblemError(Exception):
    """An error response of the service: a problem detail (RFC 9457)."""

    def __init__(self, problem: Mapping[str, Any], headers: Message[str, str]) -> None:
        super().__init__(str(problem.get("detail", problem.get("title", "The request failed."))))
        self.type: str = str(problem.get("type", "about:blank"))
        self.title: str = str(problem.get("title", ""))
        self.status: int = int(problem.get("status", 0))
        self.detail: str = str(self)
        #: The member of the request at fault, if a single one is.
        self.field: str | None = problem.get("field")
        self.request_id: str | None = headers.get("X-Request-Id")
        retry_after = headers.get("Retry-After")
        #: When to retry, if a retry can succeed.
        self.retry_after_seconds: float | None = float(retry_after) if retry_after else None
