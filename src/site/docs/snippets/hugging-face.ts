import { summarization } from "@huggingface/inference";

const server = process.env.GREENGIST_URL ?? "http://localhost:8787";

const { summary_text } = await summarization({
  endpointUrl: `${server}/models/facebook/bart-large-cnn`,
  inputs:
    "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
  parameters: { max_length: 40 },
});
console.log(summary_text);
