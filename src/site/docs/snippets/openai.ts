import OpenAI from "openai";

const server = process.env.GREENGIST_URL ?? "http://localhost:8787";

const client = new OpenAI({ baseURL: `${server}/v1`, apiKey: "none" });
const { choices, usage } = await client.chat.completions.create({
  model: "greengist",
  messages: [
    { role: "system", content: "Summarize in two bullet points." },
    {
      role: "user",
      content:
        "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
    },
  ],
});
console.log(choices[0]?.message.content);
console.log(usage);
