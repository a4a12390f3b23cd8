/**
 * Text of a page outside its content: cookie notices, share and subscribe lines, navigation, bylines, credits,
 * copyright lines, headers of mail, and code. An extractive summary never chooses it while there is anything else.
 * Rules match whole short sentences, so that an article about cookies or copyright is not mistaken for a notice.
 */

/** Notices are short, so longer sentences are not checked. Chinese says the same in fewer characters. */
const MAX_LENGTH = { en: 320, zh: 100 };
const HAN = /[\u3400-\u9fff]/;

const anyOf = (rules: RegExp[], flags: string) =>
  new RegExp(rules.map(({ source }) => `(?:${source})`).join("|"), flags);

const NETWORK =
  "(?:facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|instagram|telegram|tumblr|youtube|wechat|weibo|e-?mail|social media)";

const ENGLISH = anyOf(
  [
    // Cookies and consent.
    /^(?:this (?:web)?site|our (?:web)?site|we(?: and our partners)?)\b.{0,60}\b(?:uses?|store|set)\b.{0,60}\bcookies?\b/,
    /^(?:accept|reject|allow|manage|decline)(?: all| optional| my)? (?:cookies?|preferences)\b/,
    /^by (?:continuing|using|clicking|browsing|closing|signing)\b.{0,120}\byou (?:agree|consent|accept|acknowledge)\b/,
    /^(?:your privacy|we value your privacy|cookie (?:policy|settings|preferences|notice|consent))[.!]?$/,
    // Share, follow, subscribe.
    new RegExp(
      `^(?:click (?:here )?to )?(?:share|tweet|pin|post|like|follow|find|join)\\b(?: (?:this|us|me|him|her|them|@\\w+|(?:the |this )?(?:story|article|page|post|video)))*(?: (?:on|via|with|to|by) ${NETWORK}(?:(?:,| and| or|, and|,? &) ${NETWORK})*)?[.!:]?$`,
    ),
    new RegExp(`^(?:click to )?(?:share|follow|like)\\b.{0,60}\\b(?:on|via) ${NETWORK}\\b.{0,60}$`),
    /^(?:please |to )?(?:subscribe|sign up|register)\b.{0,80}\b(?:newsletters?|updates|alerts?|mailing list|channel|podcast|e-?mails?|briefing|feed|digest|inbox|today|now|free)\b.{0,60}$/,
    /^sign up (?:here|now|below|today|for (?:our|the|my))\b.{0,80}$/,
    /^(?:log ?in|sign ?(?:in|up)|subscribe|register|create an? (?:free )?account)\b.{0,60}\b(?:to (?:keep|continue) reading|to read on|free account)\b.{0,60}$/,
    /^(?:subscribe|sign up|sign in|log ?in|log ?out|register|my account|create an account)(?: now| here| today)?[.!]?$/,
    /^(?:get|receive|join)\b.{0,80}\b(?:delivered )?(?:to|in) your (?:inbox|e-?mail)\b.{0,40}$/,
    /^(?:enter|type) your e-?mail\b.{0,60}$/,
    /^(?:join|download|get) (?:our|the) (?:newsletter|mailing list|app)\b.{0,60}$/,
    // Links to further reading.
    /^(?:click|tap) (?:here|the link|below|through)\b.{0,100}$/,
    /^(?:read|see|show|view|load|find out|learn) (?:more|all|less|full (?:story|article))\b(?:[:.…>»→ ].{0,80})?$/,
    /^(?:continue reading|keep reading|read (?:the|this) (?:full|whole|entire|original) (?:story|article|post)|read (?:also|next)|see also|you (?:may|might) also (?:like|be interested in)|related(?: (?:articles?|stories|posts?|content|links|reading|topics?|video))?|more (?:from|on this|stories|in)|recommended(?: for you| reading| stories)?|most (?:read|popular|viewed)|trending(?: now)?|editor'?s picks?|don'?t miss|up next)(?:[:.…].{0,100}| [\w' ]{0,40})?$/,
    /^(?:scroll (?:down|up)|story continues|article continues|advertisement|sponsored(?: content)?|promoted(?: content)?|skip (?:to|ad)|back to (?:top|the top)|jump to|loading|please (?:wait|enable|turn on) ?(?:javascript|cookies)?|javascript is|your browser (?:does|is))\b.{0,100}$/,
    /^(?:(?:\d+ |no |leave a |post a |add a |view |show |write a |join the )?(?:comments?|reply|replies|conversation)|print(?: this)?(?: page| article)?|copy link|copied|save(?: article)?|share|tweet|e-?mail|menu|search|home|close|next|previous|table of contents|contents|in this article|on this page|hide caption|toggle caption|enlarge this image|transcript|listen)[.:…]?$/,
    /^(?:watch|listen|video|photos?|gallery|live|poll|quiz)(?: (?:live|now|below|here|the video))?: .{0,120}$/,
    // Author, date, and owner of the rights.
    /^\(?(?:photo|image|picture|credit|photograph|illustration|source|courtesy|file photo|stock photo)s?(?: credits?| courtesy| source)?(?: of)?: .{1,120}$/,
    /^(?:last |first )?(?:published|updated|modified|posted|created|edited|reviewed)(?: (?:on|at))?:? ?(?:\.|(?:at |on )?(?:\w{3,9},? )?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).{0,60})$/,
    /^\d{1,3}[ -]min(?:ute)?s?(?: read)?\.?$/,
    /^(?:\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?,? ?)?\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{4}(?:,? \d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?)? ?\.?$/,
    /^\((?:reporting|writing|editing|additional reporting) by [^()]{1,160}\)$/,
    /^(?:© ?\S|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})).{0,160}$/,
    /^(?:all|some) rights (?:are )?reserved\b.{0,60}$/,
    /^(?:this (?:material|content|article)|no part of this)\b.{0,60}\bmay not be\b.{0,60}\b(?:published|reproduced|redistributed|broadcast|copied)\b.{0,120}$/,
    /^(?:the )?views (?:and opinions )?expressed\b.{0,80}\b(?:are (?:solely |those )?|author|own)\b.{0,100}$/,
    /^(?:terms|privacy|cookies?|about|contact|help|careers|advertise|sitemap|accessibility|faq|home|legal|press)(?: (?:us|of (?:use|service|sale)|and conditions|& conditions|policy|notice|centre|center|map|statement|with us|settings))?(?:\s*[|·•/,>»-]\s*(?:terms|privacy|cookies?|about|contact|help|careers|advertise|sitemap|accessibility|faq|home|legal|press|news|sport|blog)(?: (?:us|of (?:use|service|sale)|and conditions|& conditions|policy|notice|centre|center|map|statement|with us|settings))?)*\.?$/,
    // Notes of the editors around a text.
    /^(?:our standards|read (?:also|next|more)|see also|related|editor'?s? note|correction|clarification|background|disclaimer|disclosure|hat tip|source)s?: .{0,160}$/,
    /^(?:this|an earlier version of this|a version of this) (?:story|article|post|page|report|piece|version)\b.{0,60}\b(?:(?:was|has been|is) (?:first |originally |last |being )?(?:updated|corrected|amended|published|edited|reviewed|revised|produced|translated|syndicated)|appeared|contained|misstated)\b.{0,160}$/,
    /^(?:this|the) (?:story|article|post|report) (?:is|was|will be) (?:developing|breaking|updated)\b.{0,80}$/,
    /^(?:(?:got|have|do you have|want to (?:send|share|report)) (?:a|any|an?) (?:news )?(?:tip|story|scoop|confidential tip|correction)s?\b.{0,100}|(?:please )?(?:get in touch|let us know|tell us what you think|send us your)\b.{0,100})$/,
    /^[-–— ]{0,4}(?:with )?(?:additional |further )?(?:assistance|reporting|contributions?|files|input|research|editing) (?:from|by)\b.{0,120}$/,
    /^[a-z]{2,6}(?:\/[a-z]{2,4}){1,4}$/,
    /^(?:tags?|topics?|categor(?:y|ies)|keywords?|filed under|about the authors?|disclosure|share|posted in|labels?)\s?: .{0,160}$/,
    /^for more (?:news|information|stories|details|updates|on this)\b.{0,120}$/,
    /^(?:like|enjoyed|love) (?:this|what you)\b.{0,80}\?$|^share (?:it|this|them)\b.{0,60}$/,
    /^(?:#[p{L}p{N}_]{1,40}#?\s{0,2}){1,20}$/u,
    /^you(?:'re| are)? (?:receiv(?:e|ed|ing)|getting|got) this (?:e-?mail|message|newsletter|notice)\b.{0,200}$/,
    /^thanks (?:again )?for (?:shopping|reading|watching|listening|subscribing|choosing|your (?:order|purchase|patience|cooperation|understanding))\b.{0,60}$/,
    /^\[\d{1,3}\/\d{1,3}\] ?.{0,200}$/,
    /^(?:you can )?(?:change|manage|update|review) your (?:cookies?|privacy|consent|ad|advertising|notification) (?:settings|preferences|choices)\b.{0,60}$/,
    // Around the text of a review, and in the form of an issue tracker.
    /^(?:reviewed|posted|rated) (?:in|from) .{2,60} on .{4,20}\d{4}$/,
    /^[★☆⭐\s]{0,12}(?:\d(?:\.\d)? out of \d stars?)?\s?verified purchase(?: review)?$/,
    /^(?:(?:colou?r|size|style|pattern)(?: name)? ?: [^.|:]{1,30}(?:\| |$)){1,4}$/,
    /^i(?:'ve| have)? (?:already )?(?:used|read|searched|checked|verified|looked|confirm(?:ed)?|agree)\b.{0,80}\b(?:issues?|search|docs|documentation|readme|faq|guidelines?|code of conduct|duplicates?|latest (?:version|release))\b.{0,60}$/,
    /^listen to (?:this|the) (?:article|story|post|episode|podcast)\b.{0,40}$/,
    /^[\d,]{1,9} (?:people|customers?|users?|readers?|of \d+ people) (?:found|liked|like|rated|thought)\b.{0,60}$/,
    /^(?:#{1,3} ?)?please (?:type|reply|write) your (?:reply|response|answer)\b.{0,60}$|^.{0,8}reply above this line.{0,8}$/,
    // Mail.
    /^(?:from|to|cc|bcc|date|sent|reply-to|message-id|mime-version|content-type|received|return-path|x-[a-z-]+|in-reply-to): .{0,300}$/,
    /^on .{6,120} wrote:$/,
    /^\(?sent (?:from|via) (?:my|outlook|gmail|yahoo|mail for)\b.{0,60}$/,
    /^(?:any )?questions\?$/,
    /^-+ ?(?:original message|forwarded message|begin forwarded message) ?-+$|^begin forwarded message:$/,
    /^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))(?: [\w.]+){0,4}[,!:]$/,
    /^(?:(?:best|kind|warm|many) (?:regards|wishes|thanks)|regards|cheers|sincerely|yours(?: sincerely| faithfully| truly)?|thanks|thank you|best)(?:[,.!]?|,\s[\w .'-]{1,40})$/,
    // Forms of trackers and invitations of projects.
    /^(?:i(?:'ve| have)|please confirm (?:that )?you have) (?:already )?(?:searched|read|checked|looked|reviewed|updated)\b.{0,100}$/,
    /^i (?:agree|accept|confirm|understand)\b.{0,60}\b(?:code of conduct|terms|guidelines|rules|duplicate|polic(?:y|ies))\b.{0,40}$/,
    /^(?:pull requests|contributions|issues|bug reports|feedback|stars|prs)(?: and \w+(?: \w+)?)? (?:are|is) (?:always |very |most |highly )?(?:welcome|appreciated)\b.{0,60}$/,
    /^for (?:major|big|large|significant) changes,? please open an issue\b.{0,120}$/,
    // Remains of markup and transcripts.
    /^(?:\[!?\w+\]|!div\b.*|\{[a-z]+\})(?: ?(?:\{[a-z]+\}|[.,]))*$/,
    /^<?https?:\/\/\S+>?\.?$/,
  ],
  "iu",
);

/** Phrases that need not begin a sentence. */
const ENGLISH_INSIDE = anyOf(
  [
    /^.{0,60}\((?:photo|image|picture|photograph|credit)s?(?: by|:).{1,80}\)\.?$/,
    /^.{0,80}\bcontributed to this (?:report|article|story|post)\b.{0,40}$/,
    /^.{0,80}\bcopyright,? (?:©|\(c\)|(?:19|20)\d\d\b).{0,100}$/,
    /^.{0,160}\bacquire licensing rights\b.{0,40}$/,
    /^.{0,30}© ?\S.{0,60}$/,
    /^.{0,80}\b(?:accepts? no|does not accept(?: any)?) (?:liability|responsibility)\b.{0,200}$/,
  ],
  "iu",
);
/** Every match of `ENGLISH_INSIDE` contains one of these; most sentences do not. */
const MAY_BE_INSIDE = /[(©]|contributed|copyright|acquire|accept/i;

const CHINESE = anyOf(
  [
    /^(?:本|我们的?)(?:网站|站点|站|页面)?.{0,20}(?:使用|采用|利用).{0,20}cookies?/,
    /^(?:继续(?:使用|浏览|访问)|点击).{0,40}(?:即表示|表示|视为)您?.{0,10}同意/,
    /^(?:接受|拒绝|管理)(?:所有|全部)?\s?cookies?[。！]?$/,
    /^(?:分享|转发)(?:到|至|给|本文|此文|按钮|文章)?(?:[:：].{0,60}|\s.{0,40}|(?:朋友圈|微信|微博|好友|QQ空间|朋友)*)[。！]?$/,
    /^.{0,8}(?:扫一扫|扫码|(?:扫描|识别).{0,12}二维码).{0,30}$/,
    /^(?:欢迎|请|点击|立即|马上|扫码)?(?:上方|下方|蓝字)?(?:订阅|关注|加入)(?:我们|本刊|本站|本号)?.{0,20}(?:公众号|微信|微博|邮件|电子报|通讯|频道|社群|头条号|newsletter|我们)[^。]{0,20}[。！]?$/,
    /^(?:点击|戳|猛戳).{0,12}(?:这里|此处|链接|阅读原文|原文|查看|下载|购买|报名|进入|播放|上方|下方|蓝字).{0,20}[。！↓>》]*$/,
    /^(?:阅读|查看|了解|展开|显示|加载)(?:更多|全文|原文|全部|详情)(?:[:：].{0,60}|内容|评论|文章)?[。！….>》]*$/,
    /^(?:相关|延伸|推荐|扩展|往期|热门|更多)(?:阅读|文章|新闻|推荐|报道|链接|精彩|回顾|内容|资讯)(?:[:：].{0,80})?$/,
    /^(?:返回|回到)(?:顶部|首页|目录|列表)$|^(?:上|下)一(?:篇|页|章)(?:[:：]?.{0,40})?$/,
    /^(?:登录|注册|首页|搜索|菜单|目录|评论|收藏|打印|关闭|导航|举报|点赞|广告)(?:[\s|/·>»›]+[\u3400-\u9fff]{1,6}){0,12}$/,
    /^(?:[\u3400-\u9fff]{1,6}\s*[|>»›·]\s*){2,12}[\u3400-\u9fff]{1,8}$/,
    /^(?:联系|关于)我们$|^(?:隐私|使用|服务|用户)(?:政策|条款|协议|声明|权政策)\s*(?:[|·][^|·]{1,20})*$/,
    /^[（(【[]?\s?(?:本[报网刊台]?)?(?:记者|特约记者|实习生|作者|撰文|撰稿|文|编辑|责任编辑|责编|主编|编译|译者|翻译|校对|审校|审核|来源|稿源|图片来源|图源|图片|摄影|供图|图|制图|视频|监制|出品)\s?[:：|｜/丨].{1,40}$/,
    /^[（(【[](?:本[报网刊台])?.{0,12}(?:记者|通讯员|特约|实习生).{1,30}[）)】\]]。?$/,
    /^[（(]?.{0,30}(?:摄|供图|资料图|图片来自.{0,20}|视觉中国|新华社发)[）)]?。?$/,
    /^(?:发布|更新|发表|最后更新|创建|修改)(?:时间|日期|于)\s?[:：]?\s?\d.{0,30}$/,
    /^(?:\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?)(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?(?:\s?来源.{0,20})?$/,
    /^(?:阅读|浏览|点击|评论|字数|预计阅读|阅读时间).{0,4}\s?[:：(（]?\s?\d[\d,.万]*.{0,10}$/,
    /^.{0,40}(?:版权所有|版权归.{1,20}所有|保留(?:所有|一切)权利)[^。]{0,60}。?$/,
    /^(?:未经.{0,12}(?:授权|许可|允许|同意)|转载|如需转载|欢迎转载|本文(?:为|系|由|来自|首发|转载)).{0,40}(?:转载|复制|注明|出处|原创|授权|公众号|联系|立场).{0,40}$/,
    /^.{0,20}(?:ICP备|公网安备).{0,60}$/,
    /^(?:原标题|原題|文章来源|稿件来源|信息来源|图片来源|版权声明|免责声明|风险提示|特别声明|声明|推荐阅读|延伸阅读|相关阅读|往期回顾|点击阅读|关注我们|投稿邮箱|商务合作|广告合作)\s?[:：].{0,90}$/,
    /^(?:本文(?:图片|配图|图文|素材|部分)|图片|配图|视频).{0,12}(?:来自|来源|源自|取自|均为)[^。]{0,20}。?$|^特此(?:公告|通知|声明|说明|函告|证明)。?$|^返回.{1,10}，?查看更多$|^此邮件(?:由|为).{0,20}(?:自动|系统).{0,20}$|^举报\/?反馈$|^(?:#[^#\s]{1,30}#?\s{0,2}){1,20}$/,
    /^(?:[【[（(](?:纠错|责任编辑|责编|编辑|校对|审核|来源|完|作者|记者)[^】\])）]{0,20}[】\])）]\s?){1,4}。?$/,
    /^(?:更多(?:精彩|资讯|内容|新闻|干货|信息)|欢迎|请|点击|长按|扫描?|识别|关注|下载|添加|回复|转发|点赞|在看|喜欢|觉得).{0,30}(?:公众号|客户端|APP|二维码|小程序|关注我|微信号|加群|三连|在看|点赞|收藏|转发|原文|下载|订阅|投稿|留言).{0,24}$/,
    /^(?:发件人|收件人|抄送|密送|发送时间|发送日期|日期)\s?[:：].{0,200}$/,
    /^(?:此致|敬礼|顺颂.{0,6}|祝好|谢谢)[，。！]?$/,
  ],
  "iu",
);

/** "By Jane Doe and John Roe, Staff Writers", "Photo by Jane Doe on 3 May": names, no verb. */
const BYLINE =
  /^(?:(?:Report(?:ed|ing)|Writ(?:ten|ing)|Edit(?:ed|ing)|Compiled|Posted|Published|Photo(?:graph)?s?|Photography|Pictures?|Images?|Illustrations?|Videos?|Words|Story|Text|Interview|Translat(?:ed|ion)|Additional reporting) )?(?:[Bb]y|BY)(?: ?[.:])?(?: (?:\p{Lu}[\p{L}.'’-]*|and|for|of|the|in|from|&|@\w+)[,;]?){0,12}(?: on .{4,40})?(?: ?\.)?$/u;
/** A name in the form that extracted news leaves after "By .": "Jane Doe ." */
const NAME = /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|and|for|of|in),?){0,6} \.$/u;
/** Breadcrumbs and menus: short items between separators. */
const MENU = /^[^|›»·•>,，。]{1,30}(?:[|›»·•>][^|›»·•>,，。]{1,30}){2,20}$/u;
const ENDS_SENTENCE = /[.!?。！？]$/;
const NO_WORD = /^[^\p{L}\p{N}]*$/u;
const SYMBOLS = /[{}()[\]<>=;|\\$&_]/g;
const CODE =
  /[;{}]$|=>|\(\);|::\w|&&|\|\||^(?:\$|>>>|#!|npm|pip|sudo|curl|git|cd|docker|kubectl) |^import \w|^#include|^<\/?\w[^>]*>$|^\w+ = \S|^(?:const|let|var|def|class|public|private|static|return|function)\b.*[(={;:]/;
const MAX_SYMBOL_SHARE = 0.08;

/** A line of a program outside a fence: it looks like code, and has many of its symbols. */
function isCode(text: string): boolean {
  if (!CODE.test(text)) return false;
  const symbols = text.match(SYMBOLS)?.length ?? 0;
  return symbols > Math.max(1, text.length * MAX_SYMBOL_SHARE);
}

/**
 * Whether a sentence belongs to the page rather than to its text.
 *
 *     isBoilerplate("Sign up for our newsletter.") // true
 *     isBoilerplate("The newsletter has 4,000 subscribers.") // false
 */
export function isBoilerplate(sentence: string): boolean {
  const text = sentence.slice(0, MAX_LENGTH.en + 1).replace(/^[*_]+|[*_]+$/g, "");
  if (NO_WORD.test(text) || isCode(text)) return true;
  if (text.length > MAX_LENGTH.en) return false;
  if (MENU.test(text) && !ENDS_SENTENCE.test(text)) return true;
  if (HAN.test(text)) return text.length <= MAX_LENGTH.zh && CHINESE.test(text);
  return (
    ENGLISH.test(text) ||
    (MAY_BE_INSIDE.test(text) && ENGLISH_INSIDE.test(text)) ||
    BYLINE.test(text) ||
    NAME.test(text)
  );
}
