/** The texts of the frame that every page has. */
export const en = {
  name: "English",
  pages: {
    playground: "Summarize",
    analytics: "Emissions",
    methodology: "Methodology",
    docs: "API",
  },
  regions: "Regions (JSON)",
};

export type Messages = typeof en;
