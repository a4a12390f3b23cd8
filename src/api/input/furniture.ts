import type { HtmlAttributes } from "./hidden.ts";

/**
 * The parts of a page around its text, recognized by their names in `class`, `id` and similar attributes:
 * - `notice`: consent, advertising, sharing, subscription, navigation: never part of the text
 * - `comments`: readers' comments below the text, which count as the text if there is nothing else
 */
export type Furniture = "notice" | "comments";

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** A part of a name that is sufficient evidence by itself: "cookie-banner", "td-ad-slot", "jp-relatedposts". */
const NOTICE_PARTS = words(`
  cookie cookies cookiebar cookiebanner cookieconsent cookiebot cookieinfo cookielaw cookieyes cookiehub cookiescript consent gdpr
  ccpa cmp onetrust didomi quantcast truste trustarc evidon cybot usercentrics iubenda osano klaro termly borlabs cky
  complianz cmplz axeptio tarteaucitron sourcepoint
  ad ads googleads adv advert adverts advertisement advertisements advertising adsbygoogle adsense adslot adunit adbox adcontainer
  admanager dfp gpt taboola outbrain mgid ezoic dianomi nativo mpu copyright trc zergnet revcontent adthrive mediavine affiliate affiliates cta donate
  donation donations fundraiser fundraising mailchimp sponsored sponsor sponsors promoted promo promobox
  newsletter subscribe subscription signup optin paywall
  share sharing sharebar sharethis addthis addtoany sharedaddy social socials follow
  related relatedposts recommend recommended recommendations recirc upsell commercial teads readnext readmore trending popular mostread
  sidebar breadcrumb breadcrumbs pagination pager navbar navigation nav menu toolbar topbar
  popup modal lightbox overlay toast interstitial
  footer masthead colophon sitefooter siteheader skiplink toc tableofcontents infobox navbox catlinks
  reflist mwe editsection tags tagcloud byline`);
/** "cookiealert", "gdprconsent". */
const CONSENT_PART = /^(?:cookie|gdpr|consent)/;
const COMMENT_PARTS = words(
  "comment comments commentlist commentform disqus livefyre fbcomments respond reply replies replylist talkback giscus remark utterances commento wpdiscuz wpdcom isso hyvor viafoura cusdis twikoo waline valine gitalk discussion responses usercomments guestbook cmt cmts fyre spotim openweb vuukle coral liuyan pinglun",
);
/** Parts that name a notice only together: "privacy-banner", "also-read", "cc-window". */
const NOTICE_PAIRS = words(`
  privacy-banner privacy-notice privacy-tip privacy-tips privacy-popup privacy-bar privacy-prompt privacy-modal
  privacy-dialog privacy-message privacy-box privacy-alert privacy-overlay privacy-manager tracking-notice policy-banner policy-notice policy-popup protection-notice protection-banner
  cc-window cc-banner cc-dialog sp-message cn-notice law-info
  also-read read-also more-stories more-articles you-may author-bio author-box about-author author-info
  ob-widget story-meta login-wall copyright-notice app-download download-app open-app call-action a-rec product-promo sign-in-wall reg-wall
  print-only social-media partner-content partner-stories shop-story shop-the shop-now buy-now read-more most-read you-might might-like next-post prev-post previous-post recommended-reading
    merch-box site-header site-footer site-nav page-header page-footer post-meta article-meta entry-meta entry-footer
  post-footer skip-link skip-to pp-notice message-open sp-message cookie-choice`);
/** After these parts, a name describes the state of the page or a layout, not the content of the element. */
const STATES = words(
  "has no with without is open closed enabled disabled count link on off show hide free supported",
);
/** "wy-nav-content" is the content beside the navigation. */
const BESIDE = words("content grid layout");
const BESIDE_OF = words("nav navigation navbar menu sidebar");
const NOTICE_ELEMENTS = words(
  "amp-ad amp-embed amp-sticky-ad amp-auto-ads amp-consent amp-user-notification amp-social-share amp-sidebar fencedframe gcse:ad",
);
const CHINESE_NOTICE = words(`
  guanggao tuiguang fenxiang xiangguan tuijian gg adbox
`);
const NOTICE_LABEL =
  /\b(?:cookies?|consent|gdpr|privacy (?:banner|notice)|advertisements?|sponsored|newsletter|breadcrumbs?|share)\b|广告|推荐/i;
const COMMENT_TYPE = /schema\.org\/(?:User)?Comments?$/i;
/** Attributes in which pages name their parts, next to `class` and `id`. */
const NAMING = ["data-testid", "data-component", "data-module", "data-widget", "data-qa"];
const COMMENT_LABELS = /^(?:comments?|discussion|replies|reader comments|评论|网友评论)$/i;
const ROLES = words(
  "navigation banner contentinfo complementary search menu menubar dialog alertdialog alert tooltip toolbar",
);
/** Elements that contain the whole page or the text itself, so their classes describe the page. */
const WHOLE = words("html body main article");
/** Names that pages give to the text itself. */
const TEXT =
  /(?:^|[\s_-])(?:article|post|entry|story|page|main|rich|markdown)[_-]?(?:body|content|text)(?:$|[\s_-])|^js_content$/i;

const COMMENT_ATTRIBUTES = ["data-comments", "data-comment-id", "data-disqus-identifier"];
/** "data-ad-slot", "data-freestar-ad". */
const AD_ATTRIBUTE = /^data-(?:[a-z]{1,20}-)?ads?(?:-|$)|^data-google-query-id$/;
/** "pub_300x250": the size of an advertisement. */
const AD_SIZE =
  /(?:^|[^a-z0-9])(?:300x(?:250|600)|728x90|970x(?:90|250)|160x600|320x(?:50|100)|336x280)(?:$|[^0-9])/i;
/** "hypercomments". */
const COMMENTS_SUFFIX = /.comments$/;

const MAX_NAME = 400;
const PART = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;

/** The kind of furniture that an element's name indicates; undefined if the element may be text. */
export function furnitureOf(name: string, attributes: HtmlAttributes): Furniture | undefined {
  if (NOTICE_ELEMENTS.has(name)) return "notice";
  const { id = "", class: className = "", role = "" } = attributes;
  if (ROLES.has(role.toLowerCase()) || attributes["aria-modal"] === "true") return "notice";
  const label = (attributes["aria-label"] ?? "").slice(0, 60).trim();
  if (COMMENT_LABELS.test(label) || attributes.itemprop === "comment") return "comments";
  if (COMMENT_TYPE.test((attributes.itemtype ?? "").slice(-60))) return "comments";
  if (COMMENT_ATTRIBUTES.some((one) => one in attributes)) return "comments";
  if (Object.keys(attributes).some((one) => AD_ATTRIBUTE.test(one))) return "notice";
  if (WHOLE.has(name)) return undefined;
  if (NOTICE_LABEL.test(label)) return "notice";
  const given = NAMING.map((one) => attributes[one] ?? "").filter(Boolean);
  if (id === "" && className === "" && given.length === 0) return undefined;
  const names = [id, className, ...given].join(" ").slice(0, MAX_NAME);
  if (TEXT.test(names)) return undefined;
  if (AD_SIZE.test(names)) return "notice";
  let found: Furniture | undefined;
  for (const one of names.split(/\s+/)) {
    const parts = (one.match(PART) ?? []).map((part) => part.toLowerCase());
    if (parts.length === 0 || parts.length > 6 || parts.some((part) => STATES.has(part))) continue;
    if (parts.some((part) => COMMENT_PARTS.has(part) || COMMENTS_SUFFIX.test(part)))
      found ??= "comments";
    const isBeside = parts.some((part) => BESIDE.has(part));
    const isNotice = (part: string): boolean =>
      (NOTICE_PARTS.has(part) || CONSENT_PART.test(part) || CHINESE_NOTICE.has(part)) &&
      !(isBeside && BESIDE_OF.has(part));
    const isPair = parts.some((part, at) => NOTICE_PAIRS.has(`${part}-${parts[at + 1]}`));
    if (isPair || parts.some(isNotice)) return "notice";
  }
  return found;
}

const WE = /\b(?:we|our|us|this (?:web)?site)\b|我们|本站|本网站|本页面/i;
const YOU = /\b(?:you|your)\b|您|你/i;
const NOTICE_TERMS = [
  /\bcookies?\b/i,
  /\bconsent|\bpermission\b|\bagree\b|同意|许可|授权/i,
  /\b(?:personal data|identifiers|privacy)\b|个人信息|隐私/i,
  /\bpartners?\b|\bvendors?\b|合作伙伴|第三方/i,
  /\b(?:advertising|advertisements?|personali[sz]ed ads|ads)\b|广告/i,
  /\b(?:on|from) your (?:device|browser)\b|设备/i,
];
const MAX_NOTICE = 700;

const COOKIES = /\bcookies?\b/i;
const USES_THEM =
  /\b(?:us(?:e|es|ing)|sett?ings?|stor(?:e|es|ing)|accept|agree|preferences|policy|verwende[nt]|nutz(?:en|t)|utilis\w{1,4}|utiliz\w{1,4}|us(?:a|amos|iamo)|gebruik\w{0,3}|anv[äa]nder|bruger|u[żz]ywa\w{0,3})\b|使用|采用|接受|同意/i;
const MAX_SHORT_NOTICE = 300;

/** Whether a short block says, in one of several languages, that a page uses cookies. */
export const mentionsCookies = (text: string): boolean =>
  text.length <= MAX_SHORT_NOTICE && COOKIES.test(text) && USES_THEM.test(text);

/** Whether the wording of a block is that of a consent notice: we, you, and at least two terms of such notices. */
export function isConsentNotice(text: string): boolean {
  if (text.length > MAX_NOTICE || !WE.test(text) || !YOU.test(text)) return false;
  return NOTICE_TERMS.filter((term) => term.test(text)).length >= 2;
}
