curl -s "${GREENGIST_URL:-http://localhost:8787}/v1/emissions/requests?limit=1"
