/**
 * The providers of live grid data by their names in receipts, each with the credit that its license requires. The pages
 * list all of them, NOTICE names them, and each source takes its own line from here.
 */
export const ATTRIBUTIONS = {
  "electricity-maps": "Electricity Maps (terms of the key's plan)",
  entsoe: "ENTSO-E Transparency Platform (CC BY 4.0)",
  caiso: "California ISO, Today's Outlook (terms of the operator)",
  ercot: "Electric Reliability Council of Texas (terms of the operator)",
  nyiso: "New York ISO (terms of the operator)",
  miso: "Midcontinent ISO (terms of the operator)",
  spp: "Southwest Power Pool (terms of the operator)",
  "hydro-quebec": "Hydro-Québec (terms of its open data)",
  eia: "U.S. Energy Information Administration (public domain)",
  neso: "NESO Carbon Intensity API (CC BY 4.0)",
  "energy-charts": "Energy-Charts.info, Fraunhofer ISE (CC BY 4.0)",
  watttime: "WattTime (terms of the key's plan)",
} as const;
export type AttributedName = keyof typeof ATTRIBUTIONS;

/** The yearly averages of mainland China's provinces. */
export const PROVINCES_ATTRIBUTION =
  "Ministry of Ecology and Environment of China, CO2 factors of electricity 2023";

/** The yearly averages, which are part of every deployment. */
export const YEARLY_ATTRIBUTION = "Electricity Maps yearly averages through CO2.js (ODbL)";
