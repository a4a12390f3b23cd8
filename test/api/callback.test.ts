import { expect, test } from "vitest";
import { postCallback, refusePrivateCallback } from "../../src/api/callback.ts";

const leadsTo =
  (...addresses: string[]) =>
  async () =>
    addresses;

test.each([
  "https://10.0.0.7/hook",
  "https://2130706433/",
  "https://169.254.169.254/latest/",
  "https://[::1]/",
  "https://[fd00::7]/",
  "https://[fe80::1]/",
  "https://[::ffff:10.0.0.7]/",
  "https://[64:ff9b::a00:7]/",
  "https://localhost/",
  "https://printer.local/",
  "https://10.0.0.7.nip.io/",
  "https://app-10-0-0-7.example.org/",
  "https://intranet/",
  "https://receiver.example.org:8443/",
  "https://user:secret@receiver.example.org/",
])("%s is refused, whatever a resolver says", async (url) => {
  const refused = refusePrivateCallback(url, leadsTo("93.184.215.14"));
  await expect(refused).rejects.toMatchObject({ type: "forbidden-address", field: "callback" });
  await expect(refused).rejects.toThrow(/^callback: /);
  await expect(postCallback(url, { method: "POST" }, undefined)).rejects.toThrow(/^callback: /);
});

test.each([[["10.0.0.7"]], [["93.184.215.14", "fd00::7"]], [["::1"]], [[]]])(
  "a name that leads to %j is refused, before the job is kept and at each post",
  async (addresses) => {
    const url = "https://receiver.example.org/hook";
    const lookup = leadsTo(...addresses);
    await expect(refusePrivateCallback(url, lookup)).rejects.toMatchObject({ field: "callback" });
    await expect(postCallback(url, { method: "POST" }, lookup)).rejects.toThrow(
      /^callback: its name/,
    );
  },
);

test("a name that cannot be looked up now is taken, and not posted to", async () => {
  const down = () => Promise.reject(new TypeError("the resolver is down"));
  await refusePrivateCallback("https://receiver.example.org/", down);
  const posted = postCallback("https://receiver.example.org/", { method: "POST" }, down);
  await expect(posted).rejects.toThrow("the resolver is down");
});

test("a public name is taken, with a resolver and without; an address is not looked up", async () => {
  await refusePrivateCallback("https://receiver.example.org/", undefined);
  await refusePrivateCallback(
    "https://receiver.example.org/",
    leadsTo("93.184.215.14", "2606:2800::1"),
  );
  const never = () => Promise.reject(new Error("looked up"));
  await refusePrivateCallback("https://93.184.215.14/", never);
  await refusePrivateCallback("https://[2606:2800::1]/", never);
});
