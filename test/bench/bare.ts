import { Hono } from "hono";

/** The peer of every timing: the same body in, an answer of the same size out, and no summary. */
const app = new Hono();

app.post("/v1/summarize", async (c) => {
  const { text } = await c.req.json<{ text: string }>();
  return c.json({ summary: text.slice(0, 400), padding: "x".repeat(2200) });
});

export default app;
