curl -s "${GREENGIST_URL:-http://localhost:8787}/v1/summarize" \
  -H 'Content-Type: application/json' \
  -d '{
    "length": "short",
    "documents": [
      { "text": "The night train from Orlen to the coast runs again after eleven years. Tickets for the first week were gone within an hour." },
      { "text": "The library of Tarn Street lends tools as well as books from Monday. A drill may be kept for three days, a ladder for one." }
    ]
  }'
