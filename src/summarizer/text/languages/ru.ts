import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const ru: LanguageRules = {
  name: "Russian",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words("г-н г-жа проф акад доц им ул пр пл д т.е т.н т.к напр см ср св т"),
    beforeNumber: words(
      "№ тел прил с стр ст рис табл гл п пп т янв февр апр авг сент окт нояб дек",
    ),
    citations: NONE,
    credits: NONE,
    mayEnd: words("т.д т.п др пр г гг в вв руб коп тыс млн млрд мин сек ч"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: NONE,
    headings: words("глава раздел часть статья шаг рисунок таблица приложение"),
  },
  starters: NONE,
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("и но а потому потом когда если чтобы поэтому хотя однако затем"),
  functionWords: words(
    "и в не на что с как это по но из у за от о так же для то все при или если он она они мы вы я его их",
  ),
  spellings: [],
  letters: {
    greetings: phrases(
      "здравствуйте; добрый день; добрый вечер; доброе утро; привет; коллеги; дорогие; дорогой; дорогая; уважаемые; уважаемый; уважаемая",
    ),
    closings: phrases(
      "с уважением; с наилучшими пожеланиями; всего доброго; всего хорошего; заранее спасибо; заранее благодарю; спасибо",
    ),
  },
};
