"""Calls of the service, with nothing but the standard library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from http.client import HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from greengist.answers import Receipt, Sentence, Summary, parse
from greengist.problem import ProblemError


class Client:
    """A client of one greengist. Every call raises `ProblemError` if the service refuses it, and `urllib.error.URLError`
    if the service cannot be reached.

    Args:
        base_url: URL of a greengist, such as "http://localhost:8787".
        api_key: sent as a Bearer token; the ledger of a deployment needs its ADMIN_TOKEN.
        timeout_seconds: time that a call may take.
    """

    def __init__(self, base_url: str, api_key: str | None = None, timeout_seconds: float = 60) -> None:
        self._base_url = base_url.rstrip("/")
        self._api_key = api_key
        self._timeout_seconds = timeout_seconds

    def summarize(self, text: str | None = None, **options: Any) -> Summary:
        """Summarizes a text, or the document in `html`, `markdown` or `url`. Options are those of the API, such as
        `length`, `format`, `max_length`, `query`, `mode`, `region`."""
        return parse(Summary, self._read("/v1/summarize", _document(text, options)))

    def stream(self, text: str | None = None, **options: Any) -> Iterator[Sentence | str | Summary]:
        """Yields each sentence, or as strings the pieces of a draft that a model writes, and at last the whole summary,
        which is authoritative."""
        body = _document(text, options)
        with self._send("/v1/summarize", body, accept="text/event-stream") as response:
            for event, data in _events(response):
                if event == "message":
                    yield parse(Sentence, data)
                elif event == "token":
                    yield data
                elif event == "summary":
                    yield parse(Summary, data)
                elif event == "problem":
                    raise ProblemError(data, response.headers)

    def summarize_all(self, documents: Sequence[str | dict[str, Any]], **options: Any) -> list[Summary | ProblemError]:
        """Summarizes up to 64 documents, each a text or a JSON object with options of its own. A document that is
        refused has its `ProblemError` in the list."""
        each = [{"text": one} if isinstance(one, str) else one for one in documents]
        with self._send("/v1/summarize", {**options, "documents": each}) as response:
            results = json.load(response)["results"]
            return [
                ProblemError(one["problem"], response.headers) if "problem" in one else parse(Summary, one)
                for one in results
            ]

    def receipt(self, id: str) -> Receipt:
        """The receipt of a summary; a new one can take a minute to appear in the ledger."""
        return parse(Receipt, self._read(f"/v1/emissions/requests/{quote(id, safe='')}"))

    def emissions(self, **query: Any) -> dict[str, Any]:
        """Totals and a series, by `group_by`, `from_` and `to` as in the API."""
        given = {name.rstrip("_"): value for name, value in query.items()}
        totals: dict[str, Any] = self._read(f"/v1/emissions?{urlencode(given)}")
        return totals

    def regions(self) -> list[dict[str, Any]]:
        """Every region now, cleanest first."""
        regions: list[dict[str, Any]] = self._read("/v1/regions")["regions"]
        return regions

    def _read(self, path: str, body: dict[str, Any] | None = None) -> Any:
        with self._send(path, body) as response:
            return json.load(response)

    def _send(self, path: str, body: dict[str, Any] | None, accept: str = "application/json") -> HTTPResponse:
        headers = {"Accept": accept}
        if self._api_key is not None:
            headers["Authorization"] = f"Bearer {self._api_key}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._base_url + path, data=data, headers=headers)
        try:
            response: HTTPResponse = urlopen(request, timeout=self._timeout_seconds)
            return response
        except HTTPError as error:
            with error:
                raise ProblemError(_problem(error), error.headers) from None


def _document(text: str | None, options: dict[str, Any]) -> dict[str, Any]:
    return options if text is None else {"text": text, **options}


def _problem(error: HTTPError) -> dict[str, Any]:
    """The problem in an error response; a proxy in between may have answered something else."""
    try:
        problem = json.loads(error.read())
    except ValueError:
        problem = None
    if isinstance(problem, dict):
        return problem
    return {"status": error.code, "title": error.reason, "detail": str(error)}


def _events(response: HTTPResponse) -> Iterator[tuple[str, Any]]:
    """Server-sent events with the kind of each and its data, which is JSON."""
    event, data = "message", ""
    for line in response:
        name, _, value = line.decode().rstrip("\r\n").partition(": ")
        if name == "event":
            event = value
        elif name == "data":
            data += value
        elif name == "" and data:
            yield event, json.loads(data)
            event, data = "message", ""
