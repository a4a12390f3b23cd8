import os

from cloudflare import Cloudflare

server = os.environ.get("GREENGIST_URL", "http://localhost:8787")

client = Cloudflare(base_url=f"{server}/client/v4", api_token="none")
result = client.ai.run(
    "@cf/facebook/bart-large-cnn",
    account_id="any",
    input_text="The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
    max_length=40,
)
print(result)
