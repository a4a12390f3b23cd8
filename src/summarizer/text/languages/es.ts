import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const es: LanguageRules = {
  name: "Spanish",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words(
      "sr sra srta sres dr dra d dña prof profa lic ing gral cap ud uds vd vds p.ej ej sto sta av avda ee tel dpto depto coop fdo admón apdo",
    ),
    beforeNumber: words(
      "n nº núm no pág págs p pp art arts fig vol cap ene feb abr ago sept oct nov dic",
    ),
    citations: NONE,
    credits: NONE,
    mayEnd: words("etc ee.uu uu s.a cía min máx seg"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: NONE,
    headings: words("capítulo sección parte artículo paso figura tabla anexo"),
  },
  starters: words(
    "el la los las un una unos unas él ella ellos ellas nosotros yo tú usted en de del a al por para con sin sobre y pero " +
      "o si cuando como así también este esta estos estas ese esa eso no se lo su sus qué quién dónde cómo",
  ),
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("y pero porque entonces cuando si aunque mientras después luego pues"),
  functionWords: words(
    "el la los las de del y en que es un una por con no para se su sus al lo como más o pero le ha me sin sobre este esta " +
      "estos estas entre cuando todo también muy hay fue era son está están ser si ya desde nos durante puede uno ni contra " +
      "ese eso había ante e esto mí antes algunos qué unos yo otro otras él ella usted tiene",
  ),
  spellings: ["ción", "ñ", "ado", "ando", "iendo", "dad", "á", "é", "í", "ó", "ú", "que", "uev"],
  letters: {
    greetings: phrases(
      "hola; buenos días; buenas tardes; buenas noches; estimado; estimada; estimados; estimadas; querido; querida; queridos; queridas",
    ),
    closings: phrases(
      "un saludo; saludos; un cordial saludo; cordialmente; atentamente; muchas gracias; gracias de antemano; un abrazo",
    ),
  },
};
