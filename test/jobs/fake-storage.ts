import type { JobStorage } from "../../src/jobs/job.ts";

/** In-memory storage of one object, which a new object can take over, as after a crash. */
export class FakeStorage implements JobStorage {
  readonly entries = new Map<string, unknown>();
  alarmMs: number | null = null;
  /** Called before each write; throws to simulate a process that is killed there. */
  fault: (operation: string) => void = () => undefined;

  async get<T>(key: string): Promise<T | undefined> {
    return structuredClone(this.entries.get(key)) as T | undefined;
  }
  async put(entries: Record<string, unknown>): Promise<void> {
    this.fault("put");
    for (const [key, value] of Object.entries(entries)) {
      if (value instanceof Uint8Array && value.length > 2_000_000) throw new Error("over 2 MB");
      this.entries.set(key, structuredClone(value));
    }
  }
  async delete(keys: string[]): Promise<number> {
    this.fault("delete");
    return keys.filter((key) => this.entries.delete(key)).length;
  }
  async deleteAll(): Promise<void> {
    this.fault("deleteAll");
    this.entries.clear();
  }
  async setAlarm(ms: number): Promise<void> {
    this.fault("setAlarm");
    this.alarmMs = ms;
  }

  /** Everything stored, as one text. */
  text(): string {
    return [...this.entries]
      .map(([key, value]) =>
        value instanceof Uint8Array
          ? `${key} ${Buffer.from(value).toString("latin1")} ${Buffer.from(value).toString("utf8")}`
          : `${key} ${JSON.stringify(value)}`,
      )
      .join("\n");
  }
}
