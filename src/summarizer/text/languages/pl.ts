import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const pl: LanguageRules = {
  name: "Polish",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words("p dr prof mgr inż hab im ul al św np m.in tzn tj tzw por ok płk gen ks śp"),
    beforeNumber: words("nr tel zał s str art ust pkt rys tab poz rozdz t godz"),
    citations: NONE,
    credits: NONE,
    mayEnd: words("itd itp etc r w zł mln mld min sek"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: NONE,
    headings: words("rozdział część artykuł krok rysunek tabela załącznik"),
  },
  starters: NONE,
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("i ale bo więc potem kiedy gdy jeśli ponieważ chociaż natomiast"),
  functionWords: words(
    "i w na z do się nie to że jest o jak za po od przez dla są tym być ale oraz tego lub może które który która tej ten " +
      "ta te co czy już tylko ich jego jej było był była można przy pod jako we ze aby gdy jeśli by bardzo także więc nad " +
      "został została zostanie",
  ),
  spellings: [
    "sz",
    "cz",
    "rz",
    "ów",
    "ski",
    "ych",
    "ego",
    "nie",
    "ość",
    "ł",
    "ą",
    "ę",
    "ż",
    "ś",
    "ć",
    "ń",
    "dz",
  ],
  letters: {
    greetings: phrases(
      "dzień dobry; dobry wieczór; cześć; witam; witajcie; szanowni; szanowna; szanowny; drodzy; droga; drogi",
    ),
    closings: phrases(
      "z poważaniem; pozdrawiam; serdecznie pozdrawiam; z wyrazami szacunku; dziękuję; dziękujemy; z góry dziękuję",
    ),
  },
};
