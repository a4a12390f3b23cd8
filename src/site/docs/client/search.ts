/** Wide enough for the contents beside the text, as in the style. */
const WIDE = "(width >= 60rem)";

/** Opens the contents where there is room for them, and lets them be searched by all that their sections say. */
export function offerSearch(): void {
  const input = document.querySelector<HTMLInputElement>("#search");
  const found = document.querySelector<HTMLElement>("#found");
  const contents = document.querySelector<HTMLDetailsElement>(".contents details");
  if (!input || !found || !contents) return;
  contents.open = matchMedia(WIDE).matches;
  input.hidden = false;
  const links = [...contents.querySelectorAll<HTMLAnchorElement>("a")];
  let texts: string[] | undefined;
  input.addEventListener("input", () => {
    texts ??= links.map((link) => `${link.textContent} ${textOf(link)}`.toLowerCase());
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    links.forEach((link, at) => {
      const isShown = words.every((word) => texts?.[at]?.includes(word));
      link.hidden = !isShown;
      if (isShown) count++;
    });
    found.textContent = count === 0 ? (found.dataset.none ?? "") : "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") links.find((link) => !link.hidden)?.click();
    if (event.key !== "Escape" || input.value === "") return;
    input.value = "";
    input.dispatchEvent(new Event("input"));
  });
}

/** The text of the section that a link leads to: an operation, or a heading up to the next one. */
function textOf(link: HTMLAnchorElement): string {
  const target = document.getElementById(link.hash.slice(1));
  if (!target || !/^H\d$/.test(target.tagName)) return target?.textContent ?? "";
  const texts: string[] = [];
  for (let next = target.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("h2, .operation, .schema")) break;
    texts.push(next.textContent ?? "");
  }
  return texts.join(" ");
}
