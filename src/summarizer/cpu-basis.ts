import type { ProductKind } from "../contract/emissions.ts";

/** Multiply-accumulates of one kind, in billions, and the seconds of one vCPU that a billion takes. */
export interface Products {
  kind: ProductKind;
  gmac: number;
  secondsPerGmac: number;
}

/**
 * The quantities that the busy time of a request was predicted from. What they do not explain is the same for every
 * request, or is due to very short sentences, to finding the text in a page, or to work that was done twice.
 */
export interface CpuBasis {
  characters: number;
  secondsPerCharacter: number;
  products: readonly Products[];
}
