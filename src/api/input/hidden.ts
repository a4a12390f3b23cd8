/** Attributes of an element, by name in lower case. */
export type HtmlAttributes = Readonly<Record<string, string>>;

/** Class names that conventionally hide an element. */
const HIDDEN_CLASSES = new Set(
  `sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only screen-reader
  sronly a11y-hidden a11y-text assistive-text element-invisible element-hidden offscreen off-screen clip-hidden
  screenreader text-hide u-hidden u-hiddenvisually u-visually-hidden is-hidden is-visually-hidden hidden-visually uk-hidden d-none hide
  hidden invisible show-for-sr a-offscreen display-none nodisplay no-display`.split(/\s+/),
);
/** The same names behind a prefix, as in "govuk-visually-hidden" and "usa-sr-only". */
const HIDDEN_SUFFIX =
  /(?:^|-)(?:visually-?hidden(?:-focusable)?|sr-only|screen-?reader(?:s)?(?:-\w{2,10})?|off-?screen|visuallyhidden|accessibly-hidden|for-sr|screen-only|display-none|visual(?:ly)?-hide|hid(?:e|den)-visual(?:ly)?)$|^[a-z]{1,3}-(?:hidden|hide)$/;
/** "hidden md:block", "d-none d-md-block": hidden only on small screens. */
const SHOWN_SOMEWHERE =
  /(?:^|\s)(?:\w{2,3}:(?:block|flex|grid|inline|table)|d-\w{2,3}-(?:block|flex|grid|inline|table))/;

/** Ids of elements that a script shows after the page has loaded. */
const SHOWN_LATER = new Set(["js_content"]);

const ZERO = /^(?:0+(?:\.0*)?|\.0+)(?:px|em|rem|%|pt)?$/;
const SHRUNK = /\bscale(?:3d|x|y)?\(\s*0(?:\.0*)?\s*[,)]/;
const FADED = /\bopacity\(\s*0(?:\.0*)?%?\s*\)/;
const FAR_AWAY = /^-\d{3,}/;
const CLIPPED =
  /^rect\(\s*(?:0|1px)|inset\(\s*(?:50|100)%|polygon\(\s?0(?:px|%)? 0(?:px|%)?,\s?0(?:px|%)? 0/;

/**
 * Whether an element is hidden, by its own attributes or by the selectors of classes and ids in `hiddenBySheet`, which
 * may name the element, too.
 */
export function isHidden(
  name: string,
  attributes: HtmlAttributes,
  hiddenBySheet: ReadonlySet<string>,
): boolean {
  const { hidden, style, id = "", class: className = "" } = attributes;
  if (SHOWN_LATER.has(id)) return false;
  if (hidden !== undefined && hidden !== "false") return true;
  if (attributes["aria-hidden"] === "true" || attributes.inert !== undefined) return true;
  if (style && hides(style)) return true;
  if (className !== "" && !SHOWN_SOMEWHERE.test(className)) {
    for (const one of className.toLowerCase().split(/\s+/)) {
      const plain = one.replaceAll("_", "-");
      if (HIDDEN_CLASSES.has(plain) || HIDDEN_SUFFIX.test(plain)) return true;
      if (hiddenBySheet.has(`.${one}`) || hiddenBySheet.has(`${name}.${one}`)) return true;
    }
  }
  const own = `#${id.toLowerCase()}`;
  return id !== "" && (hiddenBySheet.has(own) || hiddenBySheet.has(`${name}${own}`));
}

/** Whether style declarations hide an element. */
export function hides(style: string): boolean {
  const found = new Map<string, string>();
  for (const declaration of style.toLowerCase().split(";")) {
    const colon = declaration.indexOf(":");
    if (colon < 0) continue;
    const value = declaration
      .slice(colon + 1)
      .replace("!important", "")
      .trim();
    found.set(declaration.slice(0, colon).trim(), value);
  }
  const of = (name: string): string => found.get(name) ?? "";
  const isOutOfFlow = of("position") === "absolute" || of("position") === "fixed";
  const isClipped = /hidden|clip/.test(of("overflow"));
  return (
    of("display") === "none" ||
    of("visibility") === "hidden" ||
    of("visibility") === "collapse" ||
    of("content-visibility") === "hidden" ||
    ZERO.test(of("opacity")) ||
    ZERO.test(of("font-size")) ||
    /^0(?:px)?\//.test(of("font")) ||
    CLIPPED.test(of("clip")) ||
    CLIPPED.test(of("clip-path")) ||
    FAR_AWAY.test(of("text-indent")) ||
    (isOutOfFlow && ["left", "top", "right", "bottom"].some((side) => FAR_AWAY.test(of(side)))) ||
    (isClipped &&
      ["width", "height", "max-width", "max-height"].some((side) => ZERO.test(of(side)))) ||
    (isClipped && of("width") === "1px" && (isOutOfFlow || of("height") === "1px")) ||
    (of("color") !== "" && of("color") === (found.get("background-color") ?? of("background"))) ||
    of("color") === "transparent" ||
    of("mso-hide") === "all" ||
    SHRUNK.test(of("transform")) ||
    FADED.test(of("filter"))
  );
}

/** Selectors of one class or id, with or without an element, that a style sheet hides, outside of media queries. Time is linear. */
export function hiddenSelectors(sheet: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  let selectors = "";
  for (let at = 0; at < sheet.length; at++) {
    const char = sheet[at];
    if (char === "{") {
      if (depth === 0) selectors = sheet.slice(start, at);
      depth++;
      start = at + 1;
    } else if (char === "}") {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && !selectors.includes("@") && hides(sheet.slice(start, at))) {
        for (const selector of selectors.split(",")) {
          const one = selector.trim().toLowerCase();
          if (/^[a-z]{0,12}[.#][\w-]{1,80}$/.test(one)) found.push(one);
        }
      }
      start = at + 1;
    }
  }
  return found;
}
