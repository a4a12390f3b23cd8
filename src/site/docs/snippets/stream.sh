curl -sN "${GREENGIST_URL:-http://localhost:8787}/v1/summarize" \
  -H 'Content-Type: application/json' \
  -H 'Accept: text/event-stream' \
  -d '{
    "sentences": 2,
    "text": "The night train from Orlen to the coast runs again after eleven years. It leaves at nine and arrives at seven, with one stop in the hills. Tickets for the first week were gone within an hour."
  }'
