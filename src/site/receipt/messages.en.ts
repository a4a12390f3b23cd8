export const en = {
  title: "Receipt",
  description: "The emissions of one summary, derived step by step from its inputs.",
  skip: "Skip to the receipt",
  heading: "Carbon receipt of one summary",
  notFound: "There is no receipt with this id. A new one can take a minute to appear.",
  million: (distance: string, charges: string) =>
    `A million of these = ${distance} by car, or charging ${charges === "1" ? "a phone once" : `a phone ${charges} times`}.`,
  between: (from: string, to: string) =>
    `Between ${from} and ${to} by the ranges of the published constants.`,
  why: {
    moved: (region: string, grid: string, there: string, here: string) =>
      `Moved to ${region}: its grid, ${grid}, emits ${there} g/kWh, against ${here} g/kWh at the edge.`,
    requested: (region: string, grid: string) =>
      `Ran in ${region} on the grid of ${grid}, because the caller requested it.`,
    requestedEdge: (colo: string, grid: string) =>
      `Ran at the edge in ${colo}, ${grid}, because the caller requested it.`,
    failed: (colo: string, grid: string) =>
      `Ran at the edge in ${colo}, ${grid}, because the region that was to do it gave no usable answer.`,
    control: (colo: string, grid: string) =>
      `Stayed at the edge in ${colo}, ${grid}, as part of the control group that measures the saving.`,
    light: (colo: string, grid: string) =>
      `Ran at the edge in ${colo}, ${grid}: light work stays where it arrives.`,
    heavy: (colo: string, grid: string) =>
      `Ran at the edge in ${colo}, ${grid}: no region in reach would have emitted less.`,
  },
  saved: (share: string) => `That saved ${share} compared with the edge.`,
  cost: (share: string) => `That emitted ${share} more than the edge would have.`,
  comparison: "As it ran, and at the edge",
  ran: "As it ran",
  stayed: "At the edge",
  parts: { operational: "Electricity", embodied: "Manufacturing", network: "Network" },
  beside: {
    title: "Beside other things, on the same grid",
    original: "The same with a model of BART-large’s size",
    prompt: "One prompt to an AI assistant",
    search: "One web search",
    sources: {
      original: "counted and measured",
      prompt: "Google, median, August 2025",
      search: "Google, 2009, the latest published",
    },
    times: (ratio: string) => `${ratio} times`,
    /** The heading of the methodology that explains the comparison. */
    anchor: "for-comparison",
    how: "How these are calculated",
  },
  candidates: {
    title: "The places that were compared",
    note: "As the decision saw them then, best first, without the network between you and the edge, which is the same everywhere.",
    place: "Place",
    grid: "Grid",
    intensity: "g/kWh",
    grams: "CO₂e",
    latency: "Added",
    verdict: "Verdict",
    edge: "Edge",
    ran: "ran here",
    verdicts: {
      eligible: "would emit less",
      far: "too far away",
      dirtier: "would emit more",
      network: "would emit less only if the network takes little energy",
      unable: "could not take the work, or its grid was unknown",
    },
  },
  derivation: "How it was calculated",
  derivationNote:
    "Every line can be redone by hand from the figures in it: from characters and multiply-accumulates, counted in the model’s layers (GMAC: a billion), to seconds, energy and grams. Seconds are predicted, since a Worker cannot measure them. Where the work moved, each place has the seconds of its own part, with those to hand it over.",
  earlier: "This receipt was calculated by an earlier method; only its recorded figures are shown.",
  /** Between the parts of a list. */
  comma: ", ",
  semicolon: "; ",
  places: { edge: "edge", region: "region" },
  lines: {
    characters: "Splitting and tokenizing the text",
    read: "Reading every sentence",
    reread: "Rereading the best sentences",
    encode: "Writer: reading the sentences",
    decode: "Writer: writing tokens",
    attend: "Writer: attention",
    rest: "Everything else",
    time: "Busy time of one vCPU, if all is done at one place",
    compute: "Energy of computing",
    memory: "Energy of memory",
    operational: "Electricity",
    embodied: "Manufacturing",
    access: "Network between caller and edge",
    backbone: "Network between edge and region",
  },
  factors: {
    characters: "characters",
    characterRate: "for each (measured by npm run calibrate)",
    gmac: "multiply-accumulates, from the model’s layers",
    gmacRate: "measured by npm run calibrate",
    rest: "the fixed part of any request, very short sentences, markup, work done twice",
    seconds: "predicted busy time of one vCPU",
    watts: "watts of one busy vCPU (Cloud Carbon Footprint, from SPECpower)",
    pue: "power usage effectiveness of the building",
    joules: "joules in a kWh",
    hours: "seconds in an hour",
    memory: "memory held",
    memoryEnergy: "energy of memory (Cloud Carbon Footprint)",
    bytes: "bytes, both directions",
    bytesPerGb: "bytes in a gigabyte",
    networkEnergy: "energy of the network (see the methodology)",
    intensity: "grid intensity where it ran",
    edgeIntensity: "grid intensity at the edge",
    meanIntensity: "mean of both grid intensities",
    manufacturing: "share of manufacturing the server",
    energy: "computing and memory",
  },
  columns: { line: "Line", calculation: "Calculation", result: "Result" },
  total: "Total",
  grid: (
    place: string,
    zone: string,
    gramsPerKwh: string,
    kind: string,
    source: string,
    time: string,
  ) =>
    `Grid of the ${place}: ${zone}, ${gramsPerKwh} g/kWh, ${kind}, ${source}, as of ${time} UTC.`,
  kinds: { live: "live", forecast: "forecast", daily: "daily average", yearly: "yearly average" },
  request: (time: string, model: string, read: string, written: string) =>
    `${time} UTC, model ${model}, ${read} tokens read, ${written} written.`,
  method: (method: string) => `${method}.`,
  simulated: "From the demo: a real summary with a simulated clock and grid.",
  links: { json: "As JSON", image: "As an image", all: "All receipts", methodology: "Methodology" },
};

export type ReceiptMessages = typeof en;
