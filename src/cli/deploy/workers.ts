import { CLOUD_REGIONS } from "../../placement/cloud-regions.ts";
import { PINNED_BY_DEFAULT } from "../../placement/pinned.ts";
import type { Region } from "../../placement/regions.ts";

/** Folder for the generated configurations; their paths are relative to it. */
export const FOLDER = "dist/deploy";
const TO_ROOT = "../../";

/** A configuration of wrangler in the structure of `wrangler.toml`. */
export type WorkerConfiguration = Readonly<Record<string, unknown>> & { name: string };

/** One Worker of a deployment. */
export interface Worker {
  name: string;
  /** Its configuration file. */
  file: string;
  configuration: WorkerConfiguration;
}

/** An edge and the region Workers that it is bound to. */
export interface Workers {
  edge: Worker;
  regions: (Worker & { region: Region })[];
}

/** A deployment that cannot be planned; the message states the necessary change. */
export class DeployError extends Error {
  override name = "DeployError";
}

/**
 * The cloud regions of a comma-separated list; without a list, the default two.
 * @throws DeployError for an id that is unknown or named twice, and for an empty list
 */
export function regionsOf(list: string = PINNED_BY_DEFAULT.join(",")): Region[] {
  const ids = list.split(/[\s,]+/).filter(Boolean);
  if (ids.length === 0) throw new DeployError("--regions names no region.");
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) throw new DeployError(`--regions names ${twice} twice.`);
  return ids.map((id) => {
    const region = CLOUD_REGIONS.find((one) => one.id === id);
    if (region) return region;
    const [provider] = id.split(":");
    const near = CLOUD_REGIONS.filter((one) => one.id.startsWith(`${provider}:`));
    const known = (near.length > 0 ? near : CLOUD_REGIONS).map((one) => one.id).join(", ");
    throw new DeployError(`${id} is not a cloud region that is known here; there are ${known}.`);
  });
}

/**
 * The Workers of a deployment, all derived from one configuration. The edge is that configuration plus a service
 * binding to each region and a table of them in `REGIONS`. A region is the same code, pinned next to its cloud region,
 * without a public address.
 */
export function workersOf(raw: WorkerConfiguration, regions: readonly Region[]): Workers {
  const workers = regions.map((region) => regionWorker(raw, region));
  const { name } = raw;
  const configuration = {
    ...relocated(raw),
    services: [
      ...((raw.services as object[] | undefined) ?? []),
      ...workers.map(({ region, name: service }) => ({ binding: bindingOf(region), service })),
    ],
    vars: { ...(raw.vars as object | undefined), REGIONS: JSON.stringify(regions) },
  };
  return { edge: { name, file: fileOf(name), configuration }, regions: workers };
}

/** The part of the configuration that a region needs: the code, its build, and the models' files. */
const SHARED = [
  "main",
  "compatibility_date",
  "compatibility_flags",
  "keep_names",
  "rules",
  "assets",
  "limits",
  "observability",
];

function regionWorker(raw: WorkerConfiguration, region: Region): Workers["regions"][number] {
  const name = `${raw.name}-${region.id.replace(/\W+/g, "-")}`;
  const shared = Object.entries(raw).filter(([key]) => SHARED.includes(key));
  const configuration = {
    ...relocated({ ...Object.fromEntries(shared), name }),
    // Only the edge may call it, through its service binding.
    workers_dev: false,
    preview_urls: false,
    placement: { region: region.id },
  };
  return { name, file: fileOf(name), configuration, region };
}

const fileOf = (name: string) => `${FOLDER}/${name}.json`;

export const bindingOf = ({ backend }: Region): string =>
  backend.kind === "service" ? backend.binding : "";

/** The configuration with paths relative to `FOLDER`. The pages are built once, before all deployments. */
function relocated({ build: _, $schema: __, ...raw }: WorkerConfiguration): WorkerConfiguration {
  const assets = raw.assets as { directory?: string } | undefined;
  return {
    ...raw,
    main: TO_ROOT + String(raw.main),
    ...(assets && { assets: { ...assets, directory: TO_ROOT + String(assets.directory) } }),
  } as WorkerConfiguration;
}
