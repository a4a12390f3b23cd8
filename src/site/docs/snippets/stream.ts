const server = process.env.GREENGIST_URL ?? "http://localhost:8787";

const response = await fetch(new URL("/v1/summarize", server), {
  method: "POST",
  headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
  body: JSON.stringify({
    sentences: 2,
    text: "The night train from Orlen to the coast runs again after eleven years. It leaves at nine and arrives at seven, with one stop in the hills. Tickets for the first week were gone within an hour.",
  }),
});
if (!response.ok || !response.body) throw new Error(await response.text());

let buffer = "";
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
  const events = (buffer + text).split("\n\n");
  buffer = events.pop() ?? "";
  for (const event of events) {
    const data = JSON.parse(event.slice(event.indexOf("data: ") + 6));
    if (event.startsWith("data: ")) console.log(data.text);
    else if (event.startsWith("event: summary"))
      console.log(data.emissions.total_g.value, "g CO2e");
  }
}
