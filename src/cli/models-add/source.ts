import { createWriteStream, existsSync, globSync, mkdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { chooseGraphs, ModelFilesError } from "./graphs.ts";

/** A model's files on the local disk. */
export interface ModelFolder {
  folder: string;
  /** Relative to the folder. */
  names: string[];
  /** The default name of the model. */
  name: string;
  /** The origin of the model, for the manifest. */
  origin: string;
}

/** The Hugging Face hub, or a replacement for it. */
export interface Hub {
  endpoint: string;
  token: string | undefined;
}

const HUB_ID = /^[\w.-]+\/[\w.-]+$/;
const WANTED =
  /^(config|generation_config|tokenizer|tokenizer_config)\.json$|^README\.md$|^LICEN[CS]E(\.\w+)?$/i;

/**
 * Uses a local folder unchanged; downloads a hub id into `scratch`.
 * @throws ModelFilesError
 */
export async function locate(
  argument: string,
  hub: Hub,
  scratch: string,
  float32: boolean,
): Promise<ModelFolder> {
  if (existsSync(argument)) {
    const folder = resolve(argument);
    if (!statSync(folder).isDirectory()) {
      throw new ModelFilesError(`${argument} is a file; give the folder of the exported model.`);
    }
    const names = globSync("{*,onnx/*}", { cwd: folder });
    return { folder, names, name: basename(folder), origin: `folder ${basename(folder)}` };
  }
  if (!HUB_ID.test(argument)) {
    const text = `There is no folder ${argument}, and it is not a hub id such as organization/model.`;
    throw new ModelFilesError(text);
  }
  return download(argument, hub, scratch, float32);
}

async function download(
  id: string,
  hub: Hub,
  scratch: string,
  float32: boolean,
): Promise<ModelFolder> {
  const { sha, siblings } = (await (await ask(hub, `api/models/${id}`, id)).json()) as {
    sha?: string;
    siblings?: { rfilename: string }[];
  };
  const there = (siblings ?? []).map(({ rfilename }) => rfilename);
  const graphs = Object.values(chooseGraphs(there, float32).files);
  const names = [...there.filter((name) => WANTED.test(name)), ...graphs];
  for (const name of names) {
    console.error(`Downloading ${id}/${name}`);
    await save(hub, `${id}/resolve/${sha ?? "main"}/${name}`, id, join(scratch, name));
  }
  const [, name = id] = id.split("/");
  return { folder: scratch, names, name, origin: `${id}@${sha ?? "main"}` };
}

async function save(hub: Hub, path: string, id: string, to: string): Promise<void> {
  const response = await ask(hub, path, id);
  mkdirSync(dirname(to), { recursive: true });
  if (!response.body) throw new ModelFilesError(`${path}: the hub's answer is empty.`);
  try {
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(to));
  } catch (error) {
    throw new ModelFilesError(`${path}: the download broke off (${(error as Error).message}).`);
  }
  const promised = Number(response.headers.get("content-length") ?? Number.NaN);
  const isPlain = !response.headers.get("content-encoding");
  if (isPlain && promised >= 0 && statSync(to).size !== promised) {
    throw new ModelFilesError(`${path}: the download broke off after ${statSync(to).size} bytes.`);
  }
}

async function ask({ endpoint, token }: Hub, path: string, id: string): Promise<Response> {
  const url = `${endpoint.replace(/\/$/, "")}/${path}`;
  let response: Response;
  try {
    response = await fetch(url, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  } catch (error) {
    const why = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
    throw new ModelFilesError(
      `There is no folder ${id}, and the hub at ${endpoint} cannot be reached (${why}). Without a network, give the folder of an exported model.`,
    );
  }
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status === 401 || response.status === 403) {
    throw new ModelFilesError(
      `${id} is private, gated or does not exist; set HF_TOKEN if it is yours.`,
    );
  }
  if (response.status === 404) throw new ModelFilesError(`The hub has no ${path}.`);
  throw new ModelFilesError(`The hub answered ${response.status} to ${url}.`);
}
