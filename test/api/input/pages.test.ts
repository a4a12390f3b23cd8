import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readHtml } from "../../../src/api/input/html.ts";

const FOLDER = "test/fixtures/pages";
const pages = JSON.parse(readFileSync(`${FOLDER}/pages.json`, "utf8")) as {
  file: string;
  facts: string[];
  junk: string[];
}[];

describe("a page in the manner of real sites", () => {
  it.each(pages)("$file gives its facts and no junk", ({ file, facts, junk }) => {
    const { text } = readHtml(readFileSync(`${FOLDER}/${file}`, "utf8"));
    const flat = text.replace(/\s+/g, " ");
    expect(facts.filter((fact) => !flat.includes(fact))).toEqual([]);
    expect(junk.filter((one) => flat.includes(one))).toEqual([]);
  });
});

const SAID = "The port will run on tidal power, the council said.";

describe("hidden text", () => {
  it.each([
    'style="display:none"',
    'style="DISPLAY : NONE !important"',
    'style="visibility:hidden"',
    'style="opacity:0"',
    'style="opacity: 0.0"',
    'style="font-size:0px"',
    'style="position:absolute;clip:rect(0,0,0,0)"',
    'style="clip-path: inset(50%)"',
    'style="position:absolute; left:-9999px"',
    'style="text-indent:-9999px"',
    'style="height:0;overflow:hidden"',
    'style="color:#fff;background-color:#fff"',
    "hidden",
    'hidden="until-found"',
    'aria-hidden="true"',
    'class="sr-only"',
    'class="visually-hidden"',
    'class="hide-visually"',
    'class="lead screen-reader-text"',
    'class="d-none"',
    'class="gone"',
    'class="acme-visually-hidden"',
    'class="sr_only"',
    'class="js-hidden"',
    'class="acme-screen-only"',
    'style="transform: scale(0)"',
    'style="filter:opacity(0)"',
    'style="mso-hide:all"',
    "inert",
    'class="away"',
    'id="trap"',
  ])("<p %s> is not read", (attribute) => {
    const sheet =
      "<style>.a, .gone, p.away, div.away { display: none } #trap{visibility:hidden}</style>";
    expect(readHtml(`${sheet}<p ${attribute}>Buy gold coins today.</p><p>${SAID}</p>`).text).toBe(
      SAID,
    );
    expect(
      readHtml(`${sheet}<div ${attribute}><div><p>Buy gold.</p></div></div><p>${SAID}</p>`).text,
    ).toBe(SAID);
  });

  it.each([
    'style="display:block"',
    'style="opacity:0.9"',
    'class="hidden md:block"',
    'class="d-none d-md-block"',
    'class="printed"',
    'class="field-label-hidden"',
    'style="width:1px"',
    'style="clip-path:polygon(0 0, 100% 0, 100% 100%)"',
    'aria-hidden="false"',
  ])("<p %s> is read", (attribute) => {
    const sheet = "<style>@media print { .printed { display: none } }</style>";
    expect(readHtml(`${sheet}<p ${attribute}>${SAID}</p>`).text).toBe(SAID);
  });
});

describe("furniture", () => {
  it("may be a caption by its class", () => {
    const caption =
      '<div class="wp-caption"><p class="wp-caption-text">The pier at dusk.</p></div>';
    expect(readHtml(`<article><p>${SAID}</p>${caption}</article>`).text).toBe(SAID);
  });

  it.each([
    ["cookie-banner", "We use cookies on your device."],
    ["consent-modal", "With your permission we and 812 partners store identifiers."],
    ["cookie-tip", "为了给您提供更好的服务，本站会在您的设备上保存信息。"],
    ["ad-slot", "Buy this now, it is good."],
    ["slot_300x250", "Cheap lamps from nine euros only today."],
    ["jp-relatedposts", "Ten towns to see before you die."],
    ["comments-area", "Great news for the town, I have waited for years."],
    ["newsletter-signup", "Get the news every morning."],
    ["privacy-banner", "This page keeps small files in your browser."],
    ["acme-cookiebot", "This page keeps small files in your browser."],
    ["author-bio", "Ida Marsh has written about ports since she was nine."],
    ["also-read", "Ten towns to see before you die."],
    ["reply-list", "Great news for the town, I have waited for years."],
    ["cookiealert", "Some tools on these pages remember what you read."],
    ["shop-the-story", "Buy this now, it is good."],
    ["you-might-like", "Ten towns to see before you die."],
    ["cmt-list", "Great news for the town, I have waited for years."],
  ])("%s is left out, though it says more than the text", (name, words) => {
    for (const attribute of [`class="${name}"`, `id="${name}"`]) {
      expect(
        readHtml(`<div ${attribute}><p>${words} ${words}</p></div><div><p>${SAID}</p></div>`).text,
      ).toBe(SAID);
      expect(
        readHtml(`<article><p>${SAID}</p><div ${attribute}><p>${words}</p></div></article>`).text,
      ).toBe(SAID);
    }
  });

  it.each([
    'itemprop="comment"',
    'itemscope itemtype="https://schema.org/Comment"',
    'data-testid="comments-list"',
    'aria-label="Cookie banner"',
    "data-google-query-id=x",
  ])("<div %s> is left out", (attribute) => {
    const page = `<article><p>${SAID}</p><div ${attribute}><p>I have waited for years.</p></div></article>`;
    expect(readHtml(page).text).toBe(SAID);
  });

  it.each(["<aside>", "<footer>", '<div class="social-policy">', '<div class="overlay-page">'])(
    "%s is the text if there is no other",
    (tag) => {
      const page = `<h1>Port</h1>${tag}<p>${SAID}</p></${/\w+/.exec(tag)?.[0]}>`;
      expect(readHtml(page).text).toContain(SAID);
      expect(readHtml(`${page}<p>So it is, and so it stays.</p>`).text).not.toContain(SAID);
    },
  );

  it.each([
    "post has-comments",
    "article-content",
    "no-sidebar",
    "story",
    "adventure",
    "shared-space",
  ])("class %s holds the text", (name) => {
    expect(readHtml(`<div class="${name}"><p>${SAID}</p></div>`).text).toBe(SAID);
  });

  it.each([
    "Readers’ comments",
    "Join the discussion",
    "12 responses to “Port”",
    "What readers say",
    "发表评论",
    "Kommentare (3)",
  ])("a heading such as %s ends the text", (heading) => {
    const page = `<div><p>${SAID}</p></div><h3>${heading}</h3><p>I have waited for years, so it is good.</p>`;
    expect(readHtml(page).text).toBe(SAID);
  });

  it.each([
    "Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten.",
    "Nous utilisons des cookies pour améliorer votre expérience.",
    "Cookies settings: we use cookies for statistics.",
  ])("a notice in any language goes: %s", (notice) => {
    expect(readHtml(`<div><p>${notice}</p></div><div><p>${SAID}</p></div>`).text).toBe(SAID);
  });

  it("an article about cookies is not a notice", () => {
    const about =
      "Browsers will block third-party cookies, and advertising partners must ask for consent, the regulator said.";
    expect(readHtml(`<p>${about}</p>`).text).toBe(about);
  });

  it("comments are the text if there is no other", () => {
    expect(readHtml(`<h1>Port</h1><div class="comment"><p>${SAID}</p></div>`).text).toContain(SAID);
  });
});

describe("blocks", () => {
  it("are parted by two breaks, not by one", () => {
    expect(
      readHtml("<div>One voted<br><br>Two began<br />\n<br>Three asked<br>and waited</div>").text,
    ).toBe("One voted\n\nTwo began\n\nThree asked and waited");
  });

  it("have no numbers of notes, but raised and lowered figures", () => {
    const page = `<p>The H<sub>2</sub>O covers 9 m<sup>2</sup><sup class="r"><a href="#n">[1]</a></sup>.</p>`;
    expect(readHtml(page).text).toBe("The H2O covers 9 m2.");
  });

  it("keep a heading apart from the sentence after it", () => {
    const page = `<main><h2>Costs</h2>${SAID} It is <b>cheap</b>.<div role="heading">Dates</div><span>${SAID}</span></main>`;
    expect(readHtml(page).text.split("\n\n")).toEqual([
      "Costs",
      `${SAID} It is cheap.`,
      "Dates",
      SAID,
    ]);
  });
});

describe("linked data", () => {
  const data = (body: string) =>
    `<script type="application/ld+json">${JSON.stringify({ "@graph": [{ articleBody: body }] })}</script>`;

  it("is read where the page shows less than half of the article", () => {
    const body = `${SAID}\n\n${SAID.repeat(5)}`;
    expect(readHtml(`${data(body)}<article><p>${SAID}</p></article>`).text).toBe(body);
    expect(readHtml(`${data(`<p>${SAID}</p><p>${SAID}</p>`)}<div id=root></div>`).text).toBe(
      `${SAID}\n\n${SAID}`,
    );
  });

  it("is read from a comment, with line breaks in strings, and with markup escaped twice", () => {
    const script = (text: string) => `<script type="application/ld+json">${text}</script>`;
    const whole = JSON.stringify({ articleBody: SAID });
    for (const text of [
      `/*<![CDATA[*/${whole}/*]]>*/`,
      `<!--\n${whole}\n-->`,
      `{"articleBody": "${SAID}\n"}`,
      JSON.stringify({ articleBody: `&lt;p&gt;${SAID}&lt;/p&gt;` }),
    ]) {
      expect(readHtml(`${script(text)}<div id=root></div>`).text).toBe(SAID);
    }
  });

  it("is not read where the page shows the text, or where it is broken", () => {
    expect(readHtml(`${data(`${SAID} ${SAID}`)}<p>${SAID}</p><p>So it is.</p>`).text).toBe(
      `${SAID}\n\nSo it is.`,
    );
    expect(
      readHtml(
        `<script type="application/ld+json">{"articleBody": "${SAID}</script><p>So it is.</p>`,
      ).text,
    ).toBe("So it is.");
  });
});
