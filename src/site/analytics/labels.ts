import { MAP_HEIGHT, MAP_WIDTH } from "./projection.ts";

/** A place with a text beside it, in units of the map. */
export interface Labeled {
  x: number;
  y: number;
  /** The texts that may be shown, from the most complete to the shortest. */
  texts: readonly string[];
}

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const FONT_SIZE = 14;
/** Slightly more than the mean of the pages' font. */
const LETTER_WIDTH = 0.55 * FONT_SIZE;
const RADIUS = 10;
const IS_WIDE = /[\u2e80-\uffef]/;

/**
 * Places a text beside each point, earlier points first, so that no text covers another one or a point. A text without
 * room is replaced by a shorter one, or left out (null).
 */
export function placeLabels(points: readonly Labeled[]): (Label | null)[] {
  const taken = points.map(({ x, y }) => around(x, y));
  return points.map((point) => {
    for (const text of point.texts) {
      for (const [label, box] of positions(point, text)) {
        if (!isInside(box) || taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        return label;
      }
    }
    return null;
  });
}

/** On the right, on the left, above, below, and below to the right and to the left. */
function positions({ x, y }: Labeled, text: string): [Label, Box][] {
  const width = widthOf(text);
  const at = (anchor: Label["anchor"], labelX: number, baseline: number): [Label, Box] => {
    const left = anchor === "start" ? labelX : anchor === "end" ? labelX - width : x - width / 2;
    const [top, bottom] = [baseline - FONT_SIZE, baseline + 3];
    return [
      { text, x: labelX, y: baseline, anchor },
      { left, right: left + width, top, bottom },
    ];
  };
  return [
    at("start", x + RADIUS + 3, y + 5),
    at("end", x - RADIUS - 3, y + 5),
    at("middle", x, y - RADIUS - 4),
    at("middle", x, y + RADIUS + FONT_SIZE),
    at("start", x, y + RADIUS + FONT_SIZE),
    at("end", x, y + RADIUS + FONT_SIZE),
  ];
}

const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) => sum + (IS_WIDE.test(letter) ? FONT_SIZE : LETTER_WIDTH),
    0,
  );

const around = (x: number, y: number): Box => ({
  left: x - RADIUS,
  right: x + RADIUS,
  top: y - RADIUS,
  bottom: y + RADIUS,
});

const isInside = ({ left, right, top, bottom }: Box): boolean =>
  left >= 0 && right <= MAP_WIDTH && top >= 0 && bottom <= MAP_HEIGHT;

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;
