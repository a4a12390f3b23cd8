import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

// An assistant needs only the address: { "mcpServers": { "greengist": { "url": "http://localhost:8787/mcp" } } }
const server = process.env.GREENGIST_URL ?? "http://localhost:8787";

const client = new Client({ name: "example", version: "1.0.0" });
await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", server)));
const { structuredContent } = await client.callTool({
  name: "summarize",
  arguments: {
    length: "short",
    text: "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
  },
});
const answer = structuredContent as { summary: string; emissions_grams: number; ran_in: string };
console.log(answer.summary);
console.log(`${answer.emissions_grams} g CO2e, made in ${answer.ran_in}`);
await client.close();
