import json
import os
from urllib.request import Request, urlopen

server = os.environ.get("GREENGIST_URL", "http://localhost:8787")

body = {
    "length": "short",
    "text": "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its port on tidal power. All nine members of the council voted for the plan on Tuesday night. Fishing crews had objected that their nets could snag.",
}
request = Request(
    f"{server}/v1/summarize",
    data=json.dumps(body).encode(),
    headers={"Content-Type": "application/json"},
)
with urlopen(request) as response:
    answer = json.load(response)
print(answer["summary"])
print(answer["emissions"]["total_g"]["value"], "g CO2e")
