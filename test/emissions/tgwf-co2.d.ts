// The package ships no types.
declare module "@tgwf/co2" {
  export class co2 {
    constructor(options: { model: "swd"; version: 4; results: "segment" });
    perByteTrace(
      bytes: number,
      green: boolean,
      options: { gridIntensity: { network: number } },
    ): { co2: { networkOperationalCO2e: number } };
  }
}
