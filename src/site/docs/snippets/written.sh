curl -s "${GREENGIST_URL:-http://localhost:8787}/v1/summarize" \
  -H 'Content-Type: application/json' \
  -d '{
    "mode": "abstractive",
    "length": "short",
    "text": "The harbour town of Kelsmouth, which has burned diesel for sixty years, will switch off its last generator next spring and run its port on tidal power. All nine members of the council voted for the plan on Tuesday night. Fishing crews had objected that their nets could snag."
  }'
