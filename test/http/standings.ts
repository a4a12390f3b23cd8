import type { TestHarness } from "wrangler";

/** A row of `GET /v1/regions`. */
export interface Row {
  region: string;
  instance: string;
  kind: string;
  state: string;
  colo: string | null;
  zone: string;
  basis: "colo" | "country" | "hint";
  pue: number;
  grams_per_kwh: number;
  intensity: {
    source: string;
    kind: "live" | "forecast" | "yearly";
    signal: string;
    is_estimated: boolean;
    valid_from: string;
    valid_to: string;
    age_seconds: number;
  };
}

export async function standings(server: TestHarness): Promise<Row[]> {
  const response = await server.fetch("/v1/regions");
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { regions: Row[] }).regions;
}

export const runCron = async (server: TestHarness): Promise<string> => {
  const event = { cron: "*/15 * * * *", scheduledTime: new Date() };
  return (await server.getWorker().scheduled(event)).outcome;
};
