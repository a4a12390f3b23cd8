import asyncio
import os

from mcp import Client

# An assistant needs only the address: { "mcpServers": { "greengist": { "url": "http://localhost:8787/mcp" } } }
server = os.environ.get("GREENGIST_URL", "http://localhost:8787")


async def main():
    async with Client(f"{server}/mcp") as client:
        result = await client.call_tool(
            "summarize",
            {
                "length": "short",
                "text": "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
            },
        )
    answer = result.structured_content
    print(answer["summary"])
    print(answer["emissions_grams"], "g CO2e, made in", answer["ran_in"])


asyncio.run(main())
