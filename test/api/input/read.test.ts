import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Intake } from "../../../src/api/guard/intake.ts";
import { readHtml } from "../../../src/api/input/html.ts";
import { readLines } from "../../../src/api/input/lines.ts";
import { readMarkdown } from "../../../src/api/input/markdown.ts";

const PROSE =
  "The ferry to Ostwick leaves at seven. It carries forty cars and a cargo of salt, and nobody minds the smell.";

const streamOf = (chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

const options = () => ({ intake: new Intake(6_000), deadlineMs: 30_000 });

describe("lines", () => {
  it("are the same however they were cut into chunks", async () => {
    const text = fc.array(fc.constantFrom("a", "b", "\n", "é"), { maxLength: 60 });
    const cuts = fc.array(fc.nat(60), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(text, cuts, async (letters, at) => {
        const bytes = new TextEncoder().encode(letters.join(""));
        const ends = [0, ...at.filter((end) => end <= bytes.length).sort((a, b) => a - b)];
        const chunks = ends.map((end, index) => bytes.slice(end, ends[index + 1] ?? bytes.length));
        const lines: string[] = [];
        for await (const { bytes: line } of readLines(streamOf(chunks), options())) {
          lines.push(new TextDecoder().decode(line as Uint8Array));
        }
        expect(lines).toEqual(
          letters.join("").replace(/\n$/, "\n").split("\n").slice(0, lines.length),
        );
        expect(lines.join("\n").length).toBeGreaterThanOrEqual(letters.join("").length - 1);
      }),
    );
  });

  it("without end are not held", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++;
        if (sent === 2_000) controller.enqueue(new TextEncoder().encode("\nshort\n"));
        else if (sent > 2_000) controller.close();
        else controller.enqueue(new Uint8Array(1_000));
      },
    });
    const found: [number, boolean][] = [];
    for await (const { bytes, length } of readLines(endless, { ...options(), maxBytes: 5_000 })) {
      found.push([length, bytes === null]);
    }
    expect(found).toEqual([
      [1_999_000, true],
      [5, false],
    ]);
  });

  it("are read only as fast as they are taken", async () => {
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent++;
          controller.enqueue(new TextEncoder().encode("line\n"));
        },
      },
      { highWaterMark: 0 },
    );
    const lines = readLines(stream, options());
    await lines.next();
    await lines.next();
    expect(sent).toBe(2);
    await lines.return(undefined);
  });
});

describe("a page", () => {
  it.each([
    ["in an article", `<nav>Menu here.</nav><article><p>${PROSE}</p><p>${PROSE}</p></article>`],
    [
      "in divs",
      `<div class=menu><a href=/>Home</a> <a href=/b>Blog</a></div><div>${PROSE}<br>${PROSE}</div>`,
    ],
    ["in capitals", `<MAIN><P>${PROSE}<P>${PROSE}</MAIN><FOOTER>Imprint</FOOTER>`],
    ["in a form", `<form><p>${PROSE}</p><p>${PROSE}</p><button>Send it now.</button></form>`],
    [
      "hidden aside",
      `<p hidden>Secret words.</p><p>${PROSE}</p><p>${PROSE}</p><div role=navigation>Go.</div>`,
    ],
  ])("%s gives its prose and nothing else", (_, html) => {
    const { text } = readHtml(html);
    expect(text.replace(/\s+/g, " ")).toBe(`${PROSE} ${PROSE}`);
  });

  it("decodes what is escaped, and keeps headings and items apart", () => {
    const { title, text } = readHtml(
      `<title>Salt &amp; smell</title><main><h2>Ferries &#8212; all</h2><p>${PROSE}</p><ul><li>Tea&nbsp;room<li>Deck</ul><p>${PROSE}</p></main>`,
    );
    expect(title).toBe("Salt & smell");
    expect(text.split("\n\n")).toEqual(["Ferries — all", PROSE, "- Tea room", "- Deck", PROSE]);
  });

  it("that is one preformatted text, or all labels, is given rather than nothing", () => {
    expect(readHtml(`<pre>${PROSE}\n${PROSE}</pre>`).text).toContain(PROSE);
    expect(readHtml("<p>Tea room</p>").text).toBe("Tea room");
  });

  it("of any kind is read, or refused as too deep", () => {
    const soup = fc
      .array(
        fc.constantFrom(
          "<p>",
          "</p>",
          "<main>",
          "</div>",
          "<li",
          ">",
          "<!--",
          "-->",
          "<a>",
          "word. ",
          "&",
          "<title>",
          '"',
        ),
        { maxLength: 80 },
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(soup, (html) => {
        const { text } = readHtml(html);
        expect(text.length).toBeLessThanOrEqual(3 * html.length);
      }),
    );
  });
});

describe("Markdown", () => {
  it("loses its marks and keeps its words", () => {
    const markdown = `# Ferries\n\n> ${PROSE}\n\n1. **Tea** [room](https://example.org "t")\n2. \`Deck\` ![x](y.png)\n\n| a | b |\n|---|---|\n| c &amp; d | e |\n\n\`\`\`sh\ncode\n\`\`\`\n`;
    expect(readMarkdown(markdown).split("\n\n")).toEqual([
      "Ferries",
      PROSE,
      "- Tea room",
      "- Deck",
      "| a | b |",
      "| c & d | e |",
    ]);
  });

  it.each([
    [
      "front matter",
      `---\ntitle: Port plan\nlayout: post\n---\n\n# Port plan\n\n${PROSE}`,
      `Port plan\n\n${PROSE}`,
    ],
    ["front matter in TOML", `+++\ntitle = "x"\n+++\n${PROSE}`, PROSE],
    ["a rule at the start", `---\n\n${PROSE}\n\n---\n`, PROSE],
    [
      "reference links",
      "See [the plan][1] and [a debate][]. [Ferries]\n\n[1]: https://e.org/a\n[a debate]: <b> 't'\n[ferries]: /f",
      "See the plan and a debate. Ferries",
    ],
    ["a reference without definition", "An array a[0][1] here.", "An array a[0][1] here."],
    [
      "notes",
      `${PROSE}[^1]\n\n[^1]: Said the mayor.\n    And he said more.\n\nThe end came.`,
      `${PROSE}\n\nThe end came.`,
    ],
    [
      "alerts",
      "> [!NOTE]\n> Useful words stand here.\n\n> [!WARNING] Take care\n> Of the dog.",
      "Useful words stand here.\n\nOf the dog.",
    ],
    ["badges", `[![build](https://e.org/b.svg)](https://e.org) ![v](v.svg)\n\n${PROSE}`, PROSE],
    [
      "task lists",
      "- [ ] Ring the mayor\n- [x] Feed the dog",
      "- Ring the mayor\n\n- Feed the dog",
    ],
    ["nested lists", "- Tea\n  - Green\n    1. Hot\n- Milk", "- Tea\n\n- Green\n\n- Hot\n\n- Milk"],
    ["lists in quotations", "> - Tea\n> - Milk", "- Tea\n\n- Milk"],
    ["code", `${PROSE}\n\n~~~\n[x]: y\n~~~\n\n    indented()\n`, PROSE],
    ["a reference over two lines", "See [the\nplan][1].\n\n[1]: https://e.org/a", "See the plan."],
    ["a note in place", `${PROSE}^[Said the mayor.]`, PROSE],
    [
      "links of a wiki",
      "See [[Port plan|the plan]], [[Tea]] and ![[tea.png]] here.",
      "See the plan, Tea and here.",
    ],
    [
      "marked words and shortcodes",
      "The ==tea== is hot :tada: (at 9:30:15).",
      "The tea is hot (at 9:30:15).",
    ],
    ["the meaning of a term", `Tea\n: ${PROSE}`, `Tea\n\n${PROSE}`],
    ["modules of MDX", `import Tea from "./tea"\nexport const hot = { a: 1 }\n\n${PROSE}`, PROSE],
    ["directives", `:::tip\n${PROSE}\n:::`, PROSE],
  ])("with %s", (_, markdown, text) => {
    expect(readMarkdown(markdown).replaceAll("- - ", "- ")).toBe(text);
  });

  it.each([
    "[[a",
    "==a",
    "^[a",
    ":a:",
    "- > ",
    "> - ",
    "- ",
    "* + - ",
    "> ",
    "1. ",
    "[",
    "![",
    "[a](",
    "*a ",
    "_a",
    "`",
    "``` ",
    "<",
    "<b>",
    "| a ",
    "&amp;",
    "~~",
    "\\",
    "# ",
    "[a]: b\n",
    "[^1]",
    "[^1]: a\n",
    "\t",
    "- \n",
    "  - a\n",
    "a\n===\n",
    "[a][b]",
    "---\n",
    ":::\n",
  ])("made of %j is read, however long it is", (piece) => {
    // A reader slower than linear would not end in time; `npm run bench:hostile` measures how time grows.
    expect(typeof readMarkdown(piece.repeat(Math.ceil(200_000 / piece.length)))).toBe("string");
  });

  it("of ever deeper items is read", () => {
    const deep = Array.from(
      { length: 2_000 },
      (_, depth) => `${"  ".repeat(depth % 500)}- item ${depth}`,
    ).join("\n");
    expect(readMarkdown(deep)).toContain("item 1999");
  });

  it("that is none is the text itself", () => {
    expect(readMarkdown(PROSE)).toBe(PROSE);
  });
});
