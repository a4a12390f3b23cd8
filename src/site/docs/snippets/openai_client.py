import os

from openai import OpenAI

server = os.environ.get("GREENGIST_URL", "http://localhost:8787")

client = OpenAI(base_url=f"{server}/v1", api_key="none")
completion = client.chat.completions.create(
    model="greengist",
    messages=[
        {"role": "system", "content": "Summarize in two bullet points."},
        {
            "role": "user",
            "content": "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
        },
    ],
)
print(completion.choices[0].message.content)
print(completion.usage)
