const server = process.env.GREENGIST_URL ?? "http://localhost:8787";

const response = await fetch(new URL("/v1/summarize", server), {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({
    length: "short",
    text: "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its port on tidal power. All nine members of the council voted for the plan on Tuesday night. Fishing crews had objected that their nets could snag.",
  }),
});
const answer = await response.json();
if (!response.ok) throw new Error(answer.detail);
console.log(answer.summary);
console.log(`${answer.emissions.total_g.value} g CO2e`);
