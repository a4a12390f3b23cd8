import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSentences } from "../../../src/summarizer/text/document.ts";
import { readableLanguage } from "../../../src/summarizer/text/language.ts";
import type { RULES } from "../../../src/summarizer/text/languages/index.ts";

/** Stories of our own, one per language, each with a quotation, abbreviations and numbers. */
const STORIES = JSON.parse(readFileSync("test/fixtures/nano-multilingual/texts.json", "utf8")) as {
  name: string;
  text: string;
}[];

/** The number of sentences of each story, and those that are easily cut in the wrong place. */
const EXPECTED: Readonly<Record<string, [count: number, ...whole: string[]]>> = {
  de: [
    9,
    "Strom kommt dann, so Dr. Elke Harms vom städt. Versorger, ausschließlich aus dem neuen Gezeitenkraftwerk.",
    "„Wir haben drei Winter lang gerechnet. Jetzt stimmt die Rechnung“, sagte sie am 12. Juni vor rd. 200 Gästen.",
    "Der Umbau kostete 4,5 Mio. Euro, d. h. etwa ein Zehntel weniger als geplant.",
    "zwei weitere Turbinen im Westbecken",
  ],
  fr: [
    7,
    "Selon M. Pradel, qui dirige l'établissement, plus de 1 200 sachets sont sortis en six mois.",
    "« On croyait que personne n'en voudrait. On s'est trompés », raconte-t-il.",
    "Reste une question : qui vérifie la qualité ?",
  ],
  es: [
    7,
    "«No podemos esperar otro invierno. El riesgo es real», advirtió ante EE. UU. y otros socios del proyecto.",
    "¿Y los pescadores?",
    "Las obras costarán 12,7 millones de euros, etc., según el pliego núm. 14.",
    "¡Nadie perderá su puesto!, prometió el alcalde.",
  ],
  it: [
    6,
    "«All'inizio avevamo paura. Oggi le telefonate sono 300 a settimana», dice il sig. Conti, che guida uno dei sei veicoli.",
    "Un viaggio si prenota entro le ore 21.30 e costa 2,50 euro.",
  ],
  pt: [
    6,
    '"Ninguém acreditava. Agora as outras escolas telefonam", contou ele à profa. Lima.',
    "A despesa caiu 18,4% em seis meses, ou seja, cerca de R$ 9.300.",
  ],
  nl: [
    6,
    "‘We kunnen niet langer wachten. De brug draagt nu al geen vrachtwagens meer’, zei hij dinsdag.",
    "Fietsers krijgen een pontje, dat o.a. 's avonds tot 23.00 uur vaart.",
  ],
  pl: [
    6,
    "Według dr Zielińskiej zmiana oszczędza ok. 40 tys. sztuk miesięcznie.",
    "„Bałam się o higienę. Wyniki badań są jednak takie same jak rok temu” – mówi pielęgniarka.",
  ],
  ru: [
    7,
    "Её заменят тепловые насосы, которые, по словам инженера А. П. Лосева, вчетверо экономнее.",
    "«Зимой было страшно. Но в домах стало теплее, чем раньше», — говорит учительница.",
    "В 2024 г. посёлок сжёг 3,1 тыс. тонн угля.",
  ],
  tr: [
    6,
    "Liman müdürü Prof. Dr. Ayşe Tunç'a göre, yeni elektrik hattı gürültüyü yarı yarıya azalttı.",
    "İkinci hat 2026'da açılacak vb. planlar da var.",
  ],
  ar: [
    7,
    "قال المهندس د. سامي الحداد إن التجربة وفّرت ٣٢٪ من الكهرباء في ثلاثة أشهر.",
    "تستخدم المدينة برنامج LightPlan 2.1 من شركة Norvik لمراقبة المصابيح.",
    "هل يشعر السكان بالأمان؟",
  ],
  ja: [
    9,
    "「最初は誰も信じなかった。でも、去年の冬で考えが変わった」と町長の森さんは話す。",
    "4月：温泉施設の切り替え",
    "制御にはNorvik社のソフトHeatPlan 2.1を使う。",
  ],
  ko: [
    7,
    "“처음에는 냄새가 걱정이었다. 지금은 아무도 불평하지 않는다.”라고 그는 덧붙였다.",
    "발전소를 짓는 데 7억 3,000만 원이 들었고, 그중 절반은 도청이 냈다.",
  ],
};

describe.each(Object.entries(EXPECTED))("a story in %s", (language, [count, ...whole]) => {
  const { text = "" } = STORIES.find(({ name }) => name === language) ?? {};

  test("is recognized, also by its first sentence alone", () => {
    expect(readableLanguage(text)).toBe(language);
    expect(readableLanguage(text.slice(0, text.search(/[.。]/) + 1))).toBe(language);
  });

  test("has its sentences, each as it stands in the text", () => {
    const { sentences } = readSentences(text, language as keyof typeof RULES);
    const found = sentences.map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(expect.arrayContaining(whole));
    expect(found).toHaveLength(count);
  });
});

/** A letter per language: the greeting, what it says, the closing and the sender. */
const LETTERS: Readonly<Record<string, [greeting: string, said: string, closing: string]>> = {
  de: [
    "Liebe Kolleginnen und Kollegen,",
    "unser Büro zieht am 1. Oktober um.",
    "Viele Grüße\nJonas Reuter",
  ],
  fr: [
    "Bonjour à tous,",
    "Le serveur sera arrêté samedi de 8 h à 14 h.",
    "Bien cordialement,\nÉlise Marchand",
  ],
  es: [
    "¡Hola a todos!",
    "La oficina cerrará el viernes 14 a las 13.00 h.",
    "Un saludo,\nMarta Ibáñez",
  ],
  it: [
    "Gentili colleghi,",
    "da lunedì la mensa aprirà alle 12.15.",
    "Cordiali saluti,\nPaolo Ferrero",
  ],
  pt: [
    "Prezada Sra. Duarte,",
    "O sistema ficará fora do ar na quinta-feira.",
    "Atenciosamente,\nCamila Rezende",
  ],
  nl: [
    "Beste allemaal,",
    "De grote zaal blijft tot eind juni dicht.",
    "Met vriendelijke groet,\nBram van Dijk",
  ],
  pl: [
    "Dzień dobry,",
    "w czwartek nie będzie ciepłej wody w budynku.",
    "Z poważaniem\nAgnieszka Kot",
  ],
  ru: [
    "Коллеги, добрый день!",
    "В пятницу в офисе отключат электричество.",
    "С уважением,\nОльга Миронова",
  ],
  tr: [
    "Merhaba arkadaşlar,",
    "Perşembe günü binada internet olmayacak.",
    "Saygılarımla,\nDeniz Korkmaz",
  ],
  ar: [
    "الزملاء الأعزاء،",
    "سيُغلق المكتب يوم الخميس بسبب صيانة المصاعد.",
    "مع خالص التحية،\nكريم ناصر",
  ],
  ja: [
    "お疲れさまです。",
    "17日（金）の9時から13時まで3階が停電します。",
    "よろしくお願いいたします。\n\n総務部　小林　直子",
  ],
  ko: [
    "안녕하세요, 총무팀 한지수입니다.",
    "금요일 오전 9시부터 3층이 정전됩니다.",
    "감사합니다.\n한지수 드림",
  ],
};

test.each(Object.entries(LETTERS))(
  "a letter in %s says what is between its manners",
  (language, [greeting, said, closing]) => {
    const text = `${greeting}\n\n${said}\n\n${closing}`;
    const { sentences } = readSentences(text, language as keyof typeof RULES);
    const found = sentences.filter(({ boilerplate }) => !boilerplate);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([said]);
  },
);

test.each([
  ["de", "Danke schön sagte keiner, und gegangen ist auch keiner."],
  ["ru", "С уважением отнёсся к критике."],
  ["es", "Saludos llegaron de todas partes del mundo aquel día."],
  ["fr", "Cher ou non, le billet de train reste le moins polluant."],
  ["ja", "各位の協力により、工事は予定より1週間早く終わった。駅前の道路も来月から通れる。"],
])("in %s, a sentence that begins like a letter is content: %s", (language, text) => {
  const { sentences } = readSentences(text, language as keyof typeof RULES);
  expect(sentences[0]?.boilerplate).toBe(false);
});

test.each([
  ["de", "Das Büro zieht in die Lindenstr. 14 um. Kartons stehen im 2. OG neben dem Drucker.", 2],
  ["de", "Er wohnt in der Lindenstr. Das Haus ist alt.", 2],
  ["nl", "De winkel zit in de Kerkstr. 5 naast de bakker. Bel tel. 118.", 2],
  ["fr", "Voir l'art. 12 du règlement. M. Petit passera à env. 18 h.", 2],
  ["it", "Chiamate l'int. 214 oppure passate in ufficio. Vale l'art. 7 del regolamento.", 2],
  ["es", "Lo pide la Coop. San Isidro. Escriba al Dpto. de Obras.", 2],
  ["pt", "cada cópia fica guardada, p. ex. em outra pasta. depois é apagada.", 2],
  ["ru", "Пропуска выдаёт И. В. Громов. Об этом говорит С. Орлов.", 2],
  ["ru", "Дом построен в XIX в. Его отремонтируют.", 2],
  ["pl", "Most powstanie w 2027 r. przy ul. Polnej. Kosztuje 21,5 mln zł.", 2],
  ["tr", "Ölçüm 5 dk. sürüyor. Örn. Dr. Arslan her sabah gelir.", 2],
  ["ar", "يعمل برنامج TeamDesk 2.1 مع Node.js 20. ثم يُغلق المكتب.", 2],
  ["ja", "制御はHeatPlan 2.1。市長は「遅い。だが進む」と述べた。費用は24,800円だ。", 3],
  ["ko", "무게는 1.4kg이다. 그는 “좋다. 또 산다.”라고 답했다.", 2],
  ["de", "Wer am 15. 3. 2026 kauft, kann bis 2029 einlösen. Es waren 40. 2026 kam keiner.", 3],
  ["it", "Servono tre preventivi, cfr. l'all. 2 del verbale. Scade il 6 maggio.", 2],
  ["pl", "Prosimy o trzy oferty, por. zał. 2. Zebranie jest w maju.", 2],
])("in %s, the sentences of “%s”", (language, text, count) => {
  expect(readSentences(text, language as keyof typeof RULES).sentences).toHaveLength(count);
});

test("initials are no page numbers", () => {
  const { sentences } = readSentences("The letter is by J. P. Lowe. It rained.", "en");
  expect(sentences).toHaveLength(2);
});
