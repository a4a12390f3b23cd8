import { Device } from "../../device/client/device.ts";
import { inWords, type ShownQuantity, grams as toGrams } from "../../pages/quantity.ts";
import { askDevice, askServer } from "../../playground/client/ask.ts";
import type { Outcome } from "../../playground/outcome.ts";
import { FORMATS, LENGTHS, MODES } from "../../playground/settings.ts";
import { MESSAGES } from "../messages.ts";
import { STYLE } from "./style.ts";

/** Defined by `src/site/build.ts`. */
declare const DEVICE_SCRIPT: string;

/** The server that this script came from. */
const HOME = new URL(import.meta.url).origin;

/** One worker shared by all elements of a page. */
const devices = new Map<string, Device>();

function deviceFrom(server: string): Device {
  const script = new URL(DEVICE_SCRIPT, server).href;
  const device = devices.get(script) ?? new Device(script);
  devices.set(script, device);
  return device;
}

const oneOf = <T extends string>(all: readonly T[], asked: string | null): T =>
  all.find((one) => one === asked) ?? (all[0] as T);

/**
 * Shows a summary of text on the embedding page, with its receipt.
 *
 *     <script type="module" src="https://YOUR.HOST/element.js"></script>
 *     <greengist-summary for="#article" length="short"></greengist-summary>
 *
 * - `for`: a selector of the element to summarize; without it, the element's own text.
 * - `mode`: "edge" (default) asks the server; "device" runs the model in the page.
 * - `kind`: "extractive" chooses sentences, "trimmed" shortens them, "written" rewrites them; by default the server's
 *   choice, or on the device "extractive".
 * - `length`: "medium" (default), "short", "long".
 * - `format`: "paragraph" (default), "key-points", "headline".
 * - `lang`: language of the element's own words, "en" or "zh"; by default that of the page.
 * - `server`: the origin to ask and to load from; by default that of this script.
 *
 * Fires `greengist-summary` with the outcome, `greengist-progress` during the work, and `greengist-error`; all bubble
 * and cross shadow roots. `refresh()` summarizes again.
 */
export class GreengistSummary extends HTMLElement {
  static readonly observedAttributes = [
    "for",
    "mode",
    "kind",
    "length",
    "format",
    "lang",
    "server",
  ];

  readonly #body = document.createElement("div");
  readonly #note = document.createElement("p");
  #running: AbortController | undefined;
  #isDue = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    this.#body.setAttribute("part", "summary");
    this.#note.setAttribute("part", "receipt");
    this.#note.setAttribute("role", "status");
    root.append(this.#body, this.#note);
  }

  connectedCallback(): void {
    this.#plan();
  }

  disconnectedCallback(): void {
    this.#running?.abort();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#plan();
  }

  /** Summarizes the current text. */
  async refresh(): Promise<void> {
    this.#running?.abort();
    const controller = new AbortController();
    this.#running = controller;
    this.setAttribute("aria-busy", "true");
    this.#note.textContent = this.#t.working;
    try {
      const outcome = await this.#ask(controller.signal);
      this.#show(outcome);
      this.#fire("summary", outcome);
    } catch (error) {
      if (controller.signal.aborted) return;
      this.#body.replaceChildren();
      this.#note.textContent = this.#t.failed;
      this.#fire("error", error);
    } finally {
      if (this.#running === controller) this.removeAttribute("aria-busy");
    }
  }

  /** Runs once for attributes that change together, and only after the page's text is parsed. */
  #plan(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const begin = () => {
      this.#isDue = false;
      if (this.isConnected) void this.refresh();
    };
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", begin, { once: true });
    } else queueMicrotask(begin);
  }

  async #ask(signal: AbortSignal): Promise<Outcome> {
    const selector = this.getAttribute("for");
    const source = selector === null ? this : document.querySelector<HTMLElement>(selector);
    const text = (source?.innerText || source?.textContent || "").trim();
    if (text === "") throw new RangeError(`There is no text in ${selector ?? "the element"}`);
    const kind = MODES.find((one) => one === this.getAttribute("kind"));
    const asked = {
      ...(kind && { mode: kind }),
      text,
      language: "auto",
      query: "",
      length: oneOf(["medium", ...LENGTHS], this.getAttribute("length")),
      format: oneOf(FORMATS, this.getAttribute("format")),
    } as const;
    const server = new URL(this.getAttribute("server") ?? HOME, location.href).origin;
    if (this.getAttribute("mode") !== "device") {
      return askServer(asked, { server, region: undefined }, signal);
    }
    const device = deviceFrom(server);
    return askDevice(
      asked,
      { device, model: "nano", runtime: "auto" },
      (step) => this.#fire("progress", step),
      signal,
    );
  }

  #show({ summary, language, cost }: Outcome): void {
    const lines = summary.split("\n");
    const isList = this.getAttribute("format") === "key-points";
    const text = document.createElement(isList ? "ul" : "p");
    text.lang = language === "zh" ? "zh-Hans" : language === "und" ? "" : language;
    for (const line of lines) {
      if (isList) {
        const item = document.createElement("li");
        item.textContent = line.replace(/^- /, "");
        text.append(item);
      } else text.append(line);
    }
    this.#body.replaceChildren(text);
    const figure: ShownQuantity = toGrams(cost.totalGrams.value);
    this.#note.textContent = this.#t.cost(inWords(figure), cost.embodiedGrams === null);
  }

  get #t() {
    const tag = this.getAttribute("lang") ?? document.documentElement.lang;
    return tag.toLowerCase().startsWith("zh") ? MESSAGES.zh : MESSAGES.en;
  }

  #fire(name: "summary" | "progress" | "error", detail: unknown): void {
    const type = `greengist-${name}`;
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("greengist-summary")) {
  customElements.define("greengist-summary", GreengistSummary);
}
