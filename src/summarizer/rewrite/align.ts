/** The score of an aligned token, and the bonus if it directly follows its aligned neighbor. */
const MATCH = 2;
const NEIGHBOR = 1;

/**
 * The position in the sentence of each token of the candidate, or -1: the in-order alignment that keeps most tokens,
 * with a bonus for neighbors; the first of equal ones. Time and memory grow with the product of both lengths.
 *
 * @example
 * align([7, 8, 9, 8], [7, 9, 8])   // [0, 2, 3]
 */
export function align(sentence: readonly number[], candidate: readonly number[]): number[] {
  const width = sentence.length + 1;
  const size = (candidate.length + 1) * width;
  // `worth`: score of the best alignment that ends with this match, 0 for none. The other arrays hold the best score up
  // to here, its cell, and the previous cell.
  const worth = new Int32Array(size);
  const reach = new Int32Array(size);
  const where = new Int32Array(size);
  const back = new Int32Array(size);
  for (let i = 1; i <= candidate.length; i++) {
    let best = 0;
    let bestAt = 0;
    for (let j = 1; j < width; j++) {
      const cell = i * width + j;
      const diagonal = cell - width - 1;
      if (sentence[j - 1] === candidate[i - 1]) {
        let [value, origin] = [reach[diagonal] as number, where[diagonal] as number];
        const neighbor = worth[diagonal] as number;
        if (neighbor > 0 && neighbor + NEIGHBOR >= value) {
          value = neighbor + NEIGHBOR;
          origin = diagonal;
        }
        worth[cell] = value + MATCH;
        back[cell] = origin;
      }
      if ((worth[cell] as number) > best) {
        best = worth[cell] as number;
        bestAt = cell;
      }
      const above = cell - width;
      const isBetter = best > (reach[above] as number);
      reach[cell] = isBetter ? best : (reach[above] as number);
      where[cell] = isBetter ? bestAt : (where[above] as number);
    }
  }
  const places = Array<number>(candidate.length).fill(-1);
  for (let at = where[size - 1] as number; at > 0; at = back[at] as number) {
    places[Math.floor(at / width) - 1] = (at % width) - 1;
  }
  return places;
}
