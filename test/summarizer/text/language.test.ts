import { describe, expect, test } from "vitest";
import { SERVED_LANGUAGES } from "../../../src/contract/language.ts";
import {
  detectLanguage,
  languageOf,
  readableLanguage,
  UnsupportedLanguageError,
} from "../../../src/summarizer/text/language.ts";
import { RULES } from "../../../src/summarizer/text/languages/index.ts";
import { SIMPLIFIED, TRADITIONAL } from "../../../src/summarizer/text/languages/variants.ts";

describe("a text's own language", () => {
  test.each([
    ["en", "The old bridge closes."],
    ["en", "The word 桥 means bridge in Chinese."],
    ["en", "Ships wait; crews sleep."],
    ["en", "Critics cheered in São Paulo and at the Café de la Paix."],
    ["zh", "老桥将于下月关闭。"],
    ["zh", "使用 Kubernetes 部署应用程序"],
    ["zh", "好"],
    ["zh-Hant", "舊橋將於下個月關閉，漁民對此感到擔憂。"],
    ["ja", "古い橋は来月閉まる。"],
    ["ja", "橋の工事、来月から"],
    ["ko", "오래된 다리는 다음 달에 닫는다."],
    ["de", "Die alte Brücke wird im nächsten Monat geschlossen."],
    ["fr", "Le vieux pont sera fermé dans un mois."],
    ["nl", "De muur is geel."],
    ["de", "Montag geschlossen."],
    ["es", "Buenas noches a todas."],
    ["es", "Canto en la plaza. Soy tenor."],
    ["es", "El viejo puente se cierra el mes que viene."],
    ["it", "Il vecchio ponte chiude nel mese di maggio."],
    ["pt", "A ponte velha será fechada no mês que vem."],
    ["nl", "De oude brug gaat volgende maand dicht."],
    ["pl", "Stary most zostanie zamknięty w maju."],
    ["ru", "Старый мост закроют в мае."],
    ["ru", "Привет, мир"],
    ["uk", "Старий міст зачинять у травні, і рух зміниться."],
    ["tr", "Eski köprü gelecek ay kapanacak ve yeni bir yol açılacak."],
    ["ar", "يغلق الجسر القديم في الشهر القادم."],
    ["fa", "پل قدیمی ماه آینده بسته می‌شود."],
    ["hi", "पुराना पुल अगले महीने बंद होगा।"],
    ["th", "สะพานเก่าจะปิดในเดือนหน้า"],
    ["el", "Η παλιά γέφυρα κλείνει."],
    ["he", "הגשר הישן ייסגר."],
    ["sv", "Den gamla bron stängs och en ny väg öppnas för alla."],
    ["sv", "I kväll snöar det."],
    ["zh", "iPad 上市"],
    ["ja", "日本経済白書"],
    ["ja", "新駅発表"],
    ["en", "The café closed."],
    ["und", "1234 !!!"],
    ["und", ""],
    ["und", "🎉 🚀"],
  ])("%s: %s", (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test.each(["Oggi nevica.", "Barco hundido", "Casa vendida", "Prati verdi e colline"])(
    "%s is not taken for English",
    (text) => expect(detectLanguage(text)).not.toBe("en"),
  );

  test("is found in a book by samples, in a time that its length does not set", () => {
    const book = "Die Brücke ist nicht mehr offen und der Hafen auch nicht. ".repeat(17_000);
    expect(detectLanguage(book)).toBe("de");
  });

  test("no character is both Simplified only and Traditional only", () => {
    for (const character of TRADITIONAL.source.slice(1, -1)) {
      expect(character.match(SIMPLIFIED)).toBeNull();
    }
  });
});

describe("the language that a text is read in", () => {
  test.each(SERVED_LANGUAGES)("is %s if that was asked for, whatever the text", (language) => {
    expect(languageOf(language, "Der Rat stimmte der Sache zu.")).toBe(language);
  });

  test.each([
    ["Den gamla bron stängs och en ny väg öppnas för alla.", '"sv"'],
    ["สะพานเก่าจะปิดในเดือนหน้า", '"th"'],
  ])("is refused where it is not served: %s", (text, tag) => {
    const refused = () => languageOf("auto", text);
    expect(refused).toThrow(UnsupportedLanguageError);
    expect(refused).toThrow(tag);
    try {
      refused();
    } catch (error) {
      expect(error).toMatchObject({ type: "unsupported-language", field: "language" });
      expect((error as Error).message).not.toContain(text.slice(0, 8));
    }
  });

  test.each(["Hafen", "Muelle Norte", "42"])("is not refused on little evidence: %s", (text) => {
    expect(["en", "und"]).toContain(languageOf("auto", text));
  });

  test("has rules, or is undetermined", () => {
    expect(readableLanguage("Die alte Brücke wird geschlossen.")).toBe("de");
    expect(readableLanguage("สะพานเก่า")).toBe("und");
  });
});

describe("rules of languages", () => {
  test.each(Object.entries(RULES))(
    "%s: lists are in lower case and without empty words",
    (_, rules) => {
      const lists = [
        ...Object.values(rules.abbreviations),
        rules.starters,
        rules.clauseOpeners,
        rules.functionWords,
      ];
      for (const list of lists as ReadonlySet<string>[]) {
        for (const word of list) {
          expect(word).not.toBe("");
          expect(word).toBe(word.toLowerCase());
          expect(word.endsWith(".")).toBe(false);
        }
      }
    },
  );
});
