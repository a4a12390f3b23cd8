/** Seconds between looks for the receipt: the ledger shows a request within a minute. */
const PAUSES_SECONDS = [2, 3, 5, 10, 20, 20];

/**
 * Sends the sample of an empty page, and reloads the page until its receipt is there.
 * @param reload shows the page anew
 */
export function startFirst(reload: () => Promise<unknown>): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLElement>("#first");
    if (!link) return;
    event.preventDefault();
    void send(link, reload);
  });
}

async function send(link: HTMLElement, reload: () => Promise<unknown>): Promise<void> {
  if (link.getAttribute("aria-disabled") === "true") return;
  link.setAttribute("aria-disabled", "true");
  const { text, sending = "", failed = "" } = link.dataset;
  const response = await fetch("/v1/summarize", {
    method: "POST",
    headers: { "content-type": "application/json" },
    credentials: "omit",
    body: JSON.stringify({ text }),
  }).catch(() => null);
  say(response?.ok ? sending : failed);
  if (!response?.ok) return link.removeAttribute("aria-disabled");
  for (const seconds of PAUSES_SECONDS) {
    await new Promise((wake) => setTimeout(wake, seconds * 1000));
    await reload();
    if (!document.querySelector("#first")) return;
    say(sending);
  }
}

function say(text: string): void {
  const said = document.querySelector("#first-said");
  if (said) said.textContent = text;
}
