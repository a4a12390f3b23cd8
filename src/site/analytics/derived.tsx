import { type Receipt, toJson } from "../../ledger/receipt.ts";
import { Derivation } from "../receipt/derivation.tsx";
import { whyThere } from "../receipt/why.ts";
import { addressWith } from "./address.ts";
import type { View } from "./view.ts";

/** The reason for the place where a receipt's work ran, and the derivation of the receipt. */
export const Derived = ({ view, receipt }: { view: View; receipt: Receipt }) => {
  const { messages: t, query, language } = view;
  const json = toJson(receipt);
  return (
    <div class="derivation">
      <p>{whyThere(json, language)}</p>
      <Derivation receipt={json} language={language} />
      <p class="small links">
        <span class="mono soft">{receipt.id}</span>
        <a href={`/receipts/${receipt.id}?lang=${language}`}>{t.receipts.page}</a>
        <a href={addressWith(query, { receipt: receipt.id, cursor: undefined })}>
          {t.receipts.permalink}
        </a>
        <a href={`/v1/emissions/requests/${receipt.id}`}>{t.receipts.json}</a>
      </p>
    </div>
  );
};
