import { answerPage } from "../pages/answer.ts";
import type { Assets } from "../pages/assets.ts";
import { methodologyPage } from "./page.tsx";

/** The methodology page. */
export const answerMethodology = (request: Request, assets: Assets): Response =>
  answerPage(request, "methodology", (language) => methodologyPage(language, assets), {
    "Cache-Control": "public, max-age=3600",
  });
