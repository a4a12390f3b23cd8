/** CPU time of a model as `npm run calibrate` measured it in workerd; kept in the model's manifest. */
export interface Calibration {
  /** Seconds of one vCPU for any request: parsing, answering, the first look-ups. */
  secondsPerRequest: number;
  /** Seconds to split and tokenize 1,000 characters. */
  secondsPerThousandCharacters: number;
  /** Seconds per billion multiply-accumulates. */
  secondsPerGmac: number;
}

/** What there is to do for one document. */
export interface Work {
  characters: number;
  multiplyAccumulates: number;
}

/** Predicted busy time of one vCPU in seconds: a sum of terms linear in the size of the work. */
export const cpuSeconds = (work: Work, calibration: Calibration): number =>
  calibration.secondsPerRequest +
  (work.characters / 1000) * calibration.secondsPerThousandCharacters +
  (work.multiplyAccumulates / 1e9) * calibration.secondsPerGmac;
