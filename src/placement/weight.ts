export type Weight = "light" | "heavy";

/** Work that keeps a vCPU busy for longer is heavy: about 5,000 words for nano. */
const HEAVY_CPU_SECONDS = 0.05;

/** Light work never moves by itself: the network alone would emit more than the work does. */
export const weigh = (cpuSeconds: number): Weight =>
  cpuSeconds > HEAVY_CPU_SECONDS ? "heavy" : "light";

/** Whether a request may move at all; `wanted` is "auto", "edge" or the id of a region. */
export const isMovable = (weight: Weight, wanted: string): boolean =>
  weight === "heavy" || (wanted !== "auto" && wanted !== "edge");
