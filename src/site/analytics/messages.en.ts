/**
 * The page's texts in English. Their type is the type that every other language must satisfy; placeholders are
 * parameters.
 */
export const en = {
  title: "Emissions",
  description: "The emissions of every summary, request by request.",
  skip: "Skip to the figures",
  live: "Live",
  liveHint: "Refresh the figures every 20 seconds",
  updated: (time: string) => `Updated ${time} UTC`,
  stale: "The figures could not be refreshed. These are the last ones received; retrying.",
  loading: "Loading",
  range: "Range",
  presets: { "24h": "24 hours", "7d": "7 days", "30d": "30 days" },
  from: "From",
  to: "To",
  show: "Show",
  utc: "All times are UTC.",
  fallback:
    "That range cannot be shown: it must begin before it ends, in the past, and last at most 366 days. Here are the last 24 hours.",
  headline: {
    "24h": "The last 24 hours",
    "7d": "The last 7 days",
    "30d": "The last 30 days",
    custom: "The chosen range",
  },
  /** {grams} stands for the figure. */
  story: {
    emitted: (requests: string) => `${requests} emitted {grams} of CO₂e.`,
    avoided: (count: string) => `${count} moved to a cleaner grid and avoided {grams}.`,
    cost: (count: string) => `${count} moved and emitted {grams} more than at the edge.`,
    stayed: (count: string) =>
      `${count} stayed at the edge: moving would not have emitted less, or was not possible.`,
    control: (count: string) => `${count} stayed as a control group, to measure the saving.`,
  },
  million: (distance: string, charges: string) =>
    `A million of these = ${distance} by car, or charging ${charges === "1" ? "a phone once" : `a phone ${charges} times`}.`,
  spread: (from: string, to: string) =>
    `Between ${from} and ${to} by the ranges of the published constants.`,
  today: "Today",
  month: "This month",
  perSummary: "Per summary",
  perSummaryNote: (p50: string, p90: string, p99: string) =>
    `median ${p50}, p90 ${p90}, p99 ${p99}`,
  latency: "Latency",
  latencyNote: (p90: string, p99: string) => `median; p90 ${p90}, p99 ${p99}`,
  energy: "Energy",
  tokens: (input: string, output: string) => `${input} tokens in, ${output} out`,
  summaries: (count: string) => (count === "1" ? "1 summary" : `${count} summaries`),
  stayingLocal: {
    title: "Compared with running everything at the edge",
    saved: "saved",
    cost: "more than at the edge",
    even: "the same as at the edge",
  },
  saving: {
    modelled: "Modeled:",
    measured: "Measured with a control group:",
    unit: "per 1,000 tokens moved",
    noneHeavy: "There was only light work, which runs where it arrives.",
    noneDue: "No region within the latency limit would have emitted less, network included.",
    named: (moved: string) => `${moved} ran in the region that the caller requested.`,
    noneHeldOut: (moved: string) => `no control requests yet (${moved} moves)`,
    tooFew: "; too few to tell yet, because texts differ in size.",
    heldOut: (count: string) =>
      `against ${count === "1" ? "1 control request" : `${count} control requests`}, chosen at random`,
  },
  simulated: (count: string, all: boolean) =>
    all
      ? "All of these requests are from the demo: real summaries with a simulated clock and grid."
      : `${count} of these requests are from the demo, with a simulated clock and grid.`,
  overTime: {
    title: "Over time",
    saving: "As it ran, and if all had stayed at the edge",
    ran: "As it ran",
    saved: "Saving",
    uncertainty: "Range of the estimate, cut at the top",
    low: "Low",
    high: "High",
    carbon: "Carbon",
    energy: "Energy",
    perHour: "per hour",
    perDay: "per day",
  },
  terms: {
    operational: "Operational",
    network: "Network",
    embodied: "Embodied",
    total: "Total",
  },
  asTable: "Show as a table",
  time: "Time",
  staying: "All at the edge",
  where: {
    title: "Where the power is clean",
    note: "Grids and the regions that can take heavy work, colored by the intensity of the grid.",
    arcs: (moves: string) =>
      `Arrows: ${moves} moved, from where they arrived to where they ran; green ones emitted less than the edge would have, red ones more. Click one to see its receipts.`,
    noArcs: "Nothing moved in this range.",
    /** Shown on a phone, where the map is wider than the screen. */
    sideways: "The map scrolls sideways.",
    ring: (colo: string, addedMs: number) =>
      `Dashed: as far as a move from ${colo} adds about ${addedMs} ms, the limit for short work.`,
    areaOf: (name: string, gramsPerKwh: number) => `${name}: ${gramsPerKwh} g/kWh`,
    regionAt: (name: string, colo: string | null, gramsPerKwh: number | null) =>
      `${name}${colo === null ? "" : `, runs in ${colo}`}${gramsPerKwh === null ? "" : `: ${Math.round(gramsPerKwh)} g/kWh`}`,
    flow: (
      colo: string,
      region: string,
      moves: string,
      grams: string,
      difference: string,
      isSaved: boolean,
    ) =>
      `${colo} to ${region}: ${moves}, ${grams}, ${difference} ${isSaved ? "less" : "more"} than at the edge`,
    hour: "Hour",
    now: "now",
    /** {hours} and {time} stand for figures. */
    later: "in {hours} h, {time} UTC",
    foreseen: (known: number, all: number) =>
      known === 0
        ? "No forecasts are known: every hour looks the same."
        : `Forecasts are known for ${known} of ${all} grids; the others stay as they are now.`,
  },
  mapLabel:
    "World map of regions, colored by grid intensity; the table of regions has the same figures",
  legend: "g CO₂e per kWh",
  ranking: {
    title: "Regions now, cleanest first",
    region: "Region",
    grid: "Grid",
    intensity: "g/kWh",
    source: "Source",
    age: "Age",
    unknown: "unknown",
    yearlyMean: "average of 2025",
    kinds: { live: "live", forecast: "forecast", daily: "daily", yearly: "yearly" },
    states: { ready: "ready", overloaded: "at capacity", broken: "circuit breaker open" },
  },
  split: {
    title: "Where the emissions come from",
    model: "Model",
    weight: "Weight",
    placement: "Placement",
    region: "Region",
    zone: "Grid zone",
    key: "API key",
    share: "Share of carbon",
    others: (count: string) => `${count} others`,
    keys: {
      edge: "Edge",
      region: "Region",
      light: "Light",
      heavy: "Heavy",
      holdout: "Control",
      none: "No key",
    } as Readonly<Record<string, string>>,
  },
  accuracy: {
    title: "CPU time: measured divided by predicted",
    none: "Not measured here. Deploy the Tail Worker to compare predictions with measured CPU time.",
    range: (from: string, to: string) => `${from} to ${to}`,
  },
  incomplete:
    "Some requests of this range are not included yet, so the figures are too low. They will be complete within minutes.",
  receipts: {
    title: "Latest receipts",
    note: "Newest first, of the chosen range. Open one to see how its figure was calculated.",
    only: (colo: string, region: string) => `Only from ${colo} to ${region}.`,
    everything: "Show all",
    when: "When",
    what: "What",
    ranIn: "Ran in",
    all: "All",
    page: "Full receipt",
    permalink: "Link to this receipt",
    json: "As JSON",
    edge: "edge",
    held: "control",
    fallback: "region failed",
    asked: "region requested",
    simulated: "simulated",
    filtered: "Filter",
    none: "No receipt matches the filter.",
    older: "Older",
  },
  export: {
    title: "Export: ",
    csv: "Series as CSV",
    receiptsCsv: "Receipts as CSV",
    ndjson: "Receipts as NDJSON",
    json: "Series as JSON",
    regions: "Regions as JSON",
  },
  empty: {
    title: "No summaries in this range.",
    text: "Send a text to POST /v1/summarize and its receipt appears here within a minute, or choose a longer range.",
    send: "Summarize a sample",
    sending: "Sent. Its receipt appears here in a moment.",
    failed: "The sample could not be summarized.",
  },
  failure: {
    title: "The ledger cannot be read right now.",
    text: "No receipts are lost. This page retries automatically.",
  },
  colophon: {
    what: "Estimates by ISO/IEC 21031 (SCI), location-based, predicted from the size of each request. Every constant and its range has a published source.",
    data: (sources: string) =>
      `Grid data: ${sources}. Map: Natural Earth (public domain); grid zones are drawn as the counties, states or provinces that mostly belong to them.`,
    zero: "This page has no trackers and loads nothing from other hosts.",
  },
  ago: (minutes: number) =>
    minutes < 1
      ? "now"
      : minutes < 60
        ? `${Math.round(minutes)} min`
        : minutes < 2880
          ? `${Math.round(minutes / 60)} h`
          : `${Math.round(minutes / 1440)} d`,
};

export type AnalyticsMessages = typeof en;
