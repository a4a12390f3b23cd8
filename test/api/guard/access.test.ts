import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { type AccessConfig, adminOnly } from "../../../src/api/guard/access.ts";
import { tokenOf } from "../../../src/api/guard/keys/token.ts";

const app = new Hono<{ Bindings: AccessConfig }>();
app.get("/ledger", adminOnly, (c) => c.text("figures"));

const ask = (env: AccessConfig, headers: Record<string, string> = {}) =>
  app.request("http://localhost/ledger", { headers }, env);
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;

describe("a deployment", () => {
  it.each([{}, { ENVIRONMENT: "production" }, { ENVIRONMENT: "" }, { ADMIN_TOKEN: "" }])(
    "without a token is closed for any Host, and explains how to set one: %j",
    async (env) => {
      for (const headers of [{}, { authorization: "Bearer " }, { host: "127.0.0.1" }]) {
        const response = await ask(env, headers as Record<string, string>);
        expect(response.status).toBe(401);
        const problem = (await response.json()) as { detail: string };
        expect(problem.detail).toContain("wrangler secret put ADMIN_TOKEN");
      }
    },
  );

  it("opens to its token, as Bearer or as a password", async () => {
    const env = { ADMIN_TOKEN: "töken: with a colon" };
    for (const user of ["", "admin"]) {
      const response = await ask(env, { authorization: basic(`${user}:${env.ADMIN_TOKEN}`) });
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
    }
    const plain = { ADMIN_TOKEN: "0123456789abcdef" };
    expect((await ask(plain, { authorization: "bearer 0123456789abcdef" })).status).toBe(200);
  });

  it.each([
    "",
    "Bearer",
    "Bearer wrong",
    "Bearer secre",
    "Bearer secret2",
    "secret",
    "Digest secret",
    "Basic ???",
    basic("secret"),
    basic("secret:"),
  ])("stays closed to %j", async (authorization) => {
    const response = await ask({ ADMIN_TOKEN: "secret" }, { authorization });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Basic .+Bearer /);
    expect(await response.text()).not.toContain("figures");
  });
});

it("local development is open to anyone", async () => {
  expect((await ask({ ENVIRONMENT: "development" })).status).toBe(200);
});

it("a token is read in whole", () => {
  expect(tokenOf("Bearer a b")).toBe("a");
  expect(tokenOf(basic("user:pass:word"))).toBe("pass:word");
});
