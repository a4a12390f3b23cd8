/**
 * The page's texts in English. Their type is the type that every other language must satisfy; placeholders are
 * parameters.
 */
export const en = {
  title: "Summarize",
  description: "Summarize a text at the network's edge and see what each summary emitted.",
  skip: "Skip to the text",
  heading: "Summarize any text at the network’s edge, and see its carbon.",
  lede: "A summarizer that runs in the data center next to you, sends heavy work to cleaner grids, and writes a carbon receipt for every summary.",
  source: {
    label: "Text",
    placeholder: "Paste a text here, or drop a .txt, .md, .html or .pdf file.",
    samples: "Try",
    open: "Open a file",
    clear: "Clear",
    edit: "Edit the text",
    drop: "Drop the file to read it here",
    count: (characters: string) => `${characters} characters`,
    tooLong: (limit: string) =>
      `The server accepts at most ${limit} characters. This device has no such limit.`,
    reading: (name: string) => `Reading ${name}`,
    page: (page: string, pages: string) => `Page ${page} of ${pages}`,
    unreadable: (name: string) => `${name} cannot be read.`,
    noText: (name: string) => `${name} contains no text; it may be a scan.`,
    wrongKind: (name: string) => `${name} is not a .txt, .md, .html or .pdf file.`,
    marked: (sentences: number) =>
      `The text, with ${sentences === 1 ? "1 sentence" : `${sentences} sentences`} marked`,
  },
  controls: {
    label: "How to summarize",
    mode: "Kind",
    modes: { extractive: "Extractive", trimmed: "Trimmed", written: "Written" },
    length: "Length",
    lengths: { short: "Short", medium: "Medium", long: "Long" },
    format: "Format",
    formats: { paragraph: "Paragraph", "key-points": "Key points", headline: "Headline" },
    query: "Question",
    queryHint: "(optional)",
    place: "Where",
    places: { auto: "Automatic", edge: "Edge", region: "Region", device: "This device" },
    region: "Region",
    anyRegion: "The cleanest that saves emissions",
    regionOption: (region: string, gramsPerKwh: string) => `${region}, ${gramsPerKwh} g/kWh`,
    model: "Model",
    runtime: "Runtime",
    runtimes: { auto: "Automatic", webgpu: "WebGPU", wasm: "WebAssembly" },
    run: "Summarize",
    cancel: "Cancel",
  },
  place: {
    auto: "Heavy work moves to a cleaner grid when that saves emissions; light work stays close.",
    edge: "In the data center next to you. The text stays in memory and is not stored.",
    region:
      "Where electricity is clean right now. For light work, moving the data emits more than it saves.",
    device: "The text stays on this page. The server learns only its size, to compare the places.",
    webgpu: (isWritten: boolean): string =>
      isWritten
        ? "WebGPU scores the sentences; WebAssembly rewrites them, as WebGPU lacks the writer's 8-bit products."
        : "Runs on WebGPU.",
    noWebGpu: "WebGPU needs a graphics adapter and JSPI; this browser lacks one of them.",
    wasm: (threads: number) =>
      `Runs on WebAssembly, ${threads === 1 ? "one thread" : `${threads} threads`}.`,
    toLoad: (bytes: string) => `Loads ${bytes} the first time, then works offline.`,
    lacksModel: "The model for this cannot be loaded.",
    isKept: "The model is cached here: nothing to load.",
  },
  progress: {
    asking: (seconds: string) => `Summarizing, ${seconds} s`,
    loading: (loaded: string, all: string) => `Loading the model, ${loaded} of ${all}`,
    opening: "Opening the model",
    reading: "Reading the text",
    weighing: (sentences: string, all: string) => `Scoring sentences, ${sentences} of ${all}`,
    writing: (text: string, all: string) => `Writing, ${text} of ${all}`,
    cancelled: "Canceled.",
  },
  failure: {
    empty: "There is no text to summarize yet.",
    unreachable: "The server cannot be reached.",
    offline: "You are offline.",
    refused: (detail: string) => `The request was refused: ${detail}`,
    limited: (seconds: number | null) =>
      seconds === null
        ? "Too many requests. Try again in a moment."
        : `Too many requests. Try again in ${seconds} s.`,
    busy: (detail: string, seconds: number | null) =>
      `The server is not available right now: ${detail}${seconds === null ? "" : ` Try again in ${seconds} s.`}`,
    device: (detail: string) => `This device could not summarize it: ${detail}`,
    tryDevice: "Summarize on this device",
  },
  summary: {
    title: "Summary",
    none: "The summary appears here. Each sentence links to its place in the text.",
    jump: "Show in the text",
    how: {
      rewritten: "Rewritten from this sentence of the text",
      trimmed: "A trimmed sentence of the text",
      whole: "A whole sentence of the text",
    },
    /** In place of "As asked" in a reason. */
    checked: "Checked against the text",
    /** A reason with these words is about a summary that was to be written. */
    fellBack: "Fell back",
    written: (seconds: string) => `Written in ${seconds}.`,
    stale: "The text has changed since this summary.",
    copy: "Copy",
    share: "Link to these settings",
    copied: "Summary copied.",
    shared: "Link copied. It holds the settings, not the text.",
    notCopied: "The browser does not allow this page to copy.",
    done: (sentences: number, seconds: string) =>
      `${sentences === 1 ? "1 sentence" : `${sentences} sentences`} in ${seconds}.`,
    truncated: "The text was longer than the model can read; part of it was left out.",
  },
  strip: {
    title: "Where this text would run",
    unit: (unit: string) => `${unit} CO₂e, without the network between you and the edge`,
    deviceLoads: (bytes: string, grams: string) => `first loads ${bytes}: ${grams}`,
    deviceKept: "nothing to load; the text stays on this page",
    deviceLacks: "the model for this cannot be loaded",
    staying: "baseline for the others",
  },
  receipt: {
    title: "Receipt",
    whole: "Full receipt",
    million: (distance: string, charges: string) =>
      `A million of these = ${distance} by car, or charging ${charges === "1" ? "a phone once" : `a phone ${charges} times`}.`,
    more: "Details",
    ranIn: (place: string) => `Ran ${place}.`,
    onDevice: "on this device",
    atEdge: (colo: string, grid: string) => `at the edge in ${colo}, ${grid}`,
    inRegion: (region: string, grid: string) => `in ${region}, on the grid of ${grid}`,
    saved: (share: string) => `With the network between you and the edge, that saved ${share}.`,
    cost: (share: string) =>
      `With the network between you and the edge, that emitted ${share} more than staying.`,
    prompt: "One AI assistant prompt",
    promptSource: "Google, median, 2025",
    between: (from: string, to: string) =>
      `CO₂e, between ${from} and ${to} by the ranges of the published constants`,
    picture: (original: string, prompt: string, search: string) =>
      `Quarter discs whose areas are the emissions. A model of BART-large's size emits ${original} times as much as this summary, a prompt to an AI assistant ${prompt} times, a web search ${search} times.`,
    /** Names in the picture. */
    short: {
      this: "This summary",
      original: "BART-large",
      prompt: "One AI prompt",
      search: "One web search",
    },
    scale: "Areas are to scale.",
    lens: (times: string) => `The lens enlarges the corner ${times} times.`,
    this: "This summary",
    original: "The same with BART-large",
    originalSource: "counted and measured",
    search: "One web search",
    searchSource: "Google, 2009",
    times: (ratio: string) => `${ratio} times`,
    sameGrid: "All on the same grid.",
    energy: "Energy",
    grid: "Grid",
    gridOf: (gramsPerKwh: string, zone: string, kind: string) =>
      `${gramsPerKwh} g/kWh, ${zone}, ${kind}`,
    kinds: { live: "live", forecast: "forecast", daily: "daily average", yearly: "yearly average" },
    world: "world average (your grid is unknown)",
    ran: "Ran",
    provider: "Runtime",
    webgpu: (isWhole: boolean): string =>
      isWhole ? "WebGPU" : "WebGPU; operators without a WebGPU kernel ran on the CPU",
    webgpuAndWasm: "WebGPU for choosing sentences, WebAssembly for writing",
    wasm: (threads: number) =>
      `WebAssembly, ${threads === 1 ? "one thread" : `${threads} threads`}`,
    webGpuFailed: "WebGPU failed; WebAssembly was used instead",
    model: "Model",
    modelOf: (name: string, isWritten: boolean) =>
      `${name}, which ${isWritten ? "wrote" : "chose"} the sentences`,
    waited: "Time",
    busy: (busy: string, waited: string) => `${busy} of computing, ${waited} in total`,
    tokens: "Tokens",
    tokensOf: (read: string, written: string) => `${read} read, ${written} kept`,
    parts: "Parts",
    partsOf: (operational: string, network: string, embodied: string | null) =>
      `${operational} electricity, ${network} network${embodied === null ? "" : `, ${embodied} manufacturing`}`,
    download: (bytes: string, grams: string) =>
      `. This includes ${grams} for loading ${bytes}, once.`,
    assumption:
      "An estimate: measured time × 15 W (1.5 to 55 W), the power of a laptop's processor; manufacturing is not included.",
    methodology: "How this is calculated",
  },
  shortcuts: {
    title: "Keyboard shortcuts",
    open: "Shortcuts",
    close: "Close",
    letters: "Single-key shortcuts (outside text fields)",
    run: "Summarize",
    cancel: "Cancel",
    text: "Go to the text",
    openFile: "Open a file",
    copy: "Copy the summary",
    share: "Copy a link to the settings",
    places: "Automatic, edge, region, this device",
    lengths: "Short, medium, long",
    help: "Show this list",
  },
  element: "Embed it in your own page:",
  privacy: "No text is stored or put in a link. This page loads nothing from other hosts.",
  offlineNote: "To use it offline, summarize once on this device while you are online.",
  offlineReady: "It also works offline, on this device.",
  noScript: "This page needs JavaScript. Without it, use the API:",
};

export type PlaygroundMessages = typeof en;
