import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const nl: LanguageRules = {
  name: "Dutch",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words(
      "dhr mevr mw dr drs prof ir ing mr st bijv bv d.w.z o.a m.b.t t.o.v i.v.m evt resp vgl incl excl ca",
    ),
    beforeNumber: words(
      "nr nrs tel art fig tab blz p pp hfst jan feb mrt apr jun jul aug sep sept okt nov dec",
    ),
    endingsBeforeNumber: ["str"],
    citations: NONE,
    credits: NONE,
    mayEnd: words("enz etc e.d b.v n.v min max sec"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: NONE,
    headings: words("hoofdstuk paragraaf deel artikel stap figuur tabel bijlage"),
  },
  starters: words(
    "de het een hij zij ze wij we ik je u in op aan van voor met naar bij uit en maar of als toen dan dit dat deze die er " +
      "zo ook nu hier daar wie wat waar hoe waarom",
  ),
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("en maar want dus toen als omdat terwijl daarna voordat nadat hoewel"),
  functionWords: words(
    "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij door uit nog naar of over heeft " +
      "worden wordt kan deze dit die hij zij ze we je u uw hun haar was had werd geen tot meer waar wat wie hoe al zo kunnen " +
      "moet moeten na onder tegen tussen zonder wanneer hebben vandaag gisteren maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
  ),
  spellings: ["ij", "aa", "uu", "sch", "heid", "lijk", "cht", "oe", "tje"],
  letters: {
    greetings: phrases("beste; geachte; hallo; hoi; goedemorgen; goedemiddag; goedendag"),
    closings: phrases(
      "met vriendelijke groet; met vriendelijke groeten; vriendelijke groet; vriendelijke groeten; hartelijke groet; hartelijke groeten; groeten; groetjes; alvast bedankt; dank je wel; hartelijk dank",
    ),
  },
};
