import type { Child } from "hono/jsx";
import type { Receipt } from "../../ledger/receipt.ts";
import { linkTo } from "../pages/navigation.ts";
import { addressWith } from "./address.ts";
import { type Term, termsOf } from "./terms.ts";
import type { View } from "./view.ts";

/** A receipt's derivation, term by term. */
export const Derived = ({ view, receipt }: { view: View; receipt: Receipt }) => {
  const { messages: t, query } = view;
  const { terms, isExplained } = termsOf(receipt, t);
  const methodology = linkTo("methodology", view.language);
  return (
    <div class="derivation">
      {!isExplained && <p class="alarm-text">{t.derivation.otherConstants}</p>}
      <table>
        <tbody>
          {terms.map((term) => (
            <Row term={term} />
          ))}
        </tbody>
      </table>
      <p class="small soft">
        {t.derivation.sum}. {receipt.method}. <a href={methodology.href}>{methodology.text}</a>
      </p>
      <p class="small links">
        <span class="mono soft">{receipt.id}</span>
        <a href={addressWith(query, { receipt: receipt.id, cursor: undefined })}>
          {t.receipts.permalink}
        </a>
        <a href={`/v1/emissions/requests/${receipt.id}`}>{t.receipts.json}</a>
      </p>
    </div>
  );
};

const Row = ({ term }: { term: Term }) => (
  <tr class={term.isSum ? "sum" : undefined}>
    <th scope="row">
      <span class="symbol">{formula(term.symbol)}</span>
      {term.name}
    </th>
    <td class="how soft">{formula(term.how)}</td>
    <td class="number">{term.value}</td>
  </tr>
);

/** "E_c + E_m" with its indices set low. */
const formula = (text: string): Child[] =>
  text.split(/_([a-z])/).map((part, at) => (at % 2 === 1 ? <sub>{part}</sub> : part));
