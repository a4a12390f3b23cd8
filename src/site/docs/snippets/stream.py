import json
import os
from urllib.request import Request, urlopen

server = os.environ.get("GREENGIST_URL", "http://localhost:8787")

body = {
    "sentences": 2,
    "text": "The night train from Orlen to the coast runs again after eleven years. It leaves at nine and arrives at seven, with one stop in the hills. Tickets for the first week were gone within an hour.",
}
request = Request(
    f"{server}/v1/summarize",
    data=json.dumps(body).encode(),
    headers={"Content-Type": "application/json", "Accept": "text/event-stream"},
)
with urlopen(request) as response:
    event = "message"
    for line in response:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            event = value
        elif name == "data" and event == "message":
            print(json.loads(value)["text"])
        elif name == "data" and event == "summary":
            print(json.loads(value)["emissions"]["total_g"]["value"], "g CO2e")
        elif name == "":
            event = "message"
