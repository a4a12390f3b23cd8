import type { ServedLanguage } from "../../contract/language.ts";

/** Sample texts, written for this page; the events in them are invented. */
export interface Sample {
  id: string;
  /** The kind of text, in its own language. */
  kind: string;
  language: ServedLanguage;
  text: string;
}

export const SAMPLES: readonly Sample[] = [
  {
    id: "news",
    kind: "News",
    language: "en",
    text: `The night train between Verlund and the coast will return in May, nine years after the last one ran, the railway said on Monday. It will leave at 22.40 and reach the sea at 7.15, with two sleeping cars, three couchettes and a carriage for bicycles.

The line was given up when a cheap flight took forty minutes and cost less than a bunk. Since then the fare of that flight has tripled, and the airport of Verlund has lost two of its three carriers. A petition for the train gathered 61,000 names in a town of 140,000.

"People told us that they do not want to be fast, they want to be asleep," said Mira Olander, who leads the planning office of the railway. She expects 90,000 passengers in the first year and needs 74,000 to cover the cost.

The carriages are forty years old and come from a railway in the south that had put them up for scrap. A workshop in Brede has rebuilt their heating and fitted new brakes, which took fourteen months longer than planned because the drawings were lost. Two of the carriages still lack a permit for the long tunnel at Hark, and without it the train would be a third shorter in its first weeks.

Not everybody is glad. Villages along the valley fear for their sleep, and the freight companies will lose a slot in the small hours that they have used for timber. The railway promises to run the valley at 60 kilometres an hour and to look for another slot by autumn.

Tickets go on sale in February. A bunk will cost from 39, a bed from 89, and a bicycle rides along for 8.`,
  },
  {
    id: "technical",
    kind: "Technical",
    language: "en",
    text: `# Why our queue stopped, and what we changed

On the ninth of March the order queue stood still for 47 minutes. No order was lost, but 2,310 confirmations were late. This note says what happened and what is different now.

## What happened

A worker takes a message, works on it and acknowledges it. A message that is not acknowledged within 30 seconds is given to another worker. At 14.02 a new version of the price service answered in 31 seconds instead of 200 milliseconds, because an index was missing after a migration. Every message was therefore given out again just before it was done. The workers were busy all the time and finished nothing.

Our dashboard showed high throughput, since it counted messages taken, not messages acknowledged. So the alarm did not ring, and the first report came from a customer.

## Why it took so long

We restarted the workers twice, which made it worse: each restart gave out all messages in flight once more. Only at 14.41 did somebody look at the age of the oldest message, which had been rising in a straight line since the deployment. Rolling back the price service ended the incident within eight minutes.

## What we changed

- The alarm now watches the age of the oldest message; it would have rung after two minutes.
- A worker extends its lease while it works, so slow is no longer the same as dead.
- A message that has been given out five times goes to a side queue and a person is told.
- A migration that drops an index fails in review unless it names what replaces it.

The main lesson is an old one: measure what is finished, not what is begun.`,
  },
  {
    id: "minutes",
    kind: "Minutes",
    language: "en",
    text: `Minutes of the allotment society, 14 September

Present: Adaeze (chair), Piotr, Lena, Mr. Hall, Ruth (minutes). Apologies from Tom.

1. Water. Piotr reported that the well gave out twice in August. The pump is sound; the water table has fallen by almost a metre in three years. He has asked two firms about a second, deeper well: 6,400 and 7,150, permit not included. Lena proposed tanks under the roof of the clubhouse instead, 12 cubic metres in all, for about 2,900. Mr. Hall thought that one wet spring would not last until August. After some discussion it was agreed to build the tanks this winter and to decide about the well next September, with a year of readings in hand. Piotr will read the water table on the first of each month.

2. Waiting list. There are 83 names for 60 plots, and the wait is about five years. Ruth suggested splitting every plot that falls free into two, as the neighbouring society does. Four in favour, Mr. Hall against; he said that half a plot grows half a family's potatoes. Carried. The new rule holds from January.

3. Bees. The two hives at the north fence were moved after the complaint from plot 31. The complaint is withdrawn. Adaeze thanked plot 31 for the plum jam.

4. Accounts. The balance is 4,212. The tanks will take most of it, so the annual fee goes up from 48 to 55 unless the district's climate fund pays a share. Lena will apply by the end of October; the fund decides in December.

5. Next meeting: 12 October, with the work plan for the tanks. Everybody is asked to bring a shovel.`,
  },
  {
    id: "story",
    kind: "Story",
    language: "en",
    text: `The clockmaker of Sill had one rule, which was that she never asked whose clock it was. People came down the steps into her cellar with a thing wrapped in a towel, said what was wrong, and left their name or did not.

In the winter of the long fog a boy brought her a watch that ran backwards. It kept good time, he said, only the other way. His grandfather had worn it until Thursday, and now nobody in the house could bear to look at it and nobody could bear to stop it.

She opened it under the lamp. There was nothing wrong with it at all. Someone had turned the escapement with great care, and on the inside of the lid, where a name is sometimes scratched, there was a date eleven years ahead.

For three evenings she left it open on the bench and mended other things. On the fourth she understood the date, or thought she did, and she set the hands to the hour at which the boy had come down her steps. Then she closed the lid and wrote him a bill for nothing.

"What was it?" he asked.

"It is counting down," she said. "To your being as old as he was when he had it made. He wanted somebody to know how long there still is."

The boy wound it, there in the cellar, with the fog standing at the window like a cow. He did not put it back into the towel. When he had gone the clockmaker took down her own clock from the wall, the one that had been four minutes slow since her husband died, and for the first time in years she set it right.`,
  },
  {
    id: "xinwen",
    kind: "新闻",
    language: "zh",
    text: `临江市最后一座燃煤供热站将于明年三月停用，取而代之的是一套利用污水余热的热泵系统。市住建局周二公布了这一方案，涉及老城区四万两千户居民。

污水全年温度在十二度以上，比冬天的江水高得多。新系统从中取热，再由热泵升温后送入管网。住建局总工程师沈知微介绍，每送出三份热只需用一份电，按本市去年的电网构成计算，供热排放将减少约六成。

项目总投资三亿一千万元，其中中央专项资金占四成，其余来自十五年期绿色债券。居民的取暖费在头三年内保持不变，此后每年的涨幅不超过百分之二。

最大的困难在地下。老城区的供热管道铺设于上世纪八十年代，图纸残缺不全，去年试挖的十一处中，有四处的实际走向与图纸不符。施工队因此改用探地雷达逐段核对，工期比原计划延长了五个月。

部分居民担心噪声。热泵机房距最近的住宅楼只有七十米，环评报告要求夜间噪声低于四十分贝。住建局承诺在试运行期间公开每天的监测数据，若连续三天超标，机组将停机整改。

供热站的一百二十六名职工中，八十人将转岗到新机房和管网维护，其余按政策提前退休。老站高六十米的烟囱会保留下来，改建为观景台，预计后年秋天开放。`,
  },
  {
    id: "jishu",
    kind: "技术",
    language: "zh",
    text: `# 缓存为什么让页面变慢了

上个月我们给商品页加了一层缓存，结果平均响应时间从 80 毫秒升到了 140 毫秒。本文说明原因和改法。

## 现象

缓存命中率只有 31%，远低于预期的 90%。每次未命中都要先查缓存、再查数据库、再写回缓存，比原来多走两次网络。命中率低于一半时，这层缓存就是净损失。

## 原因

缓存的键包含了完整的查询字符串，而推广链接会在地址后面附加来源参数。同一个商品因此有几百个不同的键，内容完全一样。此外，所有条目的有效期都是整十分钟，于是每到整点，大量条目同时失效，数据库在几秒内收到平时二十倍的请求。

## 改法

- 键只保留会影响内容的三个参数，其余一律忽略。改完当天命中率升到 94%。
- 有效期加上随机的零到两分钟，失效时间不再集中。
- 同一个键同时只允许一个请求去查数据库，其他请求等待它的结果。
- 监控增加"未命中的代价"一项，命中率不再是唯一的指标。

改动上线后，平均响应时间降到 22 毫秒，数据库负载下降七成。教训是：加缓存之前，先想清楚什么算同一个东西。`,
  },
  {
    id: "nachricht",
    kind: "Nachricht",
    language: "de",
    text: `Die Stadt Ahrensund heizt ihr Hallenbad ab Oktober mit der Abwärme eines Rechenzentrums. Der Stadtrat stimmte am Donnerstag mit 22 zu 9 Stimmen für den Vertrag, der zunächst zwölf Jahre gilt.

Das Rechenzentrum steht nur 300 m entfernt, auf der anderen Seite der Bahnlinie. Seine Kühlung gibt rund um die Uhr Wasser von etwa 38 Grad ab, das bisher in einem Kühlturm verdunstete. „Wir haben die Wärme jahrelang zum Fenster hinausgeworfen. Und nebenan haben wir Gas verbrannt“, sagte Baudezernentin Dr. Henrike Voss.

Die Leitung unter den Gleisen kostet 1,9 Mio. Euro, gut ein Drittel davon trägt das Land. Nach den Berechnungen der Stadtwerke spart das Bad jedes Jahr rund 740 MWh Gas, d. h. etwa 150 Tonnen Kohlendioxid. Der Eintritt bleibt bei 5,50 Euro.

Die Bahn verlangt allerdings, dass nur nachts zwischen 1 und 4 Uhr gebohrt wird. Anwohner in der Hafenstr. 12 bis 30 fürchten um ihren Schlaf; ihnen hat die Stadt Hotelzimmer für die lautesten vier Nächte angeboten.

Fällt das Rechenzentrum einmal aus, springt der alte Gaskessel an. Er bleibt deshalb mindestens bis 2031 stehen und wird zweimal im Jahr geprüft.`,
  },
  {
    id: "oshirase",
    kind: "お知らせ",
    language: "ja",
    text: `みどり台図書館は、来年1月から本の返却ポストを市内の駅とスーパーの計14か所に置く。開館時間に来られない人が多いという声に応えたもので、市立図書館では初めての試みだ。

返却された本は、毎朝6時に電動の配送車が集めて回る。これまで図書館の前にしかなかったポストには、週末になると本があふれ、雨にぬれて読めなくなった本が昨年だけで312冊あった。新しいポストは防水で、いっぱいになる前に職員のスマートフォンに知らせが届く。

費用は年間およそ480万円。館長の宮坂千尋さんは「本を直すお金と、延滞の電話にかける時間が減る。3年で元が取れる計算だ」と話す。ポストの電気は、上に付けた小さな太陽電池でまかなう。

一方で、心配の声もある。予約の多い新刊は、返却から次の人に渡るまで1日長くかかるようになる。図書館は、予約が10件を超える本にはカウンターでの返却を呼びかける方針だ。

駅の利用者に聞いたところ、6割が「本を借りる回数が増えそうだ」と答えた。図書館は半年後に利用の様子をまとめ、ポストを増やすかどうかを決める。`,
  },
  {
    id: "khabar",
    kind: "خبر",
    language: "ar",
    text: `ستتحول حافلات المدرسة في مدينة رأس الريحان إلى الكهرباء بالكامل قبل بداية العام الدراسي المقبل. وأعلنت البلدية يوم الأحد أنها وقّعت عقدًا لشراء ٤٦ حافلة بقيمة 9.2 مليون دولار.

تسير كل حافلة نحو ٨٠ كيلومترًا في اليوم، أي أقل من نصف ما تكفيه البطارية. وتقف الحافلات ست ساعات في منتصف النهار، وهو الوقت الذي تنتج فيه الألواح الشمسية فوق المدارس أكثر مما تستهلكه. «كنا نبيع هذه الكهرباء بثمن زهيد. الآن سنشحن بها الحافلات»، قالت المهندسة د. سلمى القيسي، مديرة النقل في البلدية.

وأظهرت تجربة استمرت عامًا مع ثلاث حافلات من شركة VoltaBus أن تكلفة الكيلومتر انخفضت بنسبة ٤١٪، وأن الضوضاء داخل الحافلة تراجعت إلى النصف. لكن المكيّف في أيام الصيف يستهلك ربع البطارية تقريبًا، ولذلك ستُظلَّل مواقف الحافلات بسقوف من القماش.

هل سيفقد السائقون والميكانيكيون عملهم؟ تقول البلدية إن السائقين باقون جميعًا، وإن اثني عشر ميكانيكيًا سيتدربون على صيانة المحركات الكهربائية. أما الحافلات القديمة فستُباع لتُستعمل قطع غيار، ولن يُسمح بتشغيلها في المدينة.`,
  },
];
