import type { Context } from "hono";
import { manifestOf, manifests } from "../summarizer/models/registry.ts";
import { toBand, toCalibrationJson } from "../tail/reconcile.ts";
import { readTallies } from "../tail/tally.ts";
import type { App } from "./context.ts";

/**
 * `GET /v1/emissions/calibration`: the prediction of CPU time, and its accuracy where a Tail Worker measures it
 * (`src/tail`).
 */
export async function answerCalibration(c: Context<App>): Promise<Response> {
  const tallies = await readTallies(c.var.parts.emissions);
  return c.json({
    calibration: toCalibrationJson(manifestOf("nano")),
    models: manifests().map(toCalibrationJson),
    measured: [...tallies].map(([model, found]) => toBand(model, found)),
  });
}
