import { createMiddleware } from "hono/factory";
import { chooseLanguage, LOCALES } from "../contract/language.ts";
import type { Problem } from "../contract/service.ts";
import { PROBLEM_TYPE, titleOf } from "./problem.ts";

/** Translates the title of every problem into the caller's language; details stay in English. */
export const titleProblems = createMiddleware(async (c, next) => {
  await next();
  if (c.res.headers.get("content-type") !== PROBLEM_TYPE) return;
  const language = chooseLanguage(undefined, c.req.header("accept-language"));
  if (language !== "en") {
    const problem: Problem = await c.res.json();
    const title = titleOf(problem.status, language);
    c.res = new Response(JSON.stringify({ ...problem, title }), c.res);
  }
  c.header("Content-Language", LOCALES[language]);
  c.header("Vary", "Accept-Language", { append: true });
});
