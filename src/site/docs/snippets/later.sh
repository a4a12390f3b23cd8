curl -s "${GREENGIST_URL:-http://localhost:8787}/v1/jobs" \
  -H 'Content-Type: application/json' \
  -d '{
    "window": "PT12H",
    "text": "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its port on tidal power. All nine members of the council voted for the plan on Tuesday night."
  }'
