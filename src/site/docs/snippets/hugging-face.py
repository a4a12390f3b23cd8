import os

from huggingface_hub import InferenceClient

server = os.environ.get("GREENGIST_URL", "http://localhost:8787")

client = InferenceClient(model=f"{server}/models/facebook/bart-large-cnn")
result = client.summarization(
    "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one. Whoever brings it back late pays nothing but must sweep the yard.",
    generate_parameters={"max_length": 40},
)
print(result.summary_text)
