import type { WrittenLanguage } from "../../contract/language.ts";
import { isBalanced } from "./balance.ts";

/** A title that a text has itself, with its offsets. */
export interface OwnTitle {
  text: string;
  start: number;
  end: number;
}

/** The subject of a mail, without its marks of replies. */
const SUBJECT =
  /(?:^|\n)[ \t>*]{0,6}(?:subject|主题|主題|主旨)\*{0,2}\s?[:：][ \t]*\*{0,2}[ \t]*(?:(?:re|fwd?|aw|回复|答复|转发|回覆|轉寄)\s?[:：]\s*){0,4}([^\n]{4,120})/iu;
const HEADING = /^[ \t]{0,3}#[ \t]{1,4}([^\n]{4,120}?)[ \t#]{0,9}$/u;
const HTML = /^[ \t]{0,9}<h1[^>\n]{0,80}>([^<\n]{4,120})<\/h1>[ \t]*$/iu;

/** Titles that name a part of a document, and say nothing of this one. */
const GENERIC =
  /^(?:table of )?(?:overview|introduction|summary|abstract|contents?|agenda|minutes|meeting (?:minutes|notes)|notes|readme|background|description|about|getting started|release notes|changelog|(?:quick |weekly |monthly |status )?updates?|hello|hi|question|no subject|\(no subject\)|untitled|news|report|prerequisites|before you begin|(?:environment )?details|symptoms|faqs?|frequently asked questions|next steps|see also|limitations|requirements|what(?:'|’)s new|in this (?:article|section|topic)|摘要|目录|概述|简介|前言|引言|说明|会议纪要|会议记录|通知|更新|问题|无主题|公告|(?:环境)?详细信息|先决条件|注意事项|背景信息?|常见问题(?:解答)?|本(?:主题|文)内容|开始之前|适用于)[\s.:：!！]*$/iu;
/** First lines that are no titles: greetings, bylines, dates, labels, links. */
const NO_TITLE =
  /^[-*•·]\s|^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|by|from|to|cc|date|sent|published|updated|posted|note|tip|warning|http|applies to|本(?:文|主题)适用|适用于|www|各位|尊敬|亲爱|您好|你好|大家好|作者|来源|记者|日期|时间|发件人|收件人)(?:\b|[\s:：，,]|(?=\p{Script=Han}))|[:：,，;；]$|^[\p{Nd}\p{P}\s]+$|^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber)\b.{0,20}\p{Nd}{4}$|\t|\|.*\|/iu;
const ENDS = /[.!?。！？…]["'”’」』）)]*$/u;
const LONGEST = { en: 90, zh: 34 };
/** The title stands in this part of a text, in characters. */
const READ = 2_000;

/**
 * The title of a text: the subject of a mail, a heading of the first level, or a first line without a stop above longer
 * ones; undefined if there is none that says something.
 */
export function ownTitle(text: string, language: WrittenLanguage): OwnTitle | undefined {
  const head = text.slice(0, READ);
  const subject = SUBJECT.exec(head);
  if (subject) return checked(subject[1] as string, head, subject.index, language);
  const [first, rest] = firstLine(head);
  if (first === undefined) return undefined;
  const heading = HEADING.exec(first.line) ?? HTML.exec(first.line);
  if (heading) return checked(heading[1] as string, head, first.at, language);
  const next = rest.trimStart().split("\n", 1)[0] as string;
  // "Power is …" - a quotation; "Day 2. Instructor: Ann" - a label of a picture.
  if (/^["“‘'「『]|[.。!?！？] \S/u.test(first.line.trim())) return undefined;
  const isAbove = ENDS.test(next.trimEnd()) && next.length > first.line.length;
  if (!isAbove || ENDS.test(first.line.trim()) || NO_TITLE.test(first.line.trim()))
    return undefined;
  return checked(first.line.trim(), head, first.at, language);
}

function firstLine(head: string): [{ line: string; at: number } | undefined, string] {
  const at = head.search(/\S/u);
  if (at < 0) return [undefined, ""];
  const end = head.indexOf("\n", at);
  if (end < 0) return [undefined, ""];
  return [{ line: head.slice(at, end).replace(/\r$/, ""), at }, head.slice(end + 1)];
}

function checked(
  raw: string,
  head: string,
  from: number,
  language: WrittenLanguage,
): OwnTitle | undefined {
  const text = raw.replace(/^[\s*_"]+|[\s*_"]+$/gu, "").replace(/[.。]$/u, "");
  const size =
    language === "zh"
      ? (text.match(/\p{Script=Han}|[\p{Script=Latin}\p{N}]+/gu)?.length ?? 0)
      : text.split(/\s+/u).length;
  const isShort = size < (language === "zh" ? 4 : 2);
  if (isShort || text.length > LONGEST[language] || GENERIC.test(text) || !isBalanced(text)) {
    return undefined;
  }
  const start = head.indexOf(text, from);
  return start < 0 ? undefined : { text, start, end: start + text.length };
}
