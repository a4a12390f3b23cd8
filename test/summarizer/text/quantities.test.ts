import { describe, expect, it } from "vitest";
import { quantitiesIn } from "../../../src/summarizer/text/quantities.ts";

const values = (text: string) => quantitiesIn(text).map(({ value }) => value);

describe("quantities", () => {
  it.each([
    ["1,000", "1000"],
    ["1,000.50", "1000.50"],
    ["１２", "12"],
    ["007", "007"],
    ["2.4 million", "2400000"],
    ["2.4m", "2400000"],
    ["5bn", "5000000000"],
    ["3千", "3000"],
    ["240万", "2400000"],
    ["twenty-one", "21"],
    ["two hundred and five thousand", "205000"],
    ["six", "6"],
    ["二百零五万", "2050000"],
    ["十五", "15"],
    ["二〇二六", "2026"],
    ["一千", "1000"],
    ["三亿五千万", "350000000"],
    ["half", "half"],
    ["dozens", "dozen"],
  ])("%s is %s", (text, value) => expect(values(text)).toEqual([value]));

  it.each(["one of them", "一个", "someone often attends", "weight", "5km".replace("5", "")])(
    "finds none in %s",
    (text) => expect(values(text)).toEqual([]),
  );

  it("keeps what stands beside each other apart", () => {
    expect(values("2019-2020, v1.2.3 at 10:30, COVID-19, 5km")).toEqual([
      "2019",
      "2020",
      "1.2.3",
      "10",
      "30",
      "19",
      "5",
    ]);
  });

  it("takes time that grows linearly, even of hostile text", () => {
    const hostile = ["one ", "1,", "two and ", "一", "亿", "five-", "9 "].map((part) =>
      part.repeat(40_000),
    );
    for (const text of hostile) expect(quantitiesIn(text).length).toBeLessThan(50_000);
  });
});
