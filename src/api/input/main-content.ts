import { isConsentNotice, mentionsCookies } from "./furniture.ts";

/** A paragraph, heading, list item or cell of a page. */
export interface PageBlock {
  text: string;
  /** Share of its characters that are in links. */
  linkShare: number;
  /** Whether the page itself marks it as the main content. */
  isMain: boolean;
  isItem: boolean;
  isHeading: boolean;
  /** Preformatted text, mostly code. */
  isCode: boolean;
  /** Written by a reader of the page, below the text. */
  isComment: boolean;
  isCaption: boolean;
}

/** If `main` or `article` holds less than this, the main content is elsewhere on the page. */
const MIN_MAIN_CHARACTERS = 200;
/** Menus and lists of links consist mostly of links; paragraphs of prose seldom do. */
const MAX_LINK_SHARE = 0.5;
/** Outside of `main`, a shorter block that does not end a sentence is a label, a date or a byline. */
const MIN_LABEL_CHARACTERS = 80;
const ENDS_SENTENCE = /[.!?。！？…:：;；]["'”’」』）)\]]?$/;

/**
 * The main content among the blocks of a page, in order. It is chosen by the page's own markup, otherwise by the share
 * of links and the length of a block, the features that Kohlschütter, Fankhauser and Nejdl ("Boilerplate Detection
 * using Shallow Text Features", WSDM 2010) found to be most informative. If nothing qualifies, all blocks are returned.
 */
export function mainOf(blocks: readonly PageBlock[]): PageBlock[] {
  const own = withoutFurniture(blocks);
  const main = own.filter(({ isMain }) => isMain);
  const isMarked = sizeOf(main) >= MIN_MAIN_CHARACTERS;
  const candidates = isMarked ? main : own;
  const prose = candidates.filter((block) => !block.isCode && isProse(block, isMarked));
  const found = withoutEmptyHeadings(prose);
  const code = candidates.filter(({ isCode }) => isCode);
  if (sizeOf(found) >= MIN_MAIN_CHARACTERS) return found;
  // A page that is a single preformatted text, or consists only of labels.
  if (sizeOf(code) >= MIN_MAIN_CHARACTERS) return code;
  return found.length > 0 ? found : [...candidates];
}

const MAX_COOKIE_NOTICES = 2;
/** "Readers' comments", "发表评论", "Kommentare (3)": at most four words, one of which means comments. */
const COMMENTS_WORDS =
  /^(?:\S+ ){0,3}(?:comments?|kommentare?|commentaires?|comentarios?|commenti|reacties|responses|replies)(?: \S+)?$|^[^，。]{0,6}(?:评论|評論|留言|跟帖|网友说)[^，。]{0,8}$|^what (?:our )?readers (?:say|think)$/i;
const COMMENTS_HEADING =
  /^(?:\d{1,6} )?(?:comments?|responses|replies|leave a (?:reply|comment)|reader comments|discussion|join the (?:discussion|conversation)|what do you think|have your say|related (?:articles|posts|stories)|you may also like|read next|相关(?:阅读|文章|新闻|推荐)|网友评论|热门评论|最新评论|全部评论|精彩评论|评论区?|發表評論|評論|留言|推荐阅读|延伸阅读)(?: ?[(（]?\d{0,6}[)）]?)?(?: (?:to|on) .{1,200})?[:：?]?$/i;

/** The blocks without comments, captions and notices, if any prose is left. */
function withoutFurniture(blocks: readonly PageBlock[]): readonly PageBlock[] {
  let isBelow = false;
  // A page about cookies mentions them more often.
  const ofCookies = blocks.filter(({ text }) => mentionsCookies(text));
  const cookies = new Set(ofCookies.length <= MAX_COOKIE_NOTICES ? ofCookies : []);
  const own = blocks.filter((block) => {
    if (block.isHeading) {
      const heading = block.text.slice(0, 240);
      isBelow = COMMENTS_HEADING.test(heading) || COMMENTS_WORDS.test(heading.slice(0, 60));
    }
    return !isBelow && !cookies.has(block) && !block.isComment && !isConsentNotice(block.text);
  });
  const withoutCaptions = own.filter(({ isCaption }) => !isCaption);
  for (const left of [withoutCaptions, own]) if (left.some(isSaying)) return left;
  // A discussion thread consists only of comments.
  const comments = blocks.filter(({ isComment }) => isComment);
  if (comments.some(isSaying)) return comments;
  return own.length > 0 ? own : blocks;
}

/** Whether a block is a paragraph of prose, rather than a heading, a label or a list of links. */
export const isSaying = (block: PageBlock): boolean =>
  !block.isHeading && (block.isCode || isProse(block, false));

const isProse = (block: PageBlock, isMarked: boolean): boolean =>
  block.isHeading ||
  (block.linkShare <= MAX_LINK_SHARE &&
    (isMarked ||
      block.text.length >= MIN_LABEL_CHARACTERS ||
      ENDS_SENTENCE.test(block.text.slice(-2))));

/** Also drops a heading whose section consisted only of links or labels. */
const withoutEmptyHeadings = (blocks: readonly PageBlock[]): PageBlock[] =>
  blocks.filter(({ isHeading }, at) => !isHeading || blocks[at + 1]?.isHeading === false);

const sizeOf = (blocks: readonly PageBlock[]): number =>
  blocks.reduce((sum, { text }) => sum + text.length, 0);
