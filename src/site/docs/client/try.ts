/** Response headers that are shown. */
const SHOWN_HEADERS = ["content-type", "carbon-emissions-scope-2", "link", "x-request-id"];

/** Number of characters of a response that are shown; more would make the browser pause for layout. */
const MAX_SHOWN = 200_000;

/** Shows the forms and makes each of them send its request. */
export function offerTries(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.try")) {
    form.hidden = false;
    form.spellcheck = false;
    const body = form.querySelector<HTMLTextAreaElement>("[data-body]");
    const examples = form.querySelector<HTMLSelectElement>("[data-examples]");
    examples?.addEventListener("change", () => {
      if (body) body.value = examples.value;
    });
    let running: AbortController | null = null;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (running) return running.abort();
      running = new AbortController();
      try {
        await run(form, running.signal);
      } finally {
        running = null;
      }
    });
  }
}

async function run(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const button = form.querySelector("button") as HTMLButtonElement;
  const outcome = form.querySelector("output") as HTMLOutputElement;
  const result = form.querySelector("pre.result") as HTMLPreElement;
  const code = result.querySelector("code") as HTMLElement;
  button.textContent = button.dataset.stop ?? "";
  outcome.textContent = "…";
  result.hidden = true;
  code.textContent = "";
  const startedMs = performance.now();
  try {
    const response = await fetch(addressOf(form), { ...initOf(form), signal });
    const elapsed = Math.round(performance.now() - startedMs);
    outcome.textContent = `${response.status} ${response.statusText} · ${elapsed} ms`;
    outcome.dataset.ok = String(response.ok);
    const headers = SHOWN_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [`${name}: ${value}`];
    });
    code.textContent = `${headers.join("\n")}\n\n`;
    result.hidden = false;
    await show(response, code);
  } catch {
    if (!signal.aborted) outcome.textContent = form.dataset.failed ?? "";
    else outcome.textContent = "";
    outcome.dataset.ok = "false";
  } finally {
    button.textContent = button.dataset.run ?? "";
  }
}

/** JSON is indented; anything else is shown unchanged. */
async function show(response: Response, code: HTMLElement): Promise<void> {
  const isJson = /\bjson$/.test(response.headers.get("content-type")?.split(";")[0] ?? "");
  if (isJson) {
    const text = JSON.stringify(await response.json(), null, 2);
    code.append(text.slice(0, MAX_SHOWN));
    return;
  }
  let shown = 0;
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    if (shown < MAX_SHOWN) code.append(text.slice(0, MAX_SHOWN - shown));
    shown += text.length;
  }
}

function addressOf(form: HTMLFormElement): URL {
  let path = form.dataset.path ?? "/";
  const query = new URLSearchParams();
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-in]")) {
    const value = input.value.trim();
    if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURI(value));
    else if (value !== "") query.append(input.name, value);
  }
  return new URL(`${path}${query.size > 0 ? `?${query}` : ""}`, location.href);
}

function initOf(form: HTMLFormElement): RequestInit {
  const body = form.querySelector<HTMLTextAreaElement>("[data-body]");
  const accept = form.querySelector<HTMLSelectElement>("[data-accept]");
  return {
    method: form.dataset.method ?? "GET",
    headers: {
      ...(accept && { Accept: accept.value }),
      ...(body && { "Content-Type": "application/json" }),
    },
    ...(body && { body: body.value }),
  };
}
