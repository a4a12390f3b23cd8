import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ForbiddenAddressError,
  isPublicAddress,
  requirePublic,
} from "../../../../src/api/input/url/address.ts";

const check = (url: string, allowed?: string[]) => () =>
  requirePublic(new URL(url), new Set(allowed));

describe("a URL that is not read", () => {
  it.each([
    "file:///etc/passwd",
    "ftp://example.org/",
    "data:text/plain,hello",
    "javascript:alert(1)",
    "gopher://example.org/",
    "http://user@example.org/",
    "http://:secret@example.org/",
    "http://example.org:8080/",
    "https://example.org:80/",
    "http://example.org:22/",
    // Literals in every notation that the URL parser accepts.
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.0x1/",
    "http://127.0.0.1./",
    "http://①②⑦.0.0.1/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://168.63.129.16/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://198.18.0.1/",
    "http://203.0.113.5/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:1::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[4000::1]/",
    // Names that resolve to internal addresses.
    "http://localhost/",
    "http://LOCALHOST./",
    "http://localhost。/",
    "http://a.localhost/",
    "http://metadata.google.internal/",
    "http://metadata/",
    "http://printer.local/",
    "http://nas.home.arpa/",
    "http://wiki.corp/",
    "http://10.0.0.1.nip.io/",
    "http://app.7f000001.nip.io/",
    "http://www.127-0-0-1.sslip.io/",
    "http://localtest.me/",
    "http://foo.lvh.me/",
    "http://host-192-168-0-1.example.org/",
    "http://169.254.169.254.example.org/",
  ])("%s", (url) => {
    expect(check(url)).toThrow(ForbiddenAddressError);
  });
});

describe("a URL that is read", () => {
  it.each([
    "http://example.org/",
    "https://example.org/a?b#c",
    "https://example.org:443/",
    "http://8.8.8.8/",
    "https://[2606:4700:4700::1111]/",
    "https://localhost.example.org/",
    "https://v1-2-3-4.example.org/",
    "https://例え.jp/",
  ])("%s", (url) => {
    expect(check(url)).not.toThrow();
  });

  it("may be one that the operator allows, by host and port", () => {
    expect(check("http://10.0.0.7:8080/", ["10.0.0.7:8080"])).not.toThrow();
    expect(check("http://10.0.0.7/", ["10.0.0.7:8080"])).toThrow(ForbiddenAddressError);
    expect(check("ftp://10.0.0.7:8080/", ["10.0.0.7:8080"])).toThrow(ForbiddenAddressError);
  });
});

describe("an address", () => {
  /** Transcribed from RFC 6890 and its successors, independently of the library's table. */
  const isReserved = ([a, b, c]: readonly [number, number, number]) =>
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0 && (c === 0 || c === 2)) ||
    (a === 192 && b === 88 && c === 99) ||
    (a === 198 && (b === 18 || b === 19)) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113);
  const octet = fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 100, 127, 169, 172, 192, 198, 254));

  it("that is reserved is never public, in any notation", () => {
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), ([a, b, c, d]) => {
        if (!isReserved([a, b, c])) return;
        expect(isPublicAddress([a, b, c, d].join("."))).toBe(false);
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        for (const host of [`${number}`, `0x${number.toString(16)}`, `0${number.toString(8)}`]) {
          expect(check(`http://${host}/`)).toThrow(ForbiddenAddressError);
        }
        const mapped = `::ffff:${a}.${b}.${c}.${d}`;
        expect(check(`http://[${mapped}]/`)).toThrow(ForbiddenAddressError);
      }),
      { numRuns: 2_000 },
    );
  });

  it("of IPv6 is public only within 2000::/3", () => {
    const group = fc.nat(0xffff).map((value) => value.toString(16));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const isGlobal = Number.parseInt(groups[0] as string, 16) >> 13 === 1;
        if (isPublicAddress(groups.join(":"))) expect(isGlobal).toBe(true);
      }),
    );
  });
});
