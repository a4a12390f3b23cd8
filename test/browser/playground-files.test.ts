import { describe, expect, it } from "vitest";
import { HARBOUR, longText } from "../http/client.ts";
import { startWorker } from "../http/worker.ts";
import { opened, summarize } from "./bench.ts";
import { pdf } from "./pdf.ts";
import { expectClean, visitor } from "./site.ts";

const server = startWorker();
const visit = visitor(server);

const HTML = `<!doctype html><title>A page</title><nav>Home | About</nav>
<main><h1>The bridge</h1><p>The bridge at Sall   opened <b>today</b>.</p>
<ul><li>It is blue.</li><li>It is long.</li></ul>
<script>document.title = "run"</script><img src="https://stranger.invalid/pixel.png"></main>`;

/** A PDF with this number of pages of ordinary lines. */
function pdfOf(pages: number): Buffer {
  const lines = longText(pages * 200).split("\n");
  const perPage = Math.floor(lines.length / pages);
  return pdf(
    Array.from({ length: pages }, (_, page) => lines.slice(page * perPage, (page + 1) * perPage)),
  );
}

const choose = (page: Awaited<ReturnType<typeof visit>>["page"]) => ({
  file: (name: string, content: Buffer | string) =>
    page
      .locator("#file")
      .setInputFiles({ name, mimeType: "", buffer: Buffer.from(content as string) }),
});

describe("a file", () => {
  it("of text, Markdown or HTML is read", async () => {
    const seen = await visit("/");
    for (const [name, content, text] of [
      ["note.txt", HARBOUR, HARBOUR],
      ["note.md", "# A\r\n\r\n- one\r\n- two", "# A\n\n- one\n- two"],
      [
        "note.html",
        HTML,
        "The bridge\n\nThe bridge at Sall opened today.\n\n- It is blue.\n\n- It is long.",
      ],
    ] as const) {
      await choose(seen.page).file(name, content);
      await expect.poll(() => seen.page.locator("#text").inputValue()).toBe(text);
    }
    expectClean(seen);
  });

  it("may be dropped anywhere", async () => {
    const seen = await visit("/");
    const { page } = seen;
    await page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["Dropped. Indeed."], "a.txt", { type: "text/plain" }));
      for (const type of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      }
    }`);
    await expect.poll(() => page.locator("#text").inputValue()).toBe("Dropped. Indeed.");
    expect(await page.locator("#drop").isHidden()).toBe(true);
    expectClean(seen);
  });

  it("of another kind, without text or broken is refused", async () => {
    const { page } = await visit("/");
    for (const [name, content, said] of [
      ["picture.png", "\u0089PNG", "is not a .txt"],
      ["empty.txt", " ", "contains no text"],
      ["broken.pdf", "%PDF-1.7 and no more", "cannot be read"],
    ] as const) {
      await choose(page).file(name, content);
      await expect.poll(() => page.locator("#failure").innerText()).toContain(said);
    }
  });
});

describe("a PDF of 200 pages", () => {
  it("is read page by page by our own pdf.js, which is loaded only then, and summarized", async () => {
    const seen = await visit("/");
    const { page } = seen;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const said: string[] = [];
    await page.exposeFunction("heard", (text: string) => said.push(text));
    await page.evaluate(
      `new MutationObserver(() => heard(document.querySelector("#said").textContent))
         .observe(document.querySelector("#said"), { childList: true })`,
    );
    await page.waitForLoadState("networkidle");
    expect(asked.filter((path) => path.includes("pdf"))).toEqual([]);
    await choose(page).file("book.pdf", pdfOf(200));
    await expect
      .poll(() => page.locator("#text").inputValue(), { timeout: 50_000 })
      .toContain("In 1700 the harbour master of pier 0 wrote that 0 boats had passed");
    const text = await page.locator("#text").inputValue();
    expect(text.match(/the harbour master of pier \d+ wrote/g)?.length).toBeGreaterThan(2_000);
    expect(said).toContain("Page 1 of 200");
    expect(said).toContain("Page 200 of 200");
    expect(asked.filter((path) => /\/pdf[-/]/.test(path))).toHaveLength(2);
    await summarize(page);
    const links = await page.locator("#summary a").count();
    expect(links).toBeGreaterThan(1);
    expect(await page.locator("#reader mark").count()).toBe(links);
    expectClean(seen);
  });

  it("can be canceled halfway", async () => {
    const seen = await visit("/");
    const { page } = seen;
    await opened(seen);
    const before = await page.locator("#text").inputValue();
    // The key is pressed inside the page: from here, a busy machine would press it after the last page.
    await page.evaluate(`{
      const said = document.querySelector("#said");
      new MutationObserver((_, observer) => {
        if (!said.textContent.includes("Page")) return;
        observer.disconnect();
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      }).observe(said, { childList: true });
    }`);
    await choose(page).file("book.pdf", pdfOf(200));
    await expect.poll(() => page.locator("#said").innerText()).toBe("Canceled.");
    expect(await page.locator("#text").inputValue()).toBe(before);
  });
});
