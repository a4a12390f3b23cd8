import type { OpenApiDocument } from "../../api/openapi/document.ts";
import { TAGS, type Tag } from "../../api/openapi/parts.ts";
import { PROBLEM_STATUSES, titleOf } from "../../api/problem.ts";
import type { PageLanguage } from "../../contract/language.ts";
import type { Assets } from "../pages/assets.ts";
import { render } from "../pages/document.tsx";
import { Description } from "./marked.tsx";
import { MESSAGES } from "./messages.ts";
import { type Operation, OperationSection } from "./operation.tsx";
import { GROUPS_ZH } from "./reference.zh.ts";
import { Members, type Schema, Type } from "./schema.tsx";
import { Snippet } from "./snippet.tsx";

export interface DocsProps {
  language: PageLanguage;
  document: OpenApiDocument;
  snippets: Readonly<Record<string, string>>;
  assets: Assets;
  /** The origin of the page, which its examples call. */
  origin: string;
}

/** The placeholder for the origin in the stored snippets, and the ways to replace it when they are tested. */
const LOCAL = "http://localhost:8787";
const REPLACEABLE = [
  `\${GREENGIST_URL:-${LOCAL}}`,
  `process.env.GREENGIST_URL ?? "${LOCAL}"`,
  `os.environ.get("GREENGIST_URL", "${LOCAL}")`,
] as const;

/** The documentation of the API, generated from its OpenAPI document. */
export function docsPage(props: DocsProps): string {
  const { language, assets } = props;
  const t = MESSAGES[language];
  return render({
    language,
    title: t.title,
    description: t.description,
    page: "docs",
    hasScript: true,
    assets,
    skip: t.skip,
    inLanguage: (other) => `/docs?lang=${other}`,
    children: <Main {...props} />,
  });
}

const GUIDE = [
  "first",
  "written",
  "many",
  "later",
  "receipt",
  "stream",
  "clients",
  "problems",
] as const;

/** Clients of other makers, by the stem of their snippet and their response; Python modules need names of their own. */
const CLIENTS = [
  { title: "OpenAI", stem: "openai", python: "openai_client.py" },
  { title: "Hugging Face", stem: "hugging-face", python: "hugging-face.py" },
  { title: "Workers AI", stem: "workers-ai", python: "workers-ai.py" },
  { title: "Model Context Protocol", stem: "mcp", python: "mcp_client.py" },
] as const;

const Main = ({ language, document, snippets, origin }: DocsProps) => {
  const t = MESSAGES[language];
  const operations = operationsOf(document);
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const text = (name: string) => addressed(snippets[name] ?? "", origin);
  const group = (name: string, tabs: [string, string][], response?: string) => (
    <Snippet
      name={name}
      {...(response && { response: { title: t.answer, text: text(response) } })}
      tabs={tabs.map(([tab, file]) => [tab, text(file)])}
      label={t.language}
      copy={t}
    />
  );
  return (
    <div class="docs">
      <nav class="contents" aria-label={t.contents}>
        <details>
          <summary>{t.contents}</summary>
          <p class="search">
            <input type="search" id="search" placeholder={t.search} aria-label={t.search} hidden />
            <span id="found" class="small soft" role="status" data-none={t.nothing} />
          </p>
          <ul>
            {GUIDE.map((id) => (
              <li>
                <a href={`#guide-${id}`}>{t[id]}</a>
              </li>
            ))}
          </ul>
          {TAGS.map(({ name }) => (
            <>
              <a class="group" href={`#${anchorOf(name)}`}>
                {t.tags[name]}
              </a>
              <ul>
                {operations
                  .filter(({ operation }) => operation.tags?.[0] === name)
                  .map(({ operation, path }) => (
                    <li>
                      <a class="mono" href={`#${operation.operationId}`}>
                        {path.replace("/client/v4/accounts/{account}", "…")}
                      </a>
                    </li>
                  ))}
              </ul>
            </>
          ))}
          <a class="group" href="#schemas">
            {t.schemas}
          </a>
        </details>
      </nav>
      <main id="main">
        <h1>{t.title}</h1>
        <p class="lede">{t.lede}</p>
        <dl class="facts">
          <dt>{t.server}</dt>
          <dd>
            <code>{origin}</code>
          </dd>
          <dt>{t.machine}</dt>
          <dd>
            <a href="/openapi.json">/openapi.json</a>
          </dd>
        </dl>

        <h2 id="guide-first">{t.first}</h2>
        <p>{t.firstNote}</p>
        {group(
          "tab-first",
          [
            ["curl", "summarize.sh"],
            ["TypeScript", "summarize.ts"],
            ["Python", "summarize.py"],
          ],
          "summarize.json",
        )}

        <h2 id="guide-written">{t.written}</h2>
        <p>{t.writtenNote}</p>
        {group("tab-written", [["curl", "written.sh"]], "written.json")}

        <h2 id="guide-many">{t.many}</h2>
        <p>{t.manyNote}</p>
        {group("tab-many", [["curl", "many.sh"]], "many.json")}

        <h2 id="guide-later">{t.later}</h2>
        <p>{t.laterNote}</p>
        {group("tab-later", [["curl", "later.sh"]], "later.json")}

        <h2 id="guide-receipt">{t.receipt}</h2>
        <p>{t.receiptNote}</p>
        {group("tab-receipt", [["curl", "receipt.sh"]], "receipt.json")}

        <h2 id="guide-stream">{t.stream}</h2>
        <p>{t.streamNote}</p>
        {group(
          "tab-stream",
          [
            ["curl", "stream.sh"],
            ["TypeScript", "stream.ts"],
            ["Python", "stream.py"],
          ],
          "stream.txt",
        )}

        <h2 id="guide-clients">{t.clients}</h2>
        <p>{t.clientsNote}</p>
        {CLIENTS.map(({ title, stem, python }) => (
          <>
            <h3>{title}</h3>
            {group(
              `tab-${stem}`,
              [
                ["TypeScript", `${stem}.ts`],
                ["Python", python],
              ],
              `${stem}.json`,
            )}
          </>
        ))}

        <h2 id="guide-problems">{t.problems}</h2>
        <p>{t.problemsNote}</p>
        <table class="statuses">
          <thead>
            <tr>
              <th scope="col">{t.status}</th>
              <th scope="col">{t.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {PROBLEM_STATUSES.map((status) => (
              <tr>
                <th scope="row">{status}</th>
                <td>{titleOf(status, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>

        {TAGS.map(({ name, description }) => (
          <section class="tag">
            <h2 id={anchorOf(name)}>{t.tags[name]}</h2>
            <p class="soft">{language === "zh" ? GROUPS_ZH[name] : description}</p>
            {operations
              .filter(({ operation }) => operation.tags?.[0] === name)
              .map((one) => (
                <OperationSection {...one} schemas={schemas} t={t} language={language} />
              ))}
          </section>
        ))}

        <section class="tag">
          <h2 id="schemas">{t.schemas}</h2>
          {Object.entries(schemas).map(([name, schema]) => (
            <details class="schema">
              <summary class="mono">{name}</summary>
              {/* Inside of the details, so that a link to it opens them. */}
              <div id={`schema-${name}`}>
                {schema.description && (
                  <p>
                    <Description text={schema.description} t={t} />
                  </p>
                )}
                {schema.properties ? (
                  <Members schema={schema} words={t} />
                ) : (
                  <p class="mono">
                    <Type schema={schema} />
                  </p>
                )}
              </div>
            </details>
          ))}
        </section>
      </main>
    </div>
  );
};

/** A snippet as one would write it for this server. */
function addressed(snippet: string, origin: string): string {
  const [shell, ...quoted] = REPLACEABLE;
  const text = quoted
    .reduce((all, one) => all.replaceAll(one, `"${origin}"`), snippet.replaceAll(shell, origin))
    .replaceAll(LOCAL, origin);
  return /\bos\./.test(text) ? text : text.replace(/^import os\n\n?/m, "");
}

/** "Carbon Aware SDK" -> "tag-carbon-aware-sdk". */
const anchorOf = (tag: Tag): string => `tag-${tag.toLowerCase().replaceAll(" ", "-")}`;

type Described = Operation & { tags?: string[] };

function operationsOf({ paths }: OpenApiDocument) {
  return Object.entries(paths ?? {}).flatMap(([path, item]) =>
    (["get", "post"] as const).flatMap((method) => {
      const operation = item[method] as Described | undefined;
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}
