const SHOWN_MS = 2_000;

/** Shows the buttons that copy the code beside them. */
export function offerCopies(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button.copy")) {
    button.hidden = false;
    const { textContent: plain } = button;
    button.addEventListener("click", async () => {
      const code = button.parentElement?.querySelector("code")?.textContent ?? "";
      await navigator.clipboard.writeText(code);
      button.textContent = button.dataset.copied ?? plain;
      setTimeout(() => {
        button.textContent = plain;
      }, SHOWN_MS);
    });
  }
}
