/** Our own example texts for the documentation and its snippets. */

export const EXAMPLE_TEXT =
  "The harbour town of Kelsmouth will switch off its last diesel generator next spring and run its " +
  "port on tidal power. All nine members of the council voted for the plan on Tuesday night. Six " +
  "turbines will be anchored in the narrows, where the current reaches four metres a second. Fishing " +
  "crews had objected that their nets could snag.";

export const EXAMPLE_TEXT_ZH =
  "海港小镇凯尔斯茅斯明年春天将关闭最后一台柴油发电机，改用潮汐能为港口供电。周二晚上，镇议会九名成员全部投票赞成这一计划。" +
  "六台水轮机将固定在水流最急的海峡中。渔民此前担心渔网会被缠住。";
