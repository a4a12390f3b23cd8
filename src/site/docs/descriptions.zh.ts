/** The descriptions in the OpenAPI document and the names of its examples in Chinese, by their English texts there. */
export const DESCRIPTIONS_ZH: Readonly<Record<string, string>> = {
  // Operations.
  "The Accept header chooses the form: JSON; the summary alone as plain text; key points as Markdown; or a stream of server-sent events: one message for each sentence (a `Sentence`), then an event `summary` with the whole answer. A summary written at the edge first arrives in `token` events, as a draft; the `summary` event is authoritative, and a failure after the first token is a `problem` event. Ignore events that you do not know. If the body is the document itself, the options are query parameters. `documents` and NDJSON (in and out) hold several documents, each with its own receipt.":
    "答复的格式由 Accept 请求头决定：JSON；纯文本，只含摘要；Markdown，为要点；或服务器发送事件（SSE）流：每句一条消息（`Sentence`），最后以 `summary` 事件给出完整答复。在边缘写成的摘要先以 `token` 事件送出草稿，以 `summary` 事件为准；第一个词元之后的失败以 `problem` 事件报告。请忽略不认识的事件。若请求体就是文档本身，选项写在查询参数中。`documents` 和 NDJSON（请求与答复）可容纳多篇文档，每篇各有收据。",
  "Takes one document as /v1/summarize does, and by when the summary is wanted. It runs when and where forecasts have the least emissions until then. A callback gets the job as it is read here, signed after Standard Webhooks with callback_secret, and up to five times more, with growing waits, until it answers 2xx. A deployment without Durable Objects, such as a host on Node, answers 501.":
    "与 /v1/summarize 一样接受一篇文档，另加需要摘要的时限。任务在此之前按预测排放最少的时间与地点运行。回调收到的任务与此处读取的相同，按 Standard Webhooks 以 callback_secret 签名；在其答复 2xx 之前最多再试五次，间隔逐次加长。没有 Durable Objects 的部署（例如 Node 主机）答复 501。",
  "A job that is over stays as it is.": "已结束的任务保持原样。",
  "Instructions and the document are separated, wherever the instructions are: before, after or around it between triple quotes, backticks or tags; in the system message or an earlier one. Instructions may request: a headline or title; bullets, key points or a list; a number of sentences, points, words or characters, at most or at least; short or long; a focus; and what not to do. The same in Chinese; anything else is ignored. A summary keeps the language of its text. Any model name is accepted; the answer names the one that ran. Parameters that control a sampler are accepted and ignored; `n` above 1, `tools` and `logprobs` are refused.":
    "无论指令写在何处，都与文档分开：在文档之前或之后，或以三重引号、反引号、标签将文档隔开；在系统消息或更早的消息中。指令可以要求：标题；项目符号、要点或列表；句子、要点、单词或字符的数目，至多或至少；短或长；侧重点；以及不要做的事。中文指令同样有效，其余内容忽略。摘要保持原文的语言。模型可填任意名称，答复写明实际运行的模型。控制采样的参数可以填写但不起作用；大于 1 的 `n`、`tools` 和 `logprobs` 会被拒绝。",
  "The prompt is read like a user message in chat completions.":
    "prompt 按对话补全中的用户消息读取。",
  "Input and instructions are read like messages in chat completions. Nothing is stored.":
    "input 与 instructions 按对话补全中的消息读取。不保存任何内容。",
  "Also at `/hf-inference/models/{model}`. The model may be any name, slashes included; the receipt names the one that ran. Bounds are never refused: a minimum that the text cannot meet is dropped, and if no sentence is short enough the shortest is cut.":
    "也可用 `/hf-inference/models/{model}`。模型可填任意名称，可含斜线；收据写明实际运行的模型。长度限制从不被拒绝：文本达不到的下限会去掉；若没有足够短的句子，则截短最短的一句。",
  "Any account works. Bounds are treated as in the Hugging Face dialect.":
    "任意账户均可。长度限制与 Hugging Face 接口的处理相同。",
  "Streamable HTTP without sessions: one JSON-RPC message in, its answer out. The tools are `summarize`, `placement` and, with the admin token, `emissions`; `tools/list` describes them.":
    "Streamable HTTP，无会话：送入一条 JSON-RPC 消息，得到其答复。工具有 `summarize`、`placement`，持管理令牌时还有 `emissions`；说明见 `tools/list`。",
  "The last day by default; at most 366 days, widened to whole hours.":
    "默认为最近一天；至多 366 天，按整点放宽。",
  "The header `Link` with `rel=next` and `cursor` lead to the next page.":
    "响应头 `Link` 的 `rel=next` 与 `cursor` 指向下一页。",
  "Only the newest forecast is kept: one from before it is a 501.":
    "只保留最新的预测；请求更早的预测答复 501。",

  // Parameters.
  "As the job's answer gave it.": "任务的答复中给出的 id。",
  'A region id, or "edge".': "区域 id，或 “edge”。",
  "Cloudflare location where the request arrived.": "请求到达的 Cloudflare 数据中心。",
  "As in X-Request-Id, a UUID of version 7.": "与 X-Request-Id 相同，第 7 版 UUID。",
  "Length of the document in tokens; 1000 unless bytes is given.":
    "文档的词元数；未给出 bytes 时为 1000。",
  "Length of the document in UTF-8, instead of tokens.": "文档的 UTF-8 字节数，代替 tokens。",
  "The Cloudflare location where the request would arrive; by default that of this request.":
    "请求将到达的 Cloudflare 数据中心；默认为本次请求到达之处。",

  // Responses.
  "The summary and its receipt.": "摘要及其收据。",
  "The job, and when it is expected to run.": "任务，以及预计的运行时间。",
  "The job.": "任务。",
  "The job as it is now.": "任务的现状。",
  "The completion, or with `stream` its chunks as server-sent events.":
    "补全结果；设置 `stream` 时以服务器发送事件逐块送出。",
  "The response, or with `stream` its events.": "响应；设置 `stream` 时为其事件。",
  "The models.": "模型列表。",
  "The model.": "一个模型。",
  "The summary.": "摘要。",
  "The summary, in the format of that API.": "摘要，采用该接口的格式。",
  "The answer.": "答复。",
  "A notification was taken; there is nothing to answer.": "已收到通知，无需答复。",
  "Totals, and one row for each group.": "总量，以及每组一行。",
  "A page of receipts.": "一页收据。",
  "The receipt.": "一张收据。",
  "Calibration and error band.": "校准与误差范围。",
  "The text of Prometheus, or OpenMetrics if the caller prefers it.":
    "Prometheus 文本格式；调用方优先选择时为 OpenMetrics。",
  "The regions.": "区域列表。",
  "The decision and its reason.": "决定及其理由。",
  "The lowest carbon intensity.": "最低的碳强度。",
  "No data for that location and time.": "该地点在该时间没有数据。",
  "Intensities, each location's in order of time.": "碳强度，各地点按时间排列。",
  "Intensities, in order of time.": "碳强度，按时间排列。",
  "The forecasts.": "预测。",
  "The mean.": "平均值。",
  "The means.": "各平均值。",
  "The locations.": "各地点。",
  "The service is healthy.": "服务正常。",
  "OpenAPI 3.1.": "OpenAPI 3.1。",

  // Members of requests.
  "The document, in UTF-16 code units.": "文档，长度按 UTF-16 码元计。",
  "A page of HTML; its main content is summarized.": "HTML 网页；摘要其正文。",
  "A text in Markdown; its prose is summarized.": "Markdown 文本；摘要其文字部分。",
  "A public page to fetch, if the deployment allows it.": "要抓取的公开网页，须部署允许。",
  "One sentence, about 50 words, or about 150; for key points 1, 3 or 6.":
    "一句、约 50 词或约 150 词；要点则为 1、3 或 6 条。",
  "Hard upper bound in tokens; takes precedence over length.": "词元数的硬性上限，优先于 length。",
  "Hard lower bound in tokens; takes precedence over length.": "词元数的硬性下限，优先于 length。",
  "For abstractive summaries only.": "仅用于模型撰写的摘要。",
  "Number of sentences, as far as the bounds allow; takes precedence over length.":
    "句数，以长度限制所允许为准；优先于 length。",
  "If no whole sentences fit the bounds: refuse with 422, or relax min_length and cut the shortest sentence.":
    "若没有完整的句子符合长度限制：以 422 拒绝，或放宽 min_length 并截短最短的一句。",
  "Favors sentences that answer it.": "优先选取能回答它的句子。",
  "Trims sentences; needs the model small.": "裁短句子；需要 small 模型。",
  "Language of the document, as a BCP 47 tag; auto detects it and refuses others with 422.":
    "文档的语言，为 BCP 47 标签；auto 自动识别，其他语言以 422 拒绝。",
  '"auto", "edge" or a region id.': "“auto”、“edge” 或区域 id。",
  "Round-trip time that moving heavy work may add; by default 100 for work below 0.3 CPU-seconds, 300 above, 1000 in a batch.":
    "迁移重任务可增加的往返时间；0.3 CPU 秒以下的任务默认 100，以上默认 300，批量请求默认 1000。",
  "By when the summary is wanted: at most 48 hours ahead.": "需要摘要的时限：至多 48 小时之后。",
  "The same as a duration from now, ISO 8601, instead of deadline; PT24H without either.":
    "以从现在起的时长（ISO 8601）代替 deadline；两者都没有时为 PT24H。",
  "A public address that the job is posted to once it is over, signed.":
    "公开的地址；任务结束后，将其签名并以 POST 送到此处。",
  "What /v1/summarize takes, and by when it is wanted.":
    "与 /v1/summarize 所接受的相同，另加时限。",
  "One of `GET /v1/models`; any other name means `greengist`. The answer names the model that ran.":
    "`GET /v1/models` 中的一个；其他名称均视为 `greengist`。答复写明实际运行的模型。",
  "Instructions and the document, in any order; the last document is summarized.":
    "指令与文档，顺序不限；摘要最后一篇文档。",
  "Upper bound; a longer summary is cut.": "上限；更长的摘要会截短。",
  "The same, under its old name.": "同上，旧名称。",
  "None.": "无。",
  "JSON with `summary`, `key_points` and `title`, or with those of them that a schema asks for.":
    "JSON，含 `summary`、`key_points` 和 `title`，或其中由 schema 要求的几项。",
  "Instructions and the document, in any order.": "指令与文档，顺序不限。",
  "Treated as a system message.": "视为系统消息。",
  "The document, or several; each has its own receipt.": "一篇或多篇文档；每篇各有收据。",
  "Upper bound in tokens; a longer summary is cut.": "词元数上限；更长的摘要会截短。",
  "The same; max_length takes precedence.": "同上；以 max_length 为先。",
  "Lower bound in tokens, as far as the text goes.": "词元数下限，以文本所及为准。",
  "The same; these take precedence.": "同上；以此处的为先。",
  "The document.": "文档。",

  // Members of answers.
  "The model and mode that ran, and the carbon receipt.": "实际运行的模型与模式，以及碳排放收据。",
  "Grid of the place where the work ran.": "运行地点的电网。",
  "CO2e of the electricity, in grams.": "用电的 CO2e，以克计。",
  "Share of the emissions of making the hardware.": "分摊的硬件制造排放。",
  "CO2e of the bytes sent, over both legs.": "传输字节的 CO2e，两段合计。",
  "The part of network_g between caller and edge, the same wherever the work runs; null in old receipts.":
    "network_g 中调用方与边缘之间的部分，无论任务在何处运行都相同；旧收据中为 null。",
  "Emissions if the work had stayed at the edge.": "若任务留在边缘的排放。",
  "Negative if the placement emitted more than staying.": "若比留在边缘排放更多，则为负。",
  "Null in receipts from before v2 of the method.": "计算方法第 2 版之前的收据中为 null。",
  "The carbon receipt, in grams of CO2e.": "碳排放收据，以克 CO2e 计。",
  "A figure with the bounds that result from the uncertainty of published constants.":
    "一个数值，及由已公布常数的不确定性得出的上下界。",
  "Electricity Maps zone.": "Electricity Maps 的电网区域。",
  "CO2e per kWh.": "每千瓦时的 CO2e。",
  "Measured now, predicted, or the mean of the newest day or of a year.":
    "当前测得、预测，或最近一天、一年的平均值。",
  "Busy time of one vCPU: at the edge, in the region, and if the work had stayed.":
    "一个 vCPU 的忙碌时间：在边缘、在区域，以及若任务留在边缘。",
  "What cpu_seconds.stayed was predicted from: characters and multiply-accumulates at their rates. The rest is the same for every request, or is due to very short sentences, a page's markup, or work done twice. Absent in older receipts.":
    "预测 cpu_seconds.stayed 的依据：字符数与乘加次数，按各自的速率。其余部分每次请求都相同，或来自很短的句子、网页标记、做了两次的工作。旧收据中没有此项。",
  "Reading every sentence, rereading the best, and a writer's encoder, decoder and attention.":
    "阅读每个句子、重读最好的句子，以及写作模型的编码器、解码器和注意力。",
  "Billions of multiply-accumulates.": "十亿次乘加。",
  "Between caller and edge, and between edge and regions, both directions.":
    "调用方与边缘之间、边缘与区域之间，均计双向。",
  "Grid of the edge that received the request.": "收到请求的边缘所在的电网。",
  "Constants of the method; null for a method that is no longer in use.":
    "计算方法的常数；已停用的方法为 null。",
  "The inputs that a receipt's figures were computed from.": "计算收据各数值所用的输入。",
  "Also in X-Request-Id; the receipt is stored under this id.":
    "也在 X-Request-Id 中；收据以此 id 保存。",
  "Language of the document, as a BCP 47 tag; und if it is unclear.":
    "文档的语言，为 BCP 47 标签；不明确时为 und。",
  "Whether part of the document was too long to read.": "文档是否过长，以致有一部分未读。",
  "Sentences of the summary, in document order.": "摘要的句子，按文档中的顺序。",
  "Reason for the mode, or for a fallback.": "采用该模式的理由，或改用其他模式的原因。",
  "Reason for the choice.": "选择的理由。",
  "URL after redirects.": "重定向之后的网址。",
  "The text that was summarized; offsets of sentences refer to it.":
    "被摘要的文本；句子的位置以它为准。",
  "Only for documents that were not sent as text.": "仅用于不是以 text 送来的文档。",
  "Tokens of the model's own tokenizer.": "按模型自己的分词器计算的词元数。",
  "One sentence.": "一句话。",
  "One sentence": "一句话",
  "Best first; empty for light work.": "最好的在前；轻任务为空。",
  "The place where the work was done, and the reason.": "任务运行的地点，及其理由。",
  "CO2e of the request there, without the network between caller and edge.":
    "请求在该处的 CO2e，不含调用方与边缘之间的网络。",
  "Stable identifier of the kind of problem.": "错误种类的稳定标识。",
  "In the language of Accept-Language, English or Chinese.": "按 Accept-Language，为英文或中文。",
  "The member of the request at fault.": "请求中出错的字段。",
  "A problem detail (RFC 9457).": "错误详情（RFC 9457）。",
  "Opens the job and its text: whoever has it can read and cancel it.":
    "任务及其文本的凭证：持有者可以读取和取消该任务。",
  "When it is to run by the newest forecast, or ran.":
    "按最新预测将要运行的时间，或实际运行的时间。",
  "CO2e then, without the way between caller and edge; null where no grid is known.":
    "届时的 CO2e，不含调用方与边缘之间的一段；电网未知时为 null。",
  "The same, had it run when it was sent.": "同上，假如在送出时立即运行。",
  "How often it was run.": "运行的次数。",
  "Kept for a day after the job is done.": "任务完成后保留一天。",
  "Why it failed.": "失败的原因。",
  "Signs callbacks, after Standard Webhooks; null without a callback.":
    "为回调签名（Standard Webhooks）；没有回调时为 null。",
  "Seconds since the epoch.": "Unix 时间，以秒计。",
  "The model that ran.": "实际运行的模型。",
  "`length` if the summary was cut.": "摘要被截短时为 `length`。",
  "Tokens of the document, by the model's own tokenizer.": "文档的词元数，按模型自己的分词器计算。",
  "Widened to whole hours.": "按整点放宽。",
  "From the control group of requests kept at the edge at random.":
    "来自随机留在边缘的对照组请求。",
  "Cursor of the next page; null at the end.": "下一页的游标；最后一页为 null。",
  "Control group: would have moved, but was kept at the edge to measure the saving.":
    "对照组：本应迁移，但留在边缘以测量节省的排放。",
  "The caller named the place.": "地点由调用方指定。",
  "Public id of the caller's API key.": "调用方 API 密钥的公开 id。",
  "The regions that the decision compared, best first; empty for light work.":
    "作出决定时比较的区域，最好的在前；轻任务为空。",
  "Emissions of one summary; contains none of its text.": "一次摘要的排放；不含其文本。",
  "Eligible, beyond the latency limit, dirtier than staying, cleaner only if the network takes little energy, or unable to take the work.":
    "可选、超出延迟限制、比留在边缘更不清洁、仅当网络耗能很少时才更清洁，或无法接受任务。",
  "A region as the placement decision saw it.": "作出运行地点的决定时所见的区域。",
  "Calibration of the default model.": "默认模型的校准。",
  "Calibration of each model, in addition to the smaller models that it runs.":
    "每个模型的校准，不含它所运行的更小的模型。",
  "Cloudflare location where it reported that it runs.":
    "它报告自己运行所在的 Cloudflare 数据中心。",
  "The source of the zone.": "该电网区域的数据来源。",
  "The current state of one object of a region.": "一个区域中一个对象的当前状态。",
  "CO2e of the request at the edge, without the network between caller and edge.":
    "请求在边缘的 CO2e，不含调用方与边缘之间的网络。",
  "Placement decision for a request of a given size.": "给定大小的请求的运行地点决定。",
  "The start. A yearly mean is answered as the year that it is.":
    "开始时间。年平均值以其所属的年份答复。",
  "g/kWh.": "克/千瓦时。",
  "A .NET TimeSpan, such as 00:15:00.": ".NET 的 TimeSpan，例如 00:15:00。",
  "When the source was last asked, for a blend the longest ago.":
    "最近一次查询数据来源的时间；多个来源混合时取最早的。",
  "Minutes, as asked for; 0 where it was not.": "所请求的分钟数；未请求时为 0。",
  "Every window of the least mean; empty where forecastData is.":
    "平均值最低的所有时段；forecastData 为空时也为空。",
  "In order of time; empty where no window fits.": "按时间排列；没有合适的时段时为空。",
  "Minutes.": "分钟。",
  "Whether it is in this isolate's memory.": "是否已在本 isolate 的内存中。",
  "Offset into the text, in UTF-16 code units.": "在文本中的位置，按 UTF-16 码元计。",
  "Salience, 0 to 1.": "重要程度，0 到 1。",
  "Only for a trimmed sentence: the ranges of the text that it consists of.":
    "仅用于裁短的句子：组成它的各段文本的范围。",
  "Only in a written summary: whether a model rewrote the sentence, a rule shortened it, or it stands as it was.":
    "仅用于写成的摘要：该句由模型改写、按规则裁短，或保持原样。",
  "Present only if it was cut to fit max_length.": "仅当为符合 max_length 而截短时才有。",
  "A sentence of the document; whole unless `kept`, `cut` or `how` says otherwise.":
    "文档中的一句；除非 `kept`、`cut` 或 `how` 另有说明，否则是完整的。",
  "If requested: null, and the figures in the last chunk.": "如有请求：为 null，最后一块含各数值。",
  "In the chunk that ends the summary.": "在摘要的最后一块中。",

  // Names of examples.
  "Key points, in Chinese": "要点，中文",
  "Several documents": "多篇文档",
};
