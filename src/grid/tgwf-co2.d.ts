// The package ships no types for this entry point.
declare module "@tgwf/co2/data/electricity-maps" {
  interface YearlyTable {
    data: Record<string, { carbonIntensity: { value: number; unit: string } }>;
    methodology: string;
  }
  export const yearly2025: YearlyTable;
}
