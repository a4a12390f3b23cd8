/**
 * Follows links and forms of this page without a full reload, so that the scroll position stays and the address and the
 * history stay correct. If `load` fails, the browser navigates instead.
 */
export function follow(load: (address: string) => Promise<boolean>): void {
  const go = async (address: string) => {
    if (!(await load(address))) return location.assign(address);
    history.pushState(null, "", address);
    const { hash } = new URL(address);
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  };

  document.addEventListener("click", (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!(event.target instanceof Element) || event.button !== 0 || !isPlain) return;
    // A link of the map is an SVG element, whose `href` is no string.
    const href = event.target.closest("a[data-swap]")?.getAttribute("href");
    if (!href) return;
    event.preventDefault();
    void go(new URL(href, location.href).href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.swap === undefined) return;
    event.preventDefault();
    void go(addressOf(form));
  });

  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
  });

  addEventListener("popstate", () => void load(location.href));
}

function addressOf(form: HTMLFormElement): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") parameters.set(name, value);
  }
  return `${form.action}?${parameters}`;
}
