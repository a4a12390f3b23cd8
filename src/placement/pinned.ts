/** Cloud regions that a deployment is pinned to by default: Stockholm and Montréal. */
export const PINNED_BY_DEFAULT: readonly string[] = ["aws:eu-north-1", "aws:ca-central-1"];
