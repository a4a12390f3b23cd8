export const en = {
  title: "Methodology",
  description: "How the emissions of a summary are estimated: every term and every constant.",
  skip: "Skip to the text",
  formula: {
    label: "The formula: electricity plus network plus manufacturing are the grams of one summary",
    terms: { operational: "Electricity", network: "Network", embodied: "Manufacturing" },
    factors: {
      seconds: "busy seconds of a vCPU",
      watts: "watts of a vCPU and of memory",
      pue: "overhead of the building (PUE)",
      intensity: "grams per kWh where it ran",
      bytes: "bytes of each leg",
      networkEnergy: "kWh per byte of that leg",
      meanIntensity: "grams per kWh of its ends",
      manufacturing: "grams of the server per vCPU second",
    },
    total: "Grams of CO₂e",
    per: "of one summary, for the edge and the region together",
  },
};

export type MethodologyMessages = typeof en;
