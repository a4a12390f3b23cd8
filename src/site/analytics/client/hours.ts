import { SHADES, shadeOf } from "../shade.ts";

const HOUR_MS = 3_600_000;
const LAST_NUMBER = /\d+(?=\D*$)/;

const slider = () => document.querySelector<HTMLInputElement>("#hour");

/** Enables the choice of an hour, and shows the chosen one on the map, which starts in the middle where it scrolls. */
export function startHours(): void {
  const frame = document.querySelector(".map-frame");
  if (frame?.scrollLeft === 0) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
  const input = slider();
  if (!input) return;
  input.disabled = false;
  showHour();
}

document.addEventListener("input", ({ target }) => {
  if (target === slider()) showHour();
});

/** Colors the map by the chosen hour; again after a refresh has replaced the map. */
function showHour(): void {
  const input = slider();
  const shown = document.querySelector<HTMLElement>("#hour-shown");
  const now = document.querySelector<HTMLTimeElement>("#updated time")?.dateTime;
  if (!input || !shown || !now) return;
  const hour = Number(input.value);
  const time = new Date(Date.parse(now) + hour * HOUR_MS).toISOString().slice(11, 16);
  const text = hour === 0 ? shown.dataset.now : shown.dataset.later;
  shown.textContent = (text ?? "").replace("{hours}", String(hour)).replace("{time}", time);
  input.setAttribute("aria-valuetext", shown.textContent);
  for (const element of document.querySelectorAll<SVGElement>("#map [data-hours]")) {
    const gramsPerKwh = Number(element.dataset.hours?.split(" ")[hour]);
    const colored = element.querySelector(".dot") ?? element;
    colored.classList.remove(...SHADES);
    colored.classList.add(shadeOf(gramsPerKwh));
    for (const text of element.querySelectorAll("title, .grams")) {
      text.textContent = (text.textContent ?? "").replace(LAST_NUMBER, String(gramsPerKwh));
    }
  }
}
