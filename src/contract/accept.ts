import { parseAccept } from "hono/utils/accept";

/** Characters of an Accept header that are read; browsers send some hundred. */
const MAX_ACCEPT = 4_000;

/**
 * The media type to answer in, chosen from the offers by the caller's Accept header (RFC 9110, 12.5.1): the highest
 * weight, then the type that was named most exactly, then the one named first. The first offer is the default if the
 * header is absent or matches no offer. Undefined if the header explicitly refuses the default as well.
 *
 *     preferred("text/plain, *\/*;q=0.8", ["application/json", "text/plain"])   // "text/plain"
 *     preferred("image/png", ["application/json"])                             // "application/json"
 *     preferred("application/json;q=0", ["application/json"])                  // undefined
 */
export function preferred<T extends string>(
  accept: string | null | undefined,
  offers: readonly [T, ...T[]],
): T | undefined {
  const ranges = parseAccept((accept ?? "").slice(0, MAX_ACCEPT)).map(({ type, q }, place) => ({
    type: type.toLowerCase(),
    q,
    place,
  }));
  const [standard] = offers;
  const judged = offers.map((offer) => {
    const [range] = ranges
      .filter(({ type }) => covers(type, offer))
      .sort((one, other) => exactness(other.type) - exactness(one.type));
    return { offer, range };
  });
  const [best] = judged
    .flatMap(({ offer, range }) => (range && range.q > 0 ? [{ offer, range }] : []))
    .sort(
      ({ range: one }, { range: other }) =>
        other.q - one.q || exactness(other.type) - exactness(one.type) || one.place - other.place,
    );
  if (best) return best.offer;
  return judged[0]?.range ? undefined : standard;
}

const covers = (range: string, offer: string): boolean =>
  range === offer || range === "*/*" || range === `${offer.split("/")[0]}/*`;

const exactness = (range: string): number => (range === "*/*" ? 0 : range.endsWith("/*") ? 1 : 2);
