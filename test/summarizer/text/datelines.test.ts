import { describe, expect, test } from "vitest";
import { datelineOf } from "../../../src/summarizer/text/datelines.ts";

describe("a dateline", () => {
  test.each([
    "Elden, 3 March (Coastwire) -- ",
    "ELDEN/MARSH, Mar 3 (Coastwire) - ",
    "ELDEN — (CW) — ",
    "NEW ELDEN, Ireland, March 3, 2025 /CoastWire/ -- ",
    "ELDEN--(COAST WIRE)--",
    "ST. ELDEN, Wash. – ",
    "Breaking News: ",
    "EXCLUSIVE: ELDEN — ",
  ])("in English: %s", (dateline) => {
    expect(datelineOf(`${dateline}The port reopened on Monday.`, false)).toBe(dateline);
  });

  test.each([
    "本报埃尔登3月3日讯 记者张伟报道：",
    "埃尔登日报讯 （记者 王芳）",
    "快科技3月3日消息，",
    "海岸网 3 月 3 日消息，",
    "央视新闻客户端消息 ",
    "新华社快讯：",
    "据埃尔登日报3月3日报道，",
    "【海岸网报道 记者 王芳】",
  ])("in Chinese: %s", (dateline) => {
    expect(datelineOf(`${dateline}港口周一重新开放。`, false)).toBe(dateline);
  });

  test("of a place in capitals with a colon opens a text only", () => {
    expect(datelineOf("NEW ELDEN: The port reopened.", true)).toBe("NEW ELDEN: ");
    expect(datelineOf("NEW ELDEN: The port reopened.", false)).toBe("");
  });

  test.each([
    "The port (Elden) reopened.",
    "Orr (Labour) Marsh said no.",
    "NASA reopened the pad.",
    "WARNING: The port is closed.",
    "Ida Marsh - The port is hers.",
    "旅行社电话一直占线。",
    "5月3日停电，居民不满。",
    "据报道，港口已经重新开放。",
    "中央电视台周一播出节目。",
  ])("is not in %s", (sentence) => expect(datelineOf(sentence, true)).toBe(""));
});
