/** The texts of the frame around every page. */
export const en = {
  name: "English",
  /** Between two sentences. */
  joint: " ",
  /** Between the members of a list, and between the parts of a phrase. */
  listed: ", ",
  comma: ", ",
  pages: {
    playground: "Summarize",
    analytics: "Emissions",
    methodology: "Methodology",
    docs: "API",
  },
  offline: {
    title: "You are offline",
    text: "This page needs a connection. Summarizing on this device works without one if the model was loaded before.",
    link: "Summarize on this device",
    skip: "Skip to the text",
  },
  comparison: {
    /** The heading of the methodology that explains the comparisons. */
    anchor: "for-comparison",
    source: "Figures of the US EPA",
  },
  /** Names of the regions of a deployment: the two pinned ones and Cloudflare's location hints. */
  /** Sources of grid data that are no proper names. */
  sources: { simulation: "simulation" } as Readonly<Record<string, string>>,
  regionNames: {
    "aws:eu-north-1": "Stockholm",
    "aws:ca-central-1": "Montréal",
    wnam: "Western North America",
    enam: "Eastern North America",
    sam: "South America",
    weur: "Western Europe",
    eeur: "Eastern Europe",
    apac: "Asia-Pacific",
    "apac-ne": "Northeast Asia",
    "apac-se": "Southeast Asia",
    oc: "Oceania",
    afr: "Africa",
    me: "Middle East",
  } as Readonly<Record<string, string>>,
};

export type SiteMessages = typeof en;
