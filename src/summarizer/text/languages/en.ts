import { type LanguageRules, NO_LETTERS, NONE, words } from "./rules.ts";

export const en: LanguageRules = {
  name: "English",
  isSpaced: true,
  trimming: "grammar",
  abbreviations: {
    goesOn: words(
      "dr mr mrs ms mx prof gen rep reps sen sens gov capt cpt cpl lt col sgt maj cmdr adm rev hon pres atty supt insp " +
        "messrs spc det brig pvt pfc amb msgr ing mme mlle fr vs v e.g i.e eg ie cf viz resp approx ca incl esp a.k.a w.r.t " +
        "suppl supp appx intl natl rel hx rx dx tx ext exh exhs sq cu",
    ),
    beforeNumber: words(
      "no nos fig figs eq eqs vol vols p pp ch chs chap secs sec sect art tab ref refs ver para paras cor matt " +
        "jan feb mar apr jun jul aug sep sept oct nov dec rs n° nº tel ext pop max min temp alt rev pt pts ep lot apt box rte hwy mk est subd rm " +
        "mon tue tues wed thu thur thurs fri sat sun",
    ),
    citations: words(
      "fed civ crim supp dist proc app evid cal penal pub stat cir ct rev ann tit regs const cong sess bankr admin " +
        "ala ariz ark colo conn del fla ga ill ind kan ky la mass md mich minn mo mont neb nev okla ore pa tenn tex va vt " +
        "wash wis wyo bus corr welf educ u.s.c c.f.r n.e n.w s.e s.w l.ed s.ct",
    ),
    credits: words("feat prod dir ed eds trans comp arr illus"),
    mayEnd: words(
      "u.s u.s.a u.k u.n e.u d.c ph.d m.d b.a m.a inc ltd corp co bros jr sr st ave blvd rd mt ft " +
        "dept reg qty univ assn al etc",
    ),
    times: words("a.m p.m"),
    afterTime: words(
      "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august " +
        "september october november december et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist jst " +
        "eastern central pacific",
    ),
    afterCountry: words(
      "navy army air marine marines coast senate senator senators house congress government president supreme district " +
        "court courts department attorney secretary treasury state states capitol constitution embassy ambassador open " +
        "census food fish forest geological national federal bureau agency postal customs immigration border special " +
        "security central olympic women's men's soccer code dollar dollars steel bank military troops forces charter " +
        "general human council mission day parliament commission persons mint secret naval patent trade energy labor " +
        "justice homeland marshal airport memorial boulevard kg kgaa ohg",
    ),
    afterOrdinal: NONE,
    headings: words(
      "chapter section part article step figure table appendix rule book lesson unit question exercise clause " +
        "schedule annex exhibit volume act scene day week",
    ),
  },
  starters: words(
    "the a an in on at it its he she they we i you this that these those there but and or so if did do does is are was " +
      "when while as for from with by to after before since although however his her their our my were will would can " +
      "what who why how where which some many most all no not one two also then now here nobody everyone somebody " +
      "everybody people nothing both each every such even still yet only once until please could should have has had " +
      "never let today yesterday tomorrow meanwhile because about more please yes",
  ),
  lettered: words(
    "vitamin hepatitis influenza plan type class grade option part section appendix group step schedule figure table " +
      "exhibit point line team gate model phase category series side unit building version level block zone candidate " +
      "answer number letter note chapter paper order layer server counter container folder quarter corner center centre " +
      "cluster row seat hall lane track pool region district list lot shift tier band house bus company person player size drive war act volume book room terminal pier berth platform",
  ),
  beforeInitials: words(
    "the of in on at to by for with from and or as than about after before under over between against among via per " +
      "like called named said says met late young old then when where who that is was were are but if while",
  ),
  clauseOpeners: words(
    "and but so because then when if although while since though however after before unless until",
  ),
  functionWords: words(
    "the of and a to in is that it was for on are as with his they at be this have from or had by but not what all were " +
      "we when your can said there an which their will would how if has been who its now than my may our about these you " +
      "he she i do does did out up could should where why them then only after before into over also more no so me him " +
      "her us am isn't don't it's here one two some any very just like most such each between through during while both " +
      "until other more use used new see says say made make being",
  ),
  spellings: ["ing", "tion", "th", "wh", "gh", "sh", "ck", "ee", "oo", "ight", "ould"],
  goesOnAfterQuote: (following, opens) => opens && ATTRIBUTION.test(following),
  letters: NO_LETTERS,
};

/** "Smith asked.", "Mayor Ann Reed said on Monday", directly after direct speech. */
const ATTRIBUTION =
  /^\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){0,3} (?:said|says|asked|asks|told|replied|added|wrote|writes|explained|shouted|cried|whispered|answered|insisted|warned|argued|recalled|tweeted|noted|declared|joked|wondered)(?:[.,;:]| (?:on|in|at|as|after|during)\b)/u;
