import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReadLanguage } from "../../../src/contract/language.ts";
import { splitSentences } from "../../../src/summarizer/text/sentences.ts";

const split = (text: string, language: ReadLanguage = "en") =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

describe("English", () => {
  test.each([
    ["titles", "Dr. Curie came. She left.", ["Dr. Curie came.", "She left."]],
    ["initials", "J. S. Bach sang. We wept.", ["J. S. Bach sang.", "We wept."]],
    ["e.g. and i.e.", "Use it, e.g. Here, i.e. Now. Go.", ["Use it, e.g. Here, i.e. Now.", "Go."]],
    [
      "before a number",
      "See No. 5 and Fig. 2. Then no. Stop.",
      ["See No. 5 and Fig. 2.", "Then no.", "Stop."],
    ],
    ["acronym inside", "The U.S. Navy came. It left.", ["The U.S. Navy came.", "It left."]],
    [
      "acronym at the end",
      "He moved to the U.S. The sun shone.",
      ["He moved to the U.S.", "The sun shone."],
    ],
    [
      "dotted letters before a number",
      "Pulse 60, b.p. 120/80. Go left at Rte. 9. Prof. Dr. Ing. Ada Kron left.",
      ["Pulse 60, b.p. 120/80.", "Go left at Rte. 9.", "Prof. Dr. Ing. Ada Kron left."],
    ],
    ["decimals", "It costs 3.50 now. Pay.", ["It costs 3.50 now.", "Pay."]],
    [
      "quotation of a tokenized corpus",
      "``So he walked in...'' is how it began. They left.",
      ["``So he walked in...'' is how it began.", "They left."],
    ],
    ["quoted question", '"Why?" he asked. "So."', ['"Why?" he asked.', '"So."']],
    [
      "URL",
      "See https://a.example/x?y=1 now. Done.",
      ["See https://a.example/x?y=1 now.", "Done."],
    ],
    ["detached full stops", "the end . it is over .", ["the end .", "it is over ."]],
    [
      "a lettered noun is not an initial",
      "Take vitamin C. Cats do.",
      ["Take vitamin C.", "Cats do."],
    ],
    [
      "a quarter is lettered, not a person",
      "Meet in quarter B. Guards know.",
      ["Meet in quarter B.", "Guards know."],
    ],
    ["a reference in brackets", "See Fig. [3] first. Go.", ["See Fig. [3] first.", "Go."]],
    [
      "words joined by &",
      "He read Mech. & Mat. Sci. at Orme. So.",
      ["He read Mech. & Mat. Sci. at Orme.", "So."],
    ],
    [
      "a weekday before a date",
      "They met on Tue. Jan. 9 there. So.",
      ["They met on Tue. Jan. 9 there.", "So."],
    ],
    [
      "a generation before an office",
      "Ed Holm Sr. CEO of Orme left. So.",
      ["Ed Holm Sr. CEO of Orme left.", "So."],
    ],
    ["a company's own mark", "Hurra! Ltd. closed. So.", ["Hurra! Ltd. closed.", "So."]],
    [
      "codes of law",
      "Under Cal. Bus. Code § 4 it pays. So.",
      ["Under Cal. Bus. Code § 4 it pays.", "So."],
    ],
    [
      "on behalf of",
      "Orr ex rel. Dean v. Holm was heard. So.",
      ["Orr ex rel. Dean v. Holm was heard.", "So."],
    ],
    [
      "an abbreviation before a numbered one",
      "It is in Apt. No. 5. So.",
      ["It is in Apt. No. 5.", "So."],
    ],
    ["a word that is also an abbreviation", "No. No. No.", ["No.", "No.", "No."]],
    [
      "a name before a rank",
      "They saw Isaac. Sgt. 1st Class Orr ran.",
      ["They saw Isaac.", "Sgt. 1st Class Orr ran."],
    ],
    [
      "a missing space after a name",
      "It came late.The box was open. I asked in May.Please reply.",
      ["It came late.", "The box was open.", "I asked in May.", "Please reply."],
    ],
    ["initials without spaces", "J.S. Bach sang. We wept.", ["J.S. Bach sang.", "We wept."]],
    [
      "times of day",
      "Open at 9 p.m. Monday. It shut at 3 p.m. because of fog. It rang at 9 p.m. Police came.",
      [
        "Open at 9 p.m. Monday.",
        "It shut at 3 p.m. because of fog.",
        "It rang at 9 p.m.",
        "Police came.",
      ],
    ],
    ["versions", "Take v1.2.3. Then go.", ["Take v1.2.3.", "Then go."]],
    ["code", "Call `a.b. C` once. Done.", ["Call `a.b. C` once.", "Done."]],
    [
      "a full stop in a URL",
      "At https://a.example/x.Y?z=1. So.",
      ["At https://a.example/x.Y?z=1.", "So."],
    ],
    ["emphasis", "**Bold.** Next one.", ["**Bold.**", "Next one."]],
    [
      "footnotes",
      "It ended.[1] Then it rose.[2][3] So.",
      ["It ended.[1]", "Then it rose.[2][3]", "So."],
    ],
    [
      "brackets inside",
      "A page (or a book!) will do. So.",
      ["A page (or a book!) will do.", "So."],
    ],
    [
      "a name with a mark",
      "Yip! radio fell silent. So it was. It rained.",
      ["Yip! radio fell silent.", "So it was.", "It rained."],
    ],
    [
      "no space",
      "It rained.The sun came. System.Text works.",
      ["It rained.", "The sun came.", "System.Text works."],
    ],
    [
      "hesitation",
      "Well... I see. He left… She came back.",
      ["Well... I see.", "He left…", "She came back."],
    ],
    [
      "stops that extraction left behind",
      "Even though . we are late. The press . reports it. So be it.",
      ["Even though . we are late.", "The press . reports it.", "So be it."],
    ],
    [
      "chat with a name in it",
      "we shipped it. nobody knew. Ida did not. then we left.",
      ["we shipped it.", "nobody knew.", "Ida did not.", "then we left."],
    ],
    [
      "all lower case",
      "we shipped it. nobody knew, e.g. me.",
      ["we shipped it.", "nobody knew, e.g. me."],
    ],
  ])("%s", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe("English, what holds a sentence together", () => {
  test.each([
    [
      "an initial with a number",
      "The law, Pub. L. 217-58, funds ports. It expires.",
      ["The law, Pub. L. 217-58, funds ports.", "It expires."],
    ],
    [
      "the name of a law",
      "Cal. Veh. Code bars it. Crews know.",
      ["Cal. Veh. Code bars it.", "Crews know."],
    ],
    [
      "the volume of a journal",
      "Read J. Clim. 12, 345 at sea. It is short.",
      ["Read J. Clim. 12, 345 at sea.", "It is short."],
    ],
    [
      "a letter after an abbreviation",
      "See fig. 3 and app. A for details. It is short.",
      ["See fig. 3 and app. A for details.", "It is short."],
    ],
    [
      "many short abbreviations",
      "Pt. is a sailor with a Hx. of gout. He has no fever.",
      ["Pt. is a sailor with a Hx. of gout.", "He has no fever."],
    ],
    [
      "a weekday and a date",
      "The ship leaves on Tues. 4 May. Crews wait.",
      ["The ship leaves on Tues. 4 May.", "Crews wait."],
    ],
    [
      "an emoticon",
      "The parcel came. :-) It is fine <3. We rest.",
      ["The parcel came. :-)", "It is fine <3.", "We rest."],
    ],
    [
      "brackets",
      "The plan (Is it late? Some say so.) was passed. Crews left.",
      ["The plan (Is it late? Some say so.) was passed.", "Crews left."],
    ],
    [
      "brackets that open a sentence",
      "It rained. (We knew. It had been said.) They left.",
      ["It rained.", "(We knew. It had been said.)", "They left."],
    ],
    [
      "brackets with a stop before a new sentence",
      "We saw the mill (it was open all day.) The staff were kind.",
      ["We saw the mill (it was open all day.)", "The staff were kind."],
    ],
    [
      "two sentences in quotation marks",
      '"We rest. The bridge is safe." The crew slept.',
      ['"We rest. The bridge is safe."', "The crew slept."],
    ],
    [
      "who said it",
      '"We rest. It is late." Ann Reed said. Nobody spoke.',
      ['"We rest. It is late." Ann Reed said.', "Nobody spoke."],
    ],
    [
      "a new sentence after a quotation",
      '"We rest." Reed said no more was planned. It rained.',
      ['"We rest."', "Reed said no more was planned.", "It rained."],
    ],
    [
      "a quotation that nothing closes",
      '"We rest. It is late. The crew slept.',
      ['"We rest.', "It is late.", "The crew slept."],
    ],
    [
      "a case",
      "The appeal in Lowe v. Reed will be heard. In Baker v. The Crown it was.",
      ["The appeal in Lowe v. Reed will be heard.", "In Baker v. The Crown it was."],
    ],
    [
      "codes",
      "Under Fed. R. Civ. P. 9 and Cal. Penal Code 12 it is barred. See Pub. L. No. 5, § 2.",
      ["Under Fed. R. Civ. P. 9 and Cal. Penal Code 12 it is barred.", "See Pub. L. No. 5, § 2."],
    ],
    [
      "a supplement",
      "It fell by half, see Suppl. Fig. 2, in May. It rose.",
      ["It fell by half, see Suppl. Fig. 2, in May.", "It rose."],
    ],
    [
      "a guest",
      "The song is by Lowe feat. Reed. What a feat. All clapped.",
      ["The song is by Lowe feat. Reed.", "What a feat.", "All clapped."],
    ],
    [
      "ranks and other capitals without vowels",
      "Cpl. Reed met the Mgr. Lowe there. They ate.",
      ["Cpl. Reed met the Mgr. Lowe there.", "They ate."],
    ],
    [
      "an ampersand",
      "The Nav. & Eng. by the stairs is shut. Go on.",
      ["The Nav. & Eng. by the stairs is shut.", "Go on."],
    ],
    [
      "a heading with a number",
      "Chapter 3. The Harbour. Read Chapter 4. The rest is short.",
      ["Chapter 3. The Harbour.", "Read Chapter 4.", "The rest is short."],
    ],
    [
      "names of companies",
      "She runs Lowe Corp. President Ann Reed resigned. She left Lowe Inc. Shares fell.",
      ["She runs Lowe Corp. President Ann Reed resigned.", "She left Lowe Inc.", "Shares fell."],
    ],
  ])("%s", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe("English, what does not", () => {
  test.each([
    [
      "a unit of two letters",
      "It was 140 mm Hg. Crews agreed.",
      ["It was 140 mm Hg.", "Crews agreed."],
    ],
    ["a size", "It comes in size L. Sailors like it.", ["It comes in size L.", "Sailors like it."]],
    [
      "a letter after any noun",
      "We chose dock B. Crews agreed.",
      ["We chose dock B.", "Crews agreed."],
    ],
    [
      "a country at the end",
      "He left the U.S. Sailors cheered. He reached Lima, P.R. Nobody knew.",
      ["He left the U.S.", "Sailors cheered.", "He reached Lima, P.R.", "Nobody knew."],
    ],
    [
      "a number that opens a sentence",
      "It was late. 12 boats left. It cost 3. 4 stayed.",
      ["It was late.", "12 boats left.", "It cost 3.", "4 stayed."],
    ],
    ["emoji", "We won! 🎉 It rained. 👩‍🚒🚒 Come.", ["We won! 🎉", "It rained. 👩‍🚒🚒", "Come."]],
    [
      "note numbers",
      "The town grew.3 Rents rose.² It stopped.[4] So.",
      ["The town grew.3", "Rents rose.²", "It stopped.[4]", "So."],
    ],
    [
      "missing spaces",
      "Is it late?Yes.The lamp is broken.Please send one to Leeds.Delivery took long.",
      [
        "Is it late?",
        "Yes.",
        "The lamp is broken.",
        "Please send one to Leeds.",
        "Delivery took long.",
      ],
    ],
    [
      "names in code",
      "Call subprocess.Popen or System.Text here. It works.",
      ["Call subprocess.Popen or System.Text here.", "It works."],
    ],
    [
      "a name that starts in lower case",
      "It came. iPhone sales rose.",
      ["It came.", "iPhone sales rose."],
    ],
    [
      "an ellipsis that opens a sentence",
      "It ended. ...and then it began.",
      ["It ended.", "...and then it began."],
    ],
    [
      "numbers of a list in a line",
      "1. Cut the rope. 2. Tie it on May 2. The knot holds. 3. Go.",
      ["Cut the rope.", "Tie it on May 2.", "The knot holds.", "Go."],
    ],
  ])("%s", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe("speech without punctuation", () => {
  test("is cut where clauses begin", () => {
    const text =
      "so the first thing we did was to look at the old boiler in the cellar of the school and then we called the man who had put it in but he had moved to the coast years ago so we opened it ourselves and found that the valve was blocked because nobody had cleaned it since the winter before last";
    const sentences = split(text);
    expect(sentences.length).toBeGreaterThan(2);
    for (const sentence of sentences) expect(sentence.length).toBeLessThanOrEqual(240);
    for (const sentence of sentences.slice(1)) expect(sentence).toMatch(/^(?:and|but|so|because) /);
  });

  test("in Chinese, too", () => {
    const text =
      "我们先去看了学校地下室里的旧锅炉然后给当年安装的师傅打了电话但是他几年前就搬到海边去了所以我们自己把它拆开发现阀门堵住了因为从前年冬天开始就没有人清洗过它然后我们花了整整两天把每一根管子都擦干净最后锅炉终于又能用了";
    const sentences = split(text, "zh");
    expect(sentences.length).toBeGreaterThan(2);
    expect(sentences.join("")).toBe(text);
  });

  test("a long sentence with its stop and a comma stays whole", () => {
    const text = `The clerk noted ${"the weight of each crate and the name of its owner ".repeat(6)}, as ever.`;
    expect(split(text)).toHaveLength(1);
  });
});

describe("other languages", () => {
  test.each([
    [
      "de",
      "Am 3. Juni kam Dr. Lowe, z. B. mit Nr. 5. Es regnete.",
      ["Am 3. Juni kam Dr. Lowe, z. B. mit Nr. 5.", "Es regnete."],
    ],
    [
      "de",
      "„Nein!“, sagte sie. „Wir gehen. Sofort.“ Er blieb.",
      ["„Nein!“, sagte sie.", "„Wir gehen. Sofort.“", "Er blieb."],
    ],
    [
      "fr",
      "M. Petit a dit : « Oui. On part. » Il pleut.",
      ["M. Petit a dit : « Oui. On part. »", "Il pleut."],
    ],
    [
      "es",
      "¿Dónde está la Sra. Ruiz? ¡Allí! «Vamos.», dijo.",
      ["¿Dónde está la Sra. Ruiz?", "¡Allí!", "«Vamos.», dijo."],
    ],
    [
      "it",
      "Il Sig. Rossi è qui. Costa 1.200,50 euro.",
      ["Il Sig. Rossi è qui.", "Costa 1.200,50 euro."],
    ],
    ["nl", "Dhr. Smit kwam. 12 man bleef.", ["Dhr. Smit kwam.", "12 man bleef."]],
    [
      "ru",
      "Он сказал: «Иду». Было 5 г. в пакете. Вот.",
      ["Он сказал: «Иду».", "Было 5 г. в пакете.", "Вот."],
    ],
    [
      "ja",
      "「行きます。」と彼は言った。「はい。」雨だ！本当？",
      ["「行きます。」と彼は言った。", "「はい。」", "雨だ！", "本当？"],
    ],
    ["ko", "“간다.”라고 말했다. 비가 온다.", ["“간다.”라고 말했다.", "비가 온다."]],
    [
      "ar",
      "كيف حالك؟ أنا بخير. يعمل في ABC Ltd منذ عام.",
      ["كيف حالك؟", "أنا بخير.", "يعمل في ABC Ltd منذ عام."],
    ],
    ["und", "पुल बंद है। नाव चलती है।", ["पुल बंद है।", "नाव चलती है।"]],
  ] as const)("%s: %s", (language, text, expected) => {
    expect(split(text, language)).toEqual(expected);
  });
});

describe("Chinese", () => {
  test.each([
    ["terminal marks", "你好。真的吗？是的！", ["你好。", "真的吗？", "是的！"]],
    ["closing quotation", "他说：“走吧。”大家走了。", ["他说：“走吧。”", "大家走了。"]],
    [
      "what the speaker did next",
      "他喊：“走吧！”随即跑了。天黑了。",
      ["他喊：“走吧！”随即跑了。", "天黑了。"],
    ],
    [
      "a quotation that trails off",
      "他说：“让他去吧……”老人摇头。",
      ["他说：“让他去吧……”", "老人摇头。"],
    ],
    ["opening quotation", "好。“走吧。”", ["好。", "“走吧。”"]],
    ["Latin inside", "用 v3.5 版。好。", ["用 v3.5 版。", "好。"]],
    ["ASCII stops", "这是第一句.这是第二句.", ["这是第一句.", "这是第二句."]],
    ["a name in Latin", "用 Node.js 写成。OK!好的。", ["用 Node.js 写成。", "OK!", "好的。"]],
    ["a dash after the stop", "如下所示。 -o 是参数。", ["如下所示。", "-o 是参数。"]],
    [
      "long clauses",
      `这一组负责检查所有的绳索是否牢固可靠并且一一记录下来；那一组负责准备三天的饮用水和食物并且一一记录数量。`,
      [
        "这一组负责检查所有的绳索是否牢固可靠并且一一记录下来；",
        "那一组负责准备三天的饮用水和食物并且一一记录数量。",
      ],
    ],
  ])("%s", (_, text, expected) => {
    expect(split(text, "zh")).toEqual(expected);
  });
});

describe("layout", () => {
  test("wrapped lines are one sentence, with offsets into the text as given", () => {
    const text = "The keeper wrote the\r\nweather down. Nobody\nread it.";
    expect(split(text)).toEqual(["The keeper wrote the\r\nweather down.", "Nobody\nread it."]);
  });

  test("a heading, a paragraph and list items stand apart; markers are left out", () => {
    const text = "# Limits\n\nRead this\n- two ropes\n- a stove. And fuel.\n1. Begin";
    expect(split(text)).toEqual([
      "Limits",
      "Read this",
      "two ropes",
      "a stove.",
      "And fuel.",
      "Begin",
    ]);
    expect(splitSentences(text, "en").map(({ item }) => item)).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(splitSentences(text, "en").map(({ opens }) => opens)).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
  });
});

describe("layout of real pages", () => {
  test.each([
    [
      "a wrapped line after an abbreviation",
      "A line as an editor wraps it, at some seventy columns, signed by Dr.\nSmith.",
      ["A line as an editor wraps it, at some seventy columns, signed by Dr.\nSmith."],
    ],
    [
      "speakers, one a line, however long",
      "Chair: We should cut the release in two because it is late and all know it\nEditor: Why?",
      [
        "Chair: We should cut the release in two because it is late and all know it",
        "Editor: Why?",
      ],
    ],
    [
      "an underlined heading and a rule",
      "Limits\n======\n\nRead this.\n\n---\n\nAnd this.",
      ["Limits", "Read this.", "And this."],
    ],
    ["tasks and nested lists", "- [ ] one\n- [x] two\n> - three", ["one", "two", "three"]],
    ["an admonition", "> [!NOTE]\n> Keep it.\n\n[!TIP] Use it.", ["Keep it.", "Use it."]],
    [
      "a quotation of mail",
      "> When do boats\n> leave? Soon.",
      ["When do boats\n> leave?", "Soon."],
    ],
    [
      "headers of mail",
      "From: Ann\nTo: Bob\n\nHi Bob,\nwe sail.",
      ["From: Ann", "To: Bob", "Hi Bob,\nwe sail."],
    ],
    ["a table", "| a | b |\n|---|---|\n| 1 | 2 |", ["| a | b |", "| 1 | 2 |"]],
    [
      "a fenced block",
      "So:\n```js\nlet a = b. C;\nf();\n```\nDone.",
      ["So:", "let a = b. C;\nf();", "Done."],
    ],
    [
      "a fence that nothing closes",
      "So:\n```\nA line. Another.",
      ["So:", "```", "A line.", "Another."],
    ],
    ["nothing but a rule", "-----", ["-----"]],
  ])("%s", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  test("code and tables are distinguished", () => {
    const spans = splitSentences("One.\n```\nx = 1\n```\n| a |\nTwo.", "en");
    expect(spans.map(({ code }) => code)).toEqual([false, true, true, false]);
  });

  test("long code comes in pieces of whole lines", () => {
    const text = `\`\`\`\n${"call(one, two);\n".repeat(200)}\`\`\`\n`;
    const spans = splitSentences(text, "en");
    expect(spans.length).toBeGreaterThan(5);
    for (const { start, end } of spans) expect(end - start).toBeLessThan(500);
  });
});

const prose = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(
        ". ",
        "! ",
        "\n",
        "\r\n",
        "。",
        "；",
        "“",
        "”",
        '"',
        "e.g. ",
        "A. ",
        " . ",
        "- ",
        "> ",
        "```\n",
        "[1] ",
        "`",
        "| ",
        "https://a.b",
        "… ",
      ),
      fc.lorem({ maxCount: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

/** The text between sentences: white space, list markers, quotation marks, rules, fences. */
const BETWEEN = /^(?:\s|\(?\d{1,3}[.)、)]|[a-zA-Z]\)|[`~]{3,}.*|[-*+•·▪◦‣●■□–—#>=_~|:.])*$/u;

test("any text: spans are ordered, apart, trimmed, and lose no letter or digit", () => {
  fc.assert(
    fc.property(prose, fc.constantFrom("en" as const, "zh" as const), (text, language) => {
      let last = 0;
      for (const { start, end } of splitSentences(text, language)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        expect(text.slice(last, start)).toMatch(BETWEEN);
        last = end;
      }
      expect(text.slice(last)).toMatch(BETWEEN);
    }),
    { numRuns: 500 },
  );
});
