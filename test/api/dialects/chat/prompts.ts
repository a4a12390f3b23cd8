/** A text of our own, and prompts around it that follow those of widely used tools, reworded. */
export const DOC =
  "The valley of Ansel will close its last quarry in the autumn. All eleven councillors backed the plan on Monday. Hauliers had warned that their lorries would stand idle.";
export const DOC_ZH =
  "安塞尔山谷将在秋天关闭最后一座采石场。十一名议员周一全体赞成该方案。运输商曾警告说他们的卡车将闲置。";

type Turn = { role: "system" | "user" | "assistant"; text: string };

const user = (text: string): Turn => ({ role: "user", text });
const system = (text: string): Turn => ({ role: "system", text });
const assistant = (text: string): Turn => ({ role: "assistant", text });

/** Each holds the complete document; the wishes are those that a reader would see in the prompt. */
export const PROMPTS: Readonly<Record<string, [turns: Turn[], wishes: object, document?: string]>> =
  {
    "an instruction in front": [
      [user(`Provide a concise summary of this: ${DOC}`)],
      { length: "short" },
    ],
    "one sentence in front": [
      [user(`Give me a one-sentence summary of this article:\n\n${DOC}`)],
      { sentences: 1 },
    ],
    "an instruction behind": [
      [user(`${DOC}\n\nSummarize the above in two bullet points.`)],
      { sentences: 2, format: "key-points" },
    ],
    "behind, on the same line": [
      [user(`${DOC} Summarize in two bullet points`)],
      { sentences: 2, format: "key-points" },
    ],
    both: [
      [
        user(
          `You are an editor. Your goal is a summary of an article.\nBelow you find the article:\n--------\n${DOC}\n--------\n\nThe summary should be at most two sentences.\n\nSUMMARY:`,
        ),
      ],
      { sentences: 2 },
    ],
    "a wish at the end of the document's line": [
      [user(`Summarize this text: ${DOC} Keep it to two sentences.`)],
      { sentences: 2 },
    ],
    "a bare count": [
      [user(`Summarize the article below. Fewer than three sentences.\n\n${DOC}`)],
      { sentences: 2 },
    ],
    "a labelled count": [
      [user(`Summarize the article below. Limit: 90 characters.\n\n${DOC}`)],
      { size: { unit: "characters", most: 90, isRough: false } },
    ],
    "a phrase as title": [
      [user(`Create a concise 4-6 word phrase as a title for the text below.\n\n${DOC}`)],
      { format: "headline", size: { unit: "words", least: 4, most: 6, isRough: false } },
    ],
    "a labelled instruction": [[user(`Instruction: Summarize the article.\nText:\n${DOC}`)], {}],
    "a program's message": [[user(JSON.stringify({ task: "summarize", text: DOC }))], {}],
    "angled quotation marks": [[user(`Summarize the following.\n\n«${DOC}»`)], {}],
    "single quotation marks": [[user(`Summarize the following.\n\n'${DOC}'`)], {}],
    "tags of tokens": [[user(`Summarize the following.\n\n<|text|>${DOC}<|/text|>`)], {}],
    "instructions and text in tags": [
      [user(`<instructions>Summarize in one sentence.</instructions>\n<text>${DOC}</text>`)],
      { sentences: 1 },
    ],
    "instructions under a heading": [
      [user(`## Instructions\n- Summarize the text\n- Use one sentence\n\n## Text\n${DOC}`)],
      { sentences: 1 },
    ],
    "a role in the sentence": [[user(`As a careful editor, summarize the text.\n\n${DOC}`)], {}],
    "a question about the text": [[user(`What does this article say?\n\n${DOC}`)], {}],
    "a question in Chinese": [[user(`这篇文章讲了什么？\n${DOC_ZH}`)], {}, DOC_ZH],
    "a limit by its name": [
      [system("Summarize what users send. Word limit: 20."), user(DOC)],
      { size: { unit: "words", most: 20, isRough: false } },
    ],
    "bullets refused behind the noun": [
      [system("Summarize the text. Bullets are not allowed."), user(DOC)],
      { format: "paragraph" },
    ],
    "a colloquial request": [[user(`Hey, could you sum this up?\n\n${DOC}`)], {}],
    "in Traditional Chinese": [
      [user(`請用兩句話總結這篇文章的重點：\n\n${DOC_ZH}`)],
      { sentences: 2 },
      DOC_ZH,
    ],
    "what users send": [
      [system("Summarize what users send in one sentence."), user(DOC)],
      { sentences: 1 },
    ],
    "without bullets": [
      [system("Summarize the article without using bullets."), user(DOC)],
      { format: "paragraph" },
    ],
    "only the headline": [
      [system("Summarize the article. Return only the headline."), user(DOC)],
      { format: "headline" },
    ],
    "in the system message, and a nudge": [
      [system(`Summarize the following document:\n\n${DOC}`), user("Go ahead.")],
      {},
    ],
    "a context to use": [
      [
        system(`Use the following context to answer.\n\nContext:\n${DOC}`),
        user("Summarize the context."),
      ],
      {},
    ],
    ...Object.fromEntries(
      [
        ["German", "Bitte fasse den folgenden Text zusammen:"],
        ["French", "Résumez le texte suivant :"],
        ["Italian", "Riassumi il testo seguente:"],
        ["Portuguese", "Resuma o texto a seguir:"],
        ["Dutch", "Vat de volgende tekst samen:"],
        ["Polish", "Streść poniższy tekst:"],
        ["Russian", "Кратко изложи этот текст:"],
        ["Turkish", "Aşağıdaki metni özetle:"],
        ["Arabic", "لخص النص التالي:"],
        ["Japanese", "次の文章を要約してください。"],
        ["Korean", "다음 글을 요약해 주세요."],
      ].map(([name, ask]) => [`in ${name}`, [[user(`${ask}\n\n${DOC}`)], {}] as [Turn[], object]]),
    ),
    "a chain that stuffs": [
      [
        user(
          `Write a concise summary of the text that follows:\n\n\n"${DOC}"\n\n\nCONCISE SUMMARY:`,
        ),
      ],
      { length: "short" },
    ],
    "a chain that maps": [
      [user(`Write a concise summary of the following:\n${DOC}\nCONCISE SUMMARY:`)],
      { length: "short" },
    ],
    "a chain that reduces": [
      [
        user(
          `The following is a set of summaries:\n${DOC}\nTake these and distill them into a final, consolidated summary\nof the main themes.\nHelpful Answer:`,
        ),
      ],
      {},
    ],
    "a chain that refines": [
      [
        user(
          `Your job is to produce a final summary.\nWe have provided an existing summary up to a certain point: ${DOC}\nWe have the opportunity to refine the existing summary with some more context below.\n------------\nA museum is to follow.\n------------\nGiven the new context, refine the original summary.\nIf the context isn't useful, return the original summary.`,
        ),
      ],
      {},
      `${DOC}\n\nA museum is to follow.`,
    ],
    "a chain that refines, with quotation marks around both": [
      [
        user(
          `Your task is to write a final summary.\nHere is an existing summary up to some point: "${DOC}"\nWe have the opportunity to refine the existing summary\\n(only if needed) with some more context below.\n------------\n"A museum is to follow."\n------------\n\nGiven the new context, refine the original summary.\nIf the context isn't useful, return the original summary.\n\nREFINED SUMMARY:`,
        ),
      ],
      {},
      `${DOC}\n\nA museum is to follow.`,
    ],
    "a chain with the text in the system message": [
      [system(`Write a concise summary of the following:\n\n${DOC}`)],
      { length: "short" },
    ],
    "an index that summarizes a tree": [
      [
        user(
          `Context information from several sources is below.\n---------------------\n${DOC}\n---------------------\nGiven the information from the sources and not prior knowledge, answer the query.\nQuery: What did the councillors back?\nAnswer: `,
        ),
      ],
      { query: "What did the councillors back?" },
    ],
    "an index that writes a summary": [
      [
        user(
          `Write a summary of the following. Try to use only the information provided. Try to include as many key details as possible.\n\n\n${DOC}\n\n\nSUMMARY:"""\n`,
        ),
      ],
      {},
    ],
    "a command line with piped text": [
      [system("Summarize in two bullet points"), user(DOC)],
      { sentences: 2, format: "key-points" },
    ],
    "an interface that names its chats": [
      [
        user(
          `### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.\n### Guidelines:\n- The title should represent the main theme of the conversation.\n- Avoid quotation marks or special formatting.\n### Chat History:\n<chat_history>\nUSER: ${DOC}\n</chat_history>`,
        ),
      ],
      { format: "headline", size: { unit: "words", least: 3, most: 5, isRough: false } },
      `USER: ${DOC}`,
    ],
    "a node of a workflow": [
      [
        system(
          "You summarize the user's text. Always answer in three bullet points. Never add a title.",
        ),
        user(DOC),
      ],
      { sentences: 3, format: "key-points" },
    ],
    "an action of an automation": [
      [user(`Please shorten the following text to two sentences:\n\nText: ${DOC}`)],
      { sentences: 2 },
    ],
    "text in triple quotes": [
      [
        user(
          `Summarize the text below as a bullet point list of the most important points.\n\nText: """\n${DOC}\n"""`,
        ),
      ],
      { format: "key-points" },
    ],
    "text in triple backticks": [
      [
        user(
          `Summarize the text delimited by triple backticks in one sentence.\n\`\`\`${DOC}\`\`\``,
        ),
      ],
      { sentences: 1 },
    ],
    "text in tags that the prompt names": [
      [user(`Summarize the text between <doc> and </doc> tags.\n\n<doc>\n${DOC}\n</doc>`)],
      {},
    ],
    "for a pupil": [
      [system("Summarize content you are provided with for a second-grade student."), user(DOC)],
      {},
    ],
    "meeting notes": [
      [
        system(
          "You will be provided with meeting notes, and your task is to summarize the meeting as follows:\n\n-Overall summary of discussion\n-Action items (what needs to be done and who is doing it)\n",
        ),
        user(DOC),
      ],
      {},
    ],
    "tl;dr behind": [[user(`${DOC}\n\nTl;dr`)], { length: "short" }],
    "rules as a list": [
      [user(`Summarize with the following rules:\n- Use bullets\n- No title\n\nText: ${DOC}`)],
      { format: "key-points" },
    ],
    "a label for each": [[user(`Article:\n${DOC}\n\nSummary:`)], {}],
    "the text in one message, the instruction in the next": [
      [user(DOC), user("Summarize the text above in one sentence.")],
      { sentences: 1 },
    ],
    "the instruction in one message, the text in the next": [
      [user("Summarize the following text in one sentence."), user(DOC)],
      { sentences: 1 },
    ],
    "the text in the system message": [[system(DOC), user("Summarize.")], {}],
    "a question about the system message": [
      [
        system(`Use the context to answer.\n<context>\n${DOC}\n</context>`),
        user("What did the hauliers say?"),
      ],
      { query: "What did the hauliers say?" },
    ],
    "a follow-up": [
      [user(DOC), assistant("The quarry closes."), user("Shorter please")],
      { length: "short" },
    ],
    "a follow-up in another form": [
      [
        user(`Summarize in three bullet points:\n${DOC}`),
        assistant("- The quarry."),
        user("Now in one sentence."),
      ],
      { sentences: 1 },
    ],
    "a question as a follow-up": [
      [
        user(`Summarize: ${DOC}`),
        assistant("The quarry closes."),
        user("What did the hauliers warn of?"),
      ],
      { query: "What did the hauliers warn of?" },
    ],
    "what the assistant wrote": [
      [
        user("Tell me about quarries."),
        assistant(`${DOC} ${DOC}`),
        user("Summarize that in one sentence."),
      ],
      { sentences: 1 },
      `${DOC} ${DOC}`,
    ],
    "a second document": [[user(`Summarize: ${DOC_ZH}`), assistant("采石场关闭。"), user(DOC)], {}],
    "two parts": [
      [
        user(`Part one. ${DOC}`),
        user("Part two. The museum opens later."),
        user("Summarize both parts."),
      ],
      {},
      `Part one. ${DOC}\n\nPart two. The museum opens later.`,
    ],
    "Chinese, in front": [[user(`请用一句话总结：“${DOC_ZH}”`)], { sentences: 1 }, DOC_ZH],
    "Chinese, behind": [
      [user(`${DOC_ZH}\n以上是会议记录，请列出三个要点。`)],
      { sentences: 3, format: "key-points" },
      DOC_ZH,
    ],
    "words about the user in front": [
      [user(`I have no time to read this. My boss wants the gist. Can you sum it up?\n\n${DOC}`)],
      {},
    ],
    "what somebody would appreciate": [
      [
        user(
          `I am preparing a newsletter and would appreciate a one-sentence summary of this piece:\n\n${DOC}`,
        ),
      ],
      { sentences: 1 },
    ],
    "an explanation": [
      [user(`Briefly explain what this article is about.\n\n${DOC}`)],
      { length: "short" },
    ],
    "no circumstances": [
      [system("Under no circumstances write more than 30 words."), user(DOC)],
      { size: { unit: "words", most: 30, isRough: false } },
    ],
    "words about the user behind": [
      [user(`${DOC}\n\nSummarize the above in one sentence. I need it for my boss.`)],
      { sentences: 1 },
    ],
    "a persona and a request in one sentence": [
      [user(`Pretend you are a news anchor and summarize the story in two sentences.\n\n${DOC}`)],
      { sentences: 2 },
    ],
    "a command about the text that follows": [
      [user(`Please go through the following text and say what matters to hauliers.\n\n${DOC}`)],
      {},
    ],
    "a question above the text": [
      [user(`What did they decide in this article?\n\n${DOC}`)],
      { query: "What did they decide in this article?" },
    ],
    "a question under the text": [
      [user(`${DOC}\n\nWho objected, according to this article?`)],
      { query: "Who objected, according to this article?" },
    ],
    "an adverb in front of the verb": [
      [
        user(
          `Progressively summarize the conversation below.\n\nNew lines of conversation:\n${DOC}`,
        ),
      ],
      {},
    ],
    "a label directly below the request": [
      [
        user(
          `Below is a task, paired with an input. Complete it.\n\n### Instruction:\nSummarize the text.\n\n### Input:\n${DOC}\n\n### Response:`,
        ),
      ],
      {},
    ],
    "lines that begin and end": [
      [user(`BEGIN CONTENT TO SUMMARIZE:\n${DOC}\nEND CONTENT TO SUMMARIZE.\n\nBEGIN SUMMARY:`)],
      {},
    ],
    "the marks of a template": [
      [user(`<s>[INST] Summarize this text in one sentence: ${DOC} [/INST]`)],
      { sentences: 1 },
    ],
    "any mark at both ends": [[user(`Summarize this text.\n\n§§§${DOC}§§§`)], {}],
    "angle brackets": [[user(`Summarize this text.\n\n<<<${DOC}>>>`)], {}],
    "labeled sections": [
      [
        user(
          `# CONTEXT #\nI run a newsletter.\n# OBJECTIVE #\nSummarize the announcement in one sentence.\n# STYLE #\nNeutral.\n# ANNOUNCEMENT #\n${DOC}`,
        ),
      ],
      { sentences: 1 },
    ],
    "a list of demands": [
      [
        user(
          `Write a summary of the following text. The summary must:\n- be one sentence long\n- mention the place\n\nText: ${DOC}`,
        ),
      ],
      { sentences: 1 },
    ],
    "a remark about the summary": [
      [
        user(`Summarize: ${DOC}`),
        assistant("The quarry closes."),
        user("too short, add more detail"),
      ],
      { length: "long" },
    ],
    "a title and nothing else": [
      [system("Answer with a title only."), user(DOC)],
      { format: "headline" },
    ],
    "a labeled language": [
      [system("Summarize. Output language: French"), user(DOC)],
      { language: { code: "fr", name: "french" } },
    ],
    "a language in its own words": [
      [system("Antworte auf Deutsch."), user(DOC)],
      { language: { code: "de", name: "German" } },
    ],
    "Chinese, a question": [[user(`这篇文章的主要内容是什么？\n\n${DOC_ZH}`)], {}, DOC_ZH],
    "Chinese, a persona and a request": [
      [user(`你是一名资深编辑，请把下面的稿件压缩成一句话。\n\n${DOC_ZH}`)],
      { sentences: 1 },
      DOC_ZH,
    ],
    "Chinese, labeled sections": [
      [user(`角色：新闻编辑\n任务：概括文章\n字数：50字以内\n文章：${DOC_ZH}`)],
      { size: { unit: "characters", most: 50, isRough: false } },
      DOC_ZH,
    ],
    "Chinese, in brackets": [[user(`请总结括号中的内容。\n【${DOC_ZH}】`)], {}, DOC_ZH],
    "Chinese, with a label": [
      [user(`请阅读以下新闻，然后用不超过20个字概括其主要内容。\n\n新闻：${DOC_ZH}`)],
      { size: { unit: "characters", most: 20, isRough: false } },
      DOC_ZH,
    ],
    "Chinese, in triple quotes": [
      [
        user(
          `你是一名资深编辑，擅长提炼要点。\n\n任务：为下面的文章写一个标题。\n\n文章内容：\n"""\n${DOC_ZH}\n"""`,
        ),
      ],
      { format: "headline" },
      DOC_ZH,
    ],
    "Chinese, in the system message": [
      [
        system("你是一个专业的编辑。请总结用户提供的文章，不超过30字。不要使用列表。"),
        user(DOC_ZH),
      ],
      { format: "paragraph", size: { unit: "characters", most: 30, isRough: false } },
      DOC_ZH,
    ],
    "samples of titles behind": [
      [
        user(
          `Here is the query:\n${DOC}\n\nGenerate a short title (no more than 5 words) for the query. Emojis should not be used. Reply with the title only.\n\nExamples of titles:\nGrain Prices Rise\nA Better Bicycle Lock`,
        ),
      ],
      { format: "headline", size: { unit: "words", most: 5, isRough: false } },
    ],
    "a promise of a text": [
      [
        user(
          `I want you to act as a summarizer. I will send you a text and you will answer with its summary in at most 20 words. My first text is: "${DOC}"`,
        ),
      ],
      { size: { unit: "words", most: 20, isRough: false } },
    ],
    "numbered rules in front": [
      [
        user(
          `As an editor, write a summary of the text, while following these guidelines:\n\n1. Write a clear summary.\n2. Rely strictly on the text, without outside knowledge.\n3. Use one paragraph.\n\n${DOC}`,
        ),
      ],
      { format: "paragraph" },
    ],
    "a courtesy behind the request": [
      [
        user(
          `Hello! I've got an article and no time for it. Could you boil it down to the essentials? Cheers!\n\n${DOC}`,
        ),
      ],
      {},
    ],
    "a message announced before": [
      [
        user("I will send you an article next. Summarize it in one sentence."),
        assistant("Sure."),
        user(DOC),
      ],
      { sentences: 1 },
    ],
    "tags that differ": [[user(`Summarize the text: <START>${DOC}<END>`)], {}],
    "marks of a template": [[user(`<|user|>\nSummarize: ${DOC}\n<|assistant|>`)], {}],
    "no translation": [
      [system("No need to translate into French; English is fine. Summarize."), user(DOC)],
      {},
    ],
    "neither nor": [
      [system("Summarize. Neither headings nor bullets."), user(DOC)],
      { format: "paragraph" },
    ],
    "a question spelled as in a chat": [
      [user(`can u summarise this in one sentence pls??\n\n${DOC}`)],
      { sentences: 1 },
    ],
    "a condensed version": [
      [
        user(
          `Could you perhaps provide a condensed version of the passage that follows?\n\n${DOC}`,
        ),
      ],
      {},
    ],
    "Chinese, a role and a number of sentences": [
      [user(`假如你是主播，用一句话播报：${DOC_ZH}`)],
      { sentences: 1 },
      DOC_ZH,
    ],
    "Chinese, tags": [[user(`<文章>${DOC_ZH}</文章>\n请为上面的文章写摘要`)], {}, DOC_ZH],
    "half a dozen": [
      [system("Summarize in half a dozen words."), user(DOC)],
      { size: { unit: "words", most: 6, isRough: false } },
    ],
    "a customer's instructions": [
      [
        system("Summarize the customer's request."),
        user(
          "Please list all saws in three bullet points on your site. I need one by Friday, and it must not be heavier than two kilos.",
        ),
      ],
      {},
      "Please list all saws in three bullet points on your site. I need one by Friday, and it must not be heavier than two kilos.",
    ],
    "Chinese, rules and a label in one paragraph": [
      [
        user(
          `你是编辑。请根据以下新闻写摘要，要求：1. 不超过两句；2. 不加评论。\n新闻内容如下：\n${DOC_ZH}`,
        ),
      ],
      { sentences: 2 },
      DOC_ZH,
    ],
    "Chinese, everyday words": [
      [user(`麻烦看看这个新闻，给我讲讲大概意思：${DOC_ZH}`)],
      {},
      DOC_ZH,
    ],
    "Chinese, a follow-up": [
      [user(DOC_ZH), assistant("采石场关闭。"), user("再短一点")],
      { length: "short" },
      DOC_ZH,
    ],
  };

/** Texts that only resemble instructions in places, and are kept whole. */
export const WHOLE: readonly string[] = [
  "Please send your resume by Friday. The office opens at nine.",
  "Eine Zusammenfassung liegt bei. Der Rat stimmte zu.",
  "彼は本を要約した。皆が喜んだ。",
  "그는 방을 정리했다. 모두 기뻐했다.",
  "Le résumé est joint. Le conseil a voté.",
  "The council met on Tuesday: nine members voted.",
  "Keep your passwords safe. Never reuse them. Use a manager to write them down, and give nobody the key.",
  "# Minutes\n\nThe port closes in May.\n\n## Next steps\n\nWrite the report. Send the list.",
  "Dear team,\n\nThe port closes on Monday. The crews go home.\n\nPlease send me a summary of your hours by Friday.",
  "Summary\n\nThe report summarizes the findings of nine towns.",
  "The minister was asked to summarize the plan. He refused.",
  '"Yes," said the mayor. Nobody laughed. "No."',
  "My boss asked me to summarize the report. She wants it on Monday. It has 300 pages.",
  "How to write a summary: read the text twice, and mark what matters. Teachers grade it on three points.",
  "Please water the plants on Tuesday. The tall fern needs a litre, while the cactus gets none.",
  "会议总结了去年的工作。会议要求各单位在下午3点前报名。",
];

/** They contain nothing to summarize. */
export const WITHOUT_DOCUMENT: readonly string[] = [
  "Summarize.",
  "Summarize this:",
  "Please summarize the article in two sentences.",
  "Hello!",
  "What is the capital of France?",
  "Write a poem about the sea.",
  "Summarize https://example.org/a",
  "Summarize the text between the tags. <text></text>",
  "Please summarize this article: https://example.org/a.html",
  "Shorter please",
  "帮我总结",
  "你好",
  "请写一首诗",
];
