import { config } from "zod";

/**
 * Keeps zod from compiling its checks, which needs `eval`. The policy of a page that embeds the element forbids that,
 * and would report it. Imported before any module that has a schema.
 */
config({ jitless: true });
