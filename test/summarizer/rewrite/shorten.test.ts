import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { objectionTo } from "../../../src/summarizer/rewrite/checks.ts";
import { reworded } from "../../../src/summarizer/rewrite/rewording.ts";
import { shortened } from "../../../src/summarizer/rewrite/shorten.ts";
import { Subject } from "../../../src/summarizer/rewrite/subject.ts";

const en = (sentence: string) => shortened(sentence, "en");
const zh = (sentence: string) => shortened(sentence, "zh");

describe("a sentence put briefly", () => {
  it.each([
    [
      "The ferry left early in order to avoid the storm.",
      "The ferry left early to avoid the storm.",
    ],
    ["The cache is used to store maps.", "The cache stores maps."],
    ["A total of 40 people came.", "40 people came."],
    ["It is worth noting that the pier is closed.", "The pier is closed."],
    ["If you want to sail, buy a ticket.", "To sail, buy a ticket."],
    ["Just a quick note: we moved the race to May.", "We moved the race to May."],
    ["He left the city of Kelsmouth.", "He left Kelsmouth."],
    ["This guide shows you how to mend a net.", "Learn how to mend a net."],
    ["This page describes the tides of the bay.", "Learn about the tides of the bay."],
    ["The goal of this study is to count gulls.", "This study aims to count gulls."],
    ["He sold the majority of his boats.", "He sold most of his boats."],
    ["The majority of boats were sold.", "Most boats were sold."],
    ["The kit enables users to sail.", "The kit lets users sail."],
    [
      "This page describes the tides, explains the winds, and lists the boats.",
      "This page describes the tides, explains the winds, and lists the boats.",
    ],
    ["Olsen: Loved and feared by many of us.", "Olsen: Loved and feared by many of us."],
    ["There are many boats that sail at dawn.", "Many boats sail at dawn."],
    ["There are many ways by which boats sail.", "There are many ways by which boats sail."],
    ["The gulls, as shown in the figure, nest here.", "The gulls nest here."],
    ["We further show the tides in the field of sailing.", "We show the tides in sailing."],
    [
      'Lee said that "we sail in order to see gulls" in order to sell boats.',
      'Lee said that "we sail in order to see gulls" to sell boats.',
    ],
    [
      "This is the second in a series of long talks.",
      "This is the second in a series of long talks.",
    ],
    ["The kit provides a set of small tools.", "The kit provides small tools."],
    ["A set of small tools is in the kit.", "A set of small tools is in the kit."],
    ["Tools such as nets, ropes, hooks, and knives rust.", "Tools such as nets and knives rust."],
    ["The plan which was approved by the board failed.", "The plan approved by the board failed."],
    [
      "The way in which it was approved by them failed.",
      "The way in which it was approved by them failed.",
    ],
  ])("says the same: %s", (sentence, brief) => {
    expect(reworded(sentence, "en")).toBe(brief);
  });

  it.each([
    ["研究小组对水样进行了分析。", "研究小组分析了水样。"],
    ["新系统能够记录潮位。", "新系统能记录潮位。"],
    ["据了解，渡轮已停航。", "渡轮已停航。"],
    ["董事会对旧码头予以改造。", "董事会改造旧码头。"],
    ["小组提出了一种测量潮位的新方法。", "小组提出了测量潮位的新方法。"],
    ["为了解潮位，小组建了站。", "为了解潮位，小组建了站。"],
    ["本研究对港口水质和潮位之间的关系进行了系统的研究。", "研究了港口水质和潮位之间的关系。"],
    ["船员可以使用测潮仪来查看水位。", "船员可以使用测潮仪查看水位。"],
    ["通过浮标测量，水位对潮汐进行研究。", "通过浮标测量，水位对潮汐进行研究。"],
    ["船长决定是否以及如何停靠。", "船长决定是否以及如何停靠。"],
    ["目的是为了测量潮位。", "目的是为了测量潮位。"],
    ["必须通过使用钥匙开门。", "必须通过钥匙开门。"],
  ])("says the same in Chinese: %s", (sentence, brief) => {
    expect(reworded(sentence, "zh")).toBe(brief);
  });
});

describe("a sentence shortened by rule", () => {
  it.each([
    [
      "an aside between commas",
      "The old lighthouse at Kelsmouth, which was built by two brothers, has been sold to the town.",
      "The old lighthouse at Kelsmouth has been sold to the town.",
    ],
    [
      "brackets",
      "The harbour board approved the tidal plan (see the annex) after a long evening of debate.",
      "The harbour board approved the tidal plan.",
    ],
    [
      "an end from a comma on",
      "The council closed the northern bridge for two months, leaving commuters with a long detour.",
      "The council closed the northern bridge for two months.",
    ],
    [
      "a connective and a day",
      "However, the workers of the mill returned on Tuesday after the talks in the town hall.",
      "The workers of the mill returned on Tuesday.",
    ],
    [
      "a day of the past, an age and the label of a picture",
      "Back at sea: Ann Lee, 53, was rescued on Monday by the crew of a tugboat from Kelsmouth.",
      "Ann Lee was rescued by the crew of a tugboat from Kelsmouth.",
    ],
    [
      "the paper that it stands in",
      "In this paper, we propose a method that counts gulls without a camera on the quay.",
      "We propose a method that counts gulls without a camera on the quay.",
    ],
    [
      "examples at the end",
      "The kit can be used to count birds in noisy places such as quays and airfields.",
      "The kit can be used to count birds in noisy places.",
    ],
    [
      "an aside before who says it",
      "The council sold the quay, which was built in May, the paper reported.",
      "The council sold the quay, the paper reported.",
    ],
    [
      "a role without an article",
      "Brown, Houston's niece, was found unhurt on the quay below the old town hall.",
      "Brown was found unhurt on the quay below the old town hall.",
    ],
    [
      "an aside before the rest of the clause",
      "The crews flew to Kelsmouth, the capital of the islands, to film the storm and the ferry.",
      "The crews flew to Kelsmouth to film the storm and the ferry.",
    ],
    [
      "an aside between dashes",
      "The owner of the mill -- whose name is not on the list -- is accused of theft by the town.",
      "The owner of the mill is accused of theft by the town.",
    ],
    [
      "an adverb between commas, and keeps the comma of an aside",
      "Lee, the head of the school in the harbor, also promised a new roof for the hall.",
      "Lee, the head of the school in the harbor, promised a new roof for the hall.",
    ],
    [
      "a phrase to the reader",
      "By the way, the ferry to the northern islands was sold on Friday in the town hall.",
      "The ferry to the northern islands was sold in the town hall.",
    ],
    [
      "a last clause with a speaker of its own",
      "The council closed the northern bridge for two months, adding that the piers might fail.",
      "The council closed the northern bridge for two months.",
    ],
    [
      "examples, with their comma",
      "The office can suggest cheaper days to passengers, for example, days that are rainy or early.",
      "The office can suggest cheaper days to passengers.",
    ],
    [
      "where a picture shows someone, and an article's old form",
      "The mayor (left) opened an extremely long bridge with a speech to the sailors of the town.",
      "The mayor opened an extremely long bridge with a speech to the sailors of the town.",
    ],
    [
      "an adverb, and mends the article before it",
      "The town has sold an absolutely huge bridge and a really old boat to the owner of the mill.",
      "The town has sold a huge bridge and an old boat to the owner of the mill.",
    ],
    [
      "what explains a noun",
      "The town bought a painting of Anders Vik, the sailor who was the first keeper of the light.",
      "The town bought a painting of Anders Vik.",
    ],
    [
      "a role behind a quotation",
      '"We have never seen so many gulls on the pier," said Ann Lee, head keeper of the northern light.',
      '"We have never seen so many gulls on the pier," said Ann Lee.',
    ],
    [
      "a pair of dashes",
      "The owners of the boats -- small as well as large -- that lie in the bay pay for the new pier.",
      "The owners of the boats that lie in the bay pay for the new pier.",
    ],
    [
      "a contrast that opens it",
      "While the northern islands had a dry and calm summer, the harbor saw eleven storms in June.",
      "The harbor saw eleven storms in June.",
    ],
    [
      "a purpose of the reader",
      "The map marks each rock in the bay with a number, so that you can find it in the printed list.",
      "The map marks each rock in the bay with a number.",
    ],
    [
      "the short name of common words",
      "Most harbor pilot boats (HPB) carry two engines and a spare rudder for the winter.",
      "Most harbor pilot boats carry two engines and a spare rudder for the winter.",
    ],
    [
      "who something was made by",
      "The school opened a library with books on the sea and the weather, funded by the fish market.",
      "The school opened a library with books on the sea and the weather.",
    ],
  ])("loses %s", (_, sentence, short) => {
    expect(en(sentence)).toBe(short);
  });

  it.each([
    ["此外，镇图书馆（建于上世纪）将在明年春天重新开放。", "镇图书馆将在明年春天重新开放。"],
    ["本主题提供有关潮位阈值设置的信息。", "本主题介绍潮位阈值设置。"],
    ["为了应对这一挑战，渡轮公司增开了四班夜船。", "渡轮公司增开了四班夜船。"],
    [
      "随着港口社会化服务的开展，镇上的渔民开始使用新的冷库和仓库。",
      "镇上的渔民开始使用新的冷库和仓库。",
    ],
    [
      "利用三年的水位记录,研究了堤坝渗漏与潮位变化之间的关系。",
      "研究了堤坝渗漏与潮位变化之间的关系。",
    ],
  ])("loses what it can do without in Chinese: %s", (sentence, short) => {
    expect(zh(sentence)).toBe(short);
  });

  it.each([
    [
      "what comes of it",
      "The board painted all the buoys in the bay red, which makes it hard to find the harbor at night.",
    ],
    [
      "what is quoted",
      '"The pier is really old, and the boats, which are small, lie here," Ann Lee told the town.',
    ],
    [
      "the subject behind an opening",
      "In the old harbor, learning from the crews builds skills which given a year, pays for the boats.",
    ],
    [
      "a clause behind a condition",
      "If you buy the ticket in the harbor, and keep it in a bag, the crew of the ferry stamps it.",
    ],
    [
      "a list of actions",
      "Piers are good places for mending old nets, counting small boats, and selling the day's fish.",
    ],
    [
      "the name of a thing",
      "We built a small boat of steel for the islands, which we call the Petrel.",
    ],
    [
      "the short name of a name",
      "The crew of the Northern Harbor Watch (NHW) counts the boats and the gulls each morning.",
    ],
    [
      "a circumstance that limits",
      "In situations where the storm is near, the crew closes the gate.",
    ],
    [
      "a condition",
      "The ferry sails at noon, if the storm that is now over the islands has passed by then.",
    ],
    [
      "who says it",
      "The bridge, a spokesman for the county said, was closed to all but the lightest cars.",
    ],
    [
      "a list",
      "The kitchen serves soup, bread, cheese, and a large plate of fish to all of its guests.",
    ],
    ["a restriction", "Passengers who hold a return ticket must show it to the crew at the gate."],
    [
      "when a thing is to come",
      "The water in the north wing will be shut off on Tuesday for a few hours.",
    ],
    [
      "who says it behind a comma",
      "The worker died when a wall of boxes fell on the floor of the mill, an inquest heard.",
    ],
    [
      "a list of what was done",
      "He walked its halls, bunked in its rooms, held office as a leader.",
    ],
    [
      "the end of an earlier aside",
      "A video of students, who sing in a choir, chanting on a bus shocked the town.",
    ],
    [
      "a thing that one is used to",
      "The keeper is used to taking his boots off at the door of the house.",
    ],
    [
      "where a general rule holds",
      "In sailing, a mate is one who often does more than just tie ropes.",
    ],
    [
      "bills, for example, that are named",
      "The tool lists bills, for example, bills that are due in May.",
    ],
    [
      "an amount in brackets",
      "The new basin is deep (3 to 15 m) and holds all the boats of the town.",
    ],
    ["what is not so", "The northern bridge is not very safe for the heavier cars of the town."],
    [
      "a year that is compared",
      "The town lent 92 boats last year, up from 56 in the year of the storm.",
    ],
    [
      "what examples say",
      "The keeper gives a number to things such as nets and ropes in the store.",
    ],
    [
      "the stop of a short form",
      "We count gulls on two quays at noon, which stress calls vs. other sounds of the birds.",
    ],
    [
      "a short name that comes again",
      "The Tidal Gate (TGate-2) is open, and TGate-2 will be closed by the crew.",
    ],
    [
      "a day between a participle and its verb",
      "The owner of the mill left the islands in spring, papers filed Monday said.",
    ],
    ["a comparison", "The keeper said the new nets work as well as the old ones in the harbor."],
    [
      "where things are, if that is counted",
      "The mills, in 11 towns of the islands, will close for the winter of storms.",
    ],
    ["not only, but also", "The pier is not only a mark of the town, but also feeds the gulls."],
    ["a name", "We call the kit Counting by Utilizing Small Lamps in the harbor of the town."],
    ["a cause", "The keeper asked for a new net, since the old one was torn by the storm."],
    ["how far it is", "The hotel stands in the old harbor, a ten-minute walk from the ferry."],
    ["a contrast", "He has been suspected, but never charged, in the theft of a boat."],
    ["what a bracket limits", "The tool prints lists of boats (only on servers) for the harbor."],
    ["a day to come", "The council will close the northern bridge on Monday for two months."],
    [
      "a list that goes on",
      "Hosted with the fair, the circus and the choir, the event drew crowds.",
    ],
    [
      "what a new thing is",
      "We propose GULLNET, a camera that counts the birds of the bay at night and at noon.",
    ],
    [
      "what must come first",
      "After you have paid the fee of the harbor, the ferry company will send a ticket to the door.",
    ],
    [
      "what a pronoun behind an opening means",
      "After the boat was sold in the old harbor, it was painted red by the sons of the owner.",
    ],
    [
      "what takes a statement back",
      "The red boats have won many races, from short sprints to long tours, yet the crews fear the wind.",
    ],
    [
      "the name of what is described",
      "The town's oldest school of sailing, the Harbor Academy, was closed for the winter.",
    ],
    [
      "the second half of the news",
      "The keeper left the island in May, for Ostrey, where he was caught by the guard.",
    ],
    [
      "a time that a clause needs",
      "The owners ask for a new pier in a trial that began last week.",
    ],
    [
      "what a participle needs",
      "The office makes the old lists work like new lists written in the hall of Kelsmouth.",
    ],
    [
      "why something happened",
      "The guards closed the gate of the harbor after two of the men threw stones at a boat.",
    ],
    [
      "another one that a dash offers",
      "The keeper -- or whoever had his keys that night -- opened the gate of the harbor.",
    ],
    ["a degree", "The pier was a very long one when the mayor sold it."],
    ["part of a date", "The new quay was opened in the presence of the mayor on Sunday, March 8."],
  ])("keeps %s", (_, sentence) => {
    expect(en(sentence)).toBe(sentence);
  });

  it.each([
    [
      "what defines a thing",
      "系泊是一种停船的方法，通过该方法可将大小不同的船只一起固定在港口外侧的浮筒旁边。",
    ],
    [
      "what each of several things is",
      "港口公司提供了三种往来于各个岛屿之间的渡轮，每种渡轮都有其自身的航线和停靠的码头。",
    ],
    [
      "what comes of a difference",
      "两个港口在水深、风向、潮位和泊位方面存在很大的差异，这些差异造成了船只停靠方式的不同。",
    ],
    [
      "what replaces a thing",
      "港口公司已停用河西码头的旧式测潮仪和记录本，改为支持直接连接到气象站的新式浮标。",
    ],
    [
      "the last of a list",
      "新式浮标具有体积小、重量轻、耗电少的特点，价格低、寿命长、维护简便等诸多优点。",
    ],
    ["an adjective that is the predicate", "河西码头的基本结构非常简单。"],
    ["a second subject", "每条渡轮都有船长，并且每位船长都有自己的航海日志。"],
    ["part of a name", "本次介绍潮汐讲座（下），由老船长主讲港口的水位变化。"],
    ["how a thing limits another", "守灯人的一样轻松的工作，像读书一样轻松。"],
    ["a step", "然后使用测潮仪进行测量，记录第一组水位并打印潮位表。"],
    ["a condition", "如果风暴在中午之前离开群岛，渡轮就会按时从旧码头开出。"],
    ["when a thing is to come", "请各位同事在周五中午之前把最终的文字发给王老师。"],
    [
      "what an opening waits for",
      "该鱼适合在这个地区的稻田里养殖.2012年以来,许多县乡开始大面积引进该品种进行养殖.",
    ],
    ["what a bracket limits", "镇图书馆（仅限周末）将在明年春天重新开放借书服务。"],
    [
      "what follows",
      "旧码头的木桩多年没有更换，冬季的风暴冲击堤坝和栈桥，影响了渡轮和渔船在港内的安全停靠。",
    ],
    [
      "what comes of it",
      "渡轮的发动机多年来一直烧柴油，停靠时也不熄火，由此产生的废气让码头边的居民感到苦恼。",
    ],
    ["what grows", "镇上的冷库满足了渔民不断增长的需求和渡轮公司的要求。"],
    ["a cause", "校长告诉家长，食堂需要一台新的洗碗机，因为旧的修过多次。"],
    ["what it is for", "渡轮公司增开了四班夜船，以便让岛上的居民赶上早市。"],
    [
      "a short name that comes again",
      "旧港潮位站(tide station,OTS)建于上世纪,OTS记录了三年的水位。",
    ],
    ["members of a list", "会议讨论了旧码头的关闭日期，一是冬季的风暴，一是春季的渔船和渡轮。"],
    ["an amount in brackets", "新港池水很深（3至15米），可以容纳镇上的渔船和渡轮。"],
    ["how far something goes", "研究小组对旧码头的木桩做了进一步的实验验证。"],
    ["the marks of a list", "董事会提出两个问题：(1)码头何时关闭，(2)谁来付费。"],
    ["what a means is for", "通过比较三年的水位记录，研究人员找到了堤坝渗漏的原因。"],
  ])("keeps %s in Chinese", (_, sentence) => {
    expect(zh(sentence)).toBe(sentence);
  });

  it("passes every check, whatever it is given", () => {
    const word = fc.constantFrom(
      ..."the harbour , which , was said and after closing not may 5 ( ) town very on Monday .".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 24 }), (words) => {
        const sentence = words.join(" ");
        const short = en(sentence);
        expect(short.length).toBeLessThanOrEqual(sentence.length);
        if (short !== sentence) {
          expect(objectionTo({ source: sentence, candidate: short, language: "en" })).toBeNull();
        }
      }),
    );
  });
});

describe("a sentence of a text with a subject", () => {
  const shortenedIn = (text: string, sentence: string, language: "en" | "zh") =>
    shortened(sentence, language, new Subject(text, language));
  const gulls =
    "We present a method that counts gulls near the pier by filming the roofs at night.";

  it.each([
    [
      "how something was done, and the clause of a new thing",
      `${gulls} The pier is old. The pier is long.`,
      "We present a simple and robust method for long piers that films roofs at night.",
      "We present a simple and robust method for long piers.",
    ],
    [
      "where something happened",
      "The crew mended the engine. The engine is old, and the crew is young.",
      "The crew of the ferry mended the old engine with care during a stop in Kelsmouth.",
      "The crew of the ferry mended the old engine with care.",
    ],
    [
      "a further statement",
      "The council closed the bridge. The bridge is old. The council met.",
      "The council closed the old bridge for trucks and buses, and the market sold a lot of fish.",
      "The council closed the old bridge for trucks and buses.",
    ],
  ])("loses %s", (_, text, sentence, short) => {
    expect(shortenedIn(text, sentence, "en")).toBe(short);
    // Whether a tail matters is known of a text only.
    expect(en(sentence)).toBe(sentence);
  });

  it("keeps a short name that the text goes on to use", () => {
    const sentence = "The plan of the old tide watch (OTW) was sold to the board of the islands.";
    const about = new Subject(`${sentence} The OTW counts boats. OTW staff are paid.`, "en");
    expect(shortened(sentence, "en", about)).toBe(sentence);
    expect(shortened(sentence, "en", new Subject(sentence, "en"))).not.toContain("OTW");
  });

  it("keeps what the text is about", () => {
    const text = "Ferries at night. Old ferries. Roofs of ferries, roofs at night.";
    const sentence =
      "We present a simple and robust method for long piers that films roofs at night.";
    expect(shortenedIn(text, sentence, "en")).toBe(sentence);
  });

  it.each([
    [
      "keeps what follows from the first",
      "The council closed the old bridge for trucks and buses, and therefore the market sold no fish.",
    ],
    [
      "keeps where the largest of its kind is",
      "The crew saw the largest and oldest of all the lighthouses during a stop in Kelsmouth.",
    ],
  ])("%s", (_, sentence) => {
    expect(shortenedIn("", sentence, "en")).toBe(sentence);
  });

  it.each([
    [
      "利用三个测站的水位记录，提出了一种预测港口潮位变化的新方法。",
      "提出了预测港口潮位变化的新方法。",
    ],
    [
      "研究了港口潮位与风向之间的关系以及潮位的季节变化，最后讨论了测站的维护。",
      "研究了港口潮位与风向之间的关系以及潮位的季节变化。",
    ],
    [
      "研究了港口潮位与风向之间的关系以及潮位的季节变化，并由此产生了新的航行表。",
      "研究了港口潮位与风向之间的关系以及潮位的季节变化，并由此产生了新的航行表。",
    ],
    [
      "若要预测潮位，必须在测站安装一台新的记录仪和一个浮标，并定期清洗它们。",
      "若要预测潮位，必须在测站安装一台新的记录仪和一个浮标，并定期清洗它们。",
    ],
  ])("loses tails in Chinese, but no result and no step: %s", (sentence, short) => {
    expect(shortenedIn("潮位。港口潮位。预测潮位。", sentence, "zh")).toBe(short);
  });
});
