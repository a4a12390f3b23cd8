import type { Rewriting } from "./checks.ts";
import { newChineseJoin } from "./joins/chinese.ts";
import { newEnglishJoin } from "./joins/english.ts";

/**
 * The first words that a written headline joins though no sentence of the source has them together in this order; null
 * if there are none. Networks join what does not belong together, and no check of facts sees that.
 */
export const newJoin = (rewriting: Rewriting): string | null =>
  rewriting.language === "zh" ? newChineseJoin(rewriting) : newEnglishJoin(rewriting);
