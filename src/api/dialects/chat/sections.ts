/** A prompt made of labeled sections: "Role: editor", "# TASK #", "要求：". */
export interface Sections {
  /** All sections but the document, with their labels. */
  instruction: string;
  document: string;
}

/** Labels of sections that hold instructions, by their last word, or as a whole in Chinese. */
const INSTRUCTIONS = new Set(
  `role roles persona task tasks objective objectives goal goals context background instruction instructions style tone
  audience format response length limit limits constraint constraints requirement requirements rule rules guideline
  guidelines output language steps note notes example examples purpose action scope skill skills workflow profile
  角色 任务 目标 要求 字数 格式 风格 背景 限制 输出 语气 受众 说明 长度 语言 指令 注意 注意事项 规则 技能 约束 步骤 输出格式 工作流程`.split(
    /\s+/,
  ),
);
const ANSWERS = new Set(
  "summary output answer response assistant result 摘要 总结 输出 回答 结果".split(" "),
);
/** A heading of Markdown, "# NAME #", or a name before a colon. */
const LABEL =
  /^(?:#{1,6} ?(\p{L}[\p{L} _-]{0,30}?)(?: ?#{1,6})?[:：]?$|[*_]{0,2}(\p{L}[\p{L} _-]{0,24}?)[*_]{0,2}[:：][*_]{0,2}(?:\s|$|(?<=：)))/u;
/** Labels stand within this number of lines. */
const MAX_LINES = 200;
const LEAST_SECTIONS = 3;

const nameOf = (label: string): string => {
  const lower = label.trim().toLowerCase();
  return /\p{Script=Han}/u.test(lower) ? lower : (lower.split(/[ _-]+/).at(-1) ?? "");
};

/**
 * The document of a prompt that begins with a label, whose sections all hold instructions except for one; undefined for
 * other messages. Time is linear in the length.
 */
export function sectionsIn(text: string): Sections | undefined {
  const sections: { name: string; lines: string[]; label: string }[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const found = at < MAX_LINES ? LABEL.exec(line.trim().slice(0, 80)) : null;
    const name = found && nameOf(found[1] ?? found[2] ?? "");
    const last = sections.at(-1);
    const isDocument = last && !INSTRUCTIONS.has(last.name);
    if (found && name && (!isDocument || INSTRUCTIONS.has(name) || ANSWERS.has(name))) {
      const rest = line.trim().slice(found[0].length);
      sections.push({ name, lines: [rest], label: line.trim().slice(0, found[0].length) });
    } else if (last) last.lines.push(line);
    else if (line.trim() !== "") return undefined;
  }
  if (sections.length < LEAST_SECTIONS) return undefined;
  const written = sections.map(({ lines, ...one }) => ({ ...one, text: lines.join("\n").trim() }));
  const others = written.filter(({ name }) => !INSTRUCTIONS.has(name) && !ANSWERS.has(name));
  const [document] = others;
  if (!document || others.length > 1 || document.text === "") return undefined;
  const rest = written.filter((one) => one !== document);
  return {
    instruction: rest.map(({ label, text: content }) => `${label} ${content}`.trim()).join("\n"),
    document: document.text,
  };
}
