/** Whether the sentence can begin behind `opening`, which ends with its only comma. */
export function isOpening(opening: string, rest: string): boolean {
  const marks = pausesIn(opening);
  if (MEANS.test(opening) && marks === 1)
    return STUDIES.test(rest) && !/[，,；;]/.test(opening.slice(0, -1));
  return (
    OPENING.test(opening) &&
    !/(?:时|后|前|下|中的)[，,]\s?$/u.test(opening) &&
    marks <= 1 &&
    /^\s?\p{L}/u.test(rest) &&
    // "To save time and, to save money, …": only an opening that precedes everything else may be dropped.
    (opening.length < 8 || !/[，,]/.test(rest))
  );
}

/** The number of pauses and stops in a part. */
export const pausesIn = (part: string): number =>
  part.match(/[，；：。]|[,;:](?!\p{Nd})/gu)?.length ?? 0;

/** How a study was done, before what it studied. */
const MEANS =
  /^(?:通过对|采用|利用|运用|借助|结合|基于|根据|以[^，,]{2,40}为(?:例|对象|研究对象|背景|基础|切入点))[^。；：]*[，,]\s?$/u;
const STUDIES =
  /^(?:本文|对|就)?(?:研究(?!人员|者|小组|团队|表明|发现)|分析|探讨|讨论|考察|测定|比较|介绍|阐述|论述|建立|提出|设计|综述|评价|构建|总结|[^，,。]{4,30}进行了?(?:研究|分析|探讨|测定|评价|比较|模拟|优化))/u;
/** Openings of a sentence that may be dropped, up to the comma: phrases, and connectives that stand alone before it. */
const OPENING =
  /^(?:(?:随着|作为|为了?|经过|除此之外)[^。；：]*|(?:此外|另外|同时|因此|所以|例如|比如|首先|其次|最后|然后|接着|随后|然而|但是?|不过|而且|并且|事实上|实际上|总之|与此同时|近年来|目前|如今|当然|其实|此时|接下来|具体来说))[，,]\s?$/u;
