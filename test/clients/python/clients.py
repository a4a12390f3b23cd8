"""Calls greengist with the Python clients that are installed; prints a line of JSON for each client and call."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec

URL = os.environ["GREENGIST_URL"].rstrip("/")
TEXT = (
    "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its port on tidal "
    "power. All nine members of the council voted for the plan on Tuesday night. Six turbines will be anchored in the "
    "narrows, where the current reaches four metres a second. Fishing crews had objected that their nets could snag."
)
ROWS: list[tuple[str, str, str, Callable[[], object]]] = []


def row(client: str, call: str, module: str | None = None):
    def add(function: Callable[[], object]):
        ROWS.append((client, call, module or client, function))
        return function

    return add


def summary(text: object) -> None:
    """Fails unless it is a summary: sentences of the text, fewer than all of them, and nothing of an instruction."""
    assert isinstance(text, str) and 0 < len(text) < len(TEXT), repr(text)
    for sentence in re.split(r"(?<=\.)\s+", text):
        assert sentence.removeprefix("- ") in TEXT, repr(text)


@row("greengist", "summarize, stream, batch, receipt, problem")
def _():
    from greengist import Client, ProblemError, Summary

    client = Client(URL)
    answer = client.summarize(TEXT, length="short")
    summary(answer.summary)
    assert answer.emissions.total_g.min <= answer.emissions.total_g.value <= answer.emissions.total_g.max
    assert answer.sentences[0].text == TEXT[answer.sentences[0].start : answer.sentences[0].end]
    *sentences, whole = client.stream(TEXT, sentences=2)
    assert isinstance(whole, Summary) and [one.text for one in sentences] == [one.text for one in whole.sentences]
    good, bad = client.summarize_all([TEXT, {"text": " "}], length="short")
    assert good.summary == answer.summary and isinstance(bad, ProblemError) and bad.field == "text"
    for _attempt in range(100):
        try:
            receipt = client.receipt(answer.id)
            break
        except ProblemError as error:
            assert error.status == 404
    assert receipt.emissions == answer.emissions, (receipt, answer)
    assert isinstance(client.regions(), list) and client.emissions(group_by="model")["totals"]["requests"] > 0
    try:
        client.summarize(TEXT, max_length=1)
    except ProblemError as error:
        assert error.status == 422 and error.request_id
    else:
        raise AssertionError("a bound that cannot be met is refused")


def openai_client():
    from openai import OpenAI

    return OpenAI(base_url=f"{URL}/v1", api_key="none")


@row("openai (Python)", "chat.completions", "openai")
def _():
    answer = openai_client().chat.completions.create(
        model="greengist", messages=[{"role": "user", "content": f"Summarize in one sentence:\n\n{TEXT}"}]
    )
    summary(answer.choices[0].message.content)
    assert answer.model_extra["x_greengist"]["emissions"]["total_g"]["value"] > 0


@row("openai (Python)", "chat.completions, streamed", "openai")
def _():
    chunks = openai_client().chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": TEXT}], stream=True
    )
    summary("".join(one.choices[0].delta.content or "" for one in chunks if one.choices))


@row("openai (Python)", "responses", "openai")
def _():
    summary(openai_client().responses.create(model="greengist", instructions="Be brief.", input=TEXT).output_text)


@row("openai (Python)", "chat.completions.parse", "openai")
def _():
    from pydantic import BaseModel

    class Gist(BaseModel):
        summary: str
        key_points: list[str]

    answer = openai_client().chat.completions.parse(
        model="greengist", messages=[{"role": "user", "content": TEXT}], response_format=Gist
    )
    gist = answer.choices[0].message.parsed
    assert gist is not None
    summary(gist.summary)
    assert gist.key_points


@row("huggingface_hub", "summarization")
def _():
    from huggingface_hub import InferenceClient

    client = InferenceClient(model=f"{URL}/models/facebook/bart-large-cnn", token="none")
    summary(client.summarization(TEXT).summary_text)


@row("huggingface_hub", "chat_completion")
def _():
    from huggingface_hub import InferenceClient

    answer = InferenceClient(base_url=URL, api_key="none").chat_completion([{"role": "user", "content": TEXT}])
    summary(answer.choices[0].message.content)


@row("cloudflare (Python)", "ai.run", "cloudflare")
def _():
    from cloudflare import Cloudflare

    client = Cloudflare(base_url=f"{URL}/client/v4", api_token="none")
    answer = client.ai.run("@cf/facebook/bart-large-cnn", account_id="any", input_text=TEXT, max_length=60)
    summary(answer["summary"])


@row("mcp (Python)", "tools", "mcp")
def _():
    import asyncio

    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def call():
        async with streamable_http_client(f"{URL}/mcp") as streams:
            async with ClientSession(streams[0], streams[1]) as session:
                await session.initialize()
                names = {tool.name for tool in (await session.list_tools()).tools}
                assert names == {"summarize", "placement", "emissions"}, names
                return await session.call_tool("summarize", {"text": TEXT, "length": "short"})

    result = asyncio.run(call())
    summary(getattr(result, "structured_content", None) and result.structured_content["summary"])


@row("litellm", "completion")
def _():
    import litellm

    answer = litellm.completion(
        model="openai/greengist",
        api_base=f"{URL}/v1",
        api_key="none",
        messages=[{"role": "user", "content": f"Summarize:\n{TEXT}"}],
    )
    summary(answer.choices[0].message.content)


def chat_model():
    from langchain_openai import ChatOpenAI

    # The tokenizer that the chains count with by default is loaded from the network.
    return ChatOpenAI(
        model="greengist", base_url=f"{URL}/v1", api_key="none", custom_get_token_ids=lambda text: [*text.encode()]
    )


@row("langchain-openai", "ChatOpenAI", "langchain_openai")
def _():
    summary(chat_model().invoke(f"Summarize in one sentence: {TEXT}").content)


@row("langchain-openai", "with_structured_output", "langchain_openai")
def _():
    from pydantic import BaseModel

    class Gist(BaseModel):
        title: str
        summary: str

    summary(chat_model().with_structured_output(Gist, method="json_schema").invoke(TEXT).summary)


for kind in ["stuff", "map_reduce", "refine"]:

    @row("langchain-classic", f"load_summarize_chain, {kind}", "langchain_classic")
    def _(kind: str = kind):
        from langchain_classic.chains.summarize import load_summarize_chain
        from langchain_core.documents import Document

        half = TEXT.index("Six turbines")
        documents = [Document(page_content=TEXT[:half].strip()), Document(page_content=TEXT[half:])]
        answer = load_summarize_chain(chat_model(), chain_type=kind).invoke({"input_documents": documents})
        summary(" ".join(answer["output_text"].split()))


@row("llama-index", "OpenAILike", "llama_index.llms.openai_like")
def _():
    from llama_index.llms.openai_like import OpenAILike

    model = OpenAILike(model="greengist", api_base=f"{URL}/v1", api_key="none", is_chat_model=True)
    summary(model.complete(f"Summarize in one sentence: {TEXT}").text)


@row("instructor", "Mode.JSON")
def _():
    import instructor
    from pydantic import BaseModel

    class Gist(BaseModel):
        summary: str

    client = instructor.from_openai(openai_client(), mode=instructor.Mode.JSON)
    gist = client.chat.completions.create(
        model="greengist", messages=[{"role": "user", "content": TEXT}], response_model=Gist, max_retries=0
    )
    summary(gist.summary)


@row("llm", "llm -m greengist")
def _():
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "extra-openai-models.yaml"), "w") as file:
            file.write(f"- model_id: greengist\n  model_name: greengist\n  api_base: {URL}/v1\n")
        answer = subprocess.run(
            [
                sys.executable,
                "-m",
                "llm",
                "-m",
                "greengist",
                "--key",
                "none",
                "--no-log",
                "Summarize in two bullet points",
            ],
            input=TEXT,
            text=True,
            capture_output=True,
            env={**os.environ, "LLM_USER_PATH": folder},
        )
    assert answer.returncode == 0, answer.stderr
    summary(answer.stdout.strip())
    assert answer.stdout.strip().count("- ") == 2, answer.stdout


def installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


for client, call, module, function in ROWS:
    if not installed(module):
        continue
    try:
        function()
        failure = None
    except Exception as error:  # each row stands alone
        line = error.__traceback__.tb_next.tb_lineno if error.__traceback__ and error.__traceback__.tb_next else 0
        failure = f"{type(error).__name__} in line {line}: {error}"
    print(json.dumps({"client": client, "call": call, "failure": failure}), flush=True)
