import Cloudflare from "cloudflare";

const server = process.env.GREENGIST_URL ?? "http://localhost:8787";

const client = new Cloudflare({ baseURL: `${server}/client/v4`, apiToken: "none" });
const result = await client.ai.run("@cf/facebook/bart-large-cnn", {
  account_id: "any",
  input_text:
    "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
  max_length: 40,
});
console.log(result);
