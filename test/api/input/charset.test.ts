import { describe, expect, it } from "vitest";
import { decodeText } from "../../../src/api/input/charset.ts";

const bytes = (...values: number[]) => new Uint8Array(values);
const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));

describe("a body", () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    ["GBK by its header", bytes(0xc4, 0xe3, 0xba, 0xc3), "gbk", "你好"],
    ["Big5 by its header", bytes(0xa7, 0x41, 0xa6, 0x6e), "big5", "你好"],
    ["Shift_JIS by its header", bytes(0x93, 0xfa, 0x96, 0x7b), "shift_jis", "日本"],
    ["EUC-KR by its header", bytes(0xc7, 0xd1), "euc-kr", "한"],
    ["Windows-1252 by its header", bytes(0x63, 0x61, 0x66, 0xe9), "windows-1252", "café"],
    ["UTF-16 by its mark", bytes(0xff, 0xfe, 0x41, 0x00), undefined, "A"],
    ["UTF-8", new TextEncoder().encode("naïve"), undefined, "naïve"],
  ])("is read in %s", (_, body, charset, text) => {
    expect(decodeText(body, charset, false)).toBe(text);
  });

  it.each([
    '<meta charset="gbk">',
    "<META charset=gb2312>",
    '<meta http-equiv="Content-Type" content="text/html; charset=gb18030">',
  ])("of HTML is read as it declares: %s", (head) => {
    expect(decodeText(bytes(...ascii(head), 0xc4, 0xe3), undefined, true)).toBe(`${head}你`);
    expect(() => decodeText(bytes(...ascii(head), 0xc4, 0xe3), undefined, false)).toThrow(
      "charset",
    );
  });

  it("is refused in an encoding that nobody knows, and where it is none", () => {
    expect(() => decodeText(bytes(0x41), "klingon", false)).toThrow("charset");
    expect(() => decodeText(bytes(0xc4, 0xe3), undefined, true)).toThrow("UTF-8");
  });
});
