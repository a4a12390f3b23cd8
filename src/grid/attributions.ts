/**
 * The providers of live grid data by their names in receipts, each credited as its licence asks.
 * The pages list all of them, NOTICE names them, and a source takes its own line from here.
 */
export const ATTRIBUTIONS = {
  "electricity-maps": "Electricity Maps (terms of the key's plan)",
  eia: "U.S. Energy Information Administration (public domain)",
  neso: "NESO Carbon Intensity API (CC BY 4.0)",
  "energy-charts": "Energy-Charts.info, Fraunhofer ISE (CC BY 4.0)",
  watttime: "WattTime (terms of the key's plan)",
} as const;

/** The yearly averages, which every deployment has. */
export const YEARLY_ATTRIBUTION = "Electricity Maps yearly averages through CO2.js (ODbL)";
