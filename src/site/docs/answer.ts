import { answerPage } from "../pages/answer.ts";
import { type DocsProps, docsPage } from "./page.tsx";

/** The documentation of the API. Its examples call the origin that the page was loaded from. */
export const answerDocs = (
  request: Request,
  made: Omit<DocsProps, "language" | "origin">,
): Response =>
  answerPage(request, "docs", (language, origin) => docsPage({ ...made, language, origin }), {
    "Cache-Control": "public, max-age=3600",
  });
