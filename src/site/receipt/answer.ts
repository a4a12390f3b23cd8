import type { MiddlewareHandler } from "hono";
import { chooseLanguage } from "../../contract/language.ts";
import { find } from "../../ledger/find.ts";
import { toJson } from "../../ledger/receipt.ts";
import type { Assets } from "../pages/assets.ts";
import { PAGE_HEADERS } from "../pages/security.ts";
import { receiptImage } from "./image.ts";
import { receiptPage } from "./page.tsx";

const IMAGE = /\.svg$/;

/** Lets pages of other sites show the image of a receipt, which headers for all responses would forbid. */
export const shareable: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.path.startsWith("/receipts/") && IMAGE.test(c.req.path))
    c.header("Cross-Origin-Resource-Policy", "cross-origin");
};

/** `GET /receipts/:id`: one receipt as a page, with `.svg` after its id as an image; 404 if unknown. */
export async function answerReceiptPage(
  request: Request,
  { ledger, assets, name }: { ledger: KVNamespace; assets: Assets; name: string },
): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("lang") ?? undefined;
  const language = chooseLanguage(asked, request.headers.get("accept-language") ?? "");
  const id = name.replace(IMAGE, "");
  const found = await find(ledger, id);
  const receipt = found ? toJson(found) : null;
  if (receipt && IMAGE.test(name)) {
    return new Response(receiptImage(receipt, language), {
      headers: { ...PAGE_HEADERS, "Content-Type": "image/svg+xml; charset=utf-8" },
    });
  }
  return new Response(receiptPage({ receipt, id, language, assets }), {
    status: receipt ? 200 : 404,
    headers: {
      ...PAGE_HEADERS,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
    },
  });
}
