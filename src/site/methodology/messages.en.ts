export const en = {
  title: "Methodology",
  description: "How the emissions of a summary are estimated: every term and every constant.",
  skip: "Skip to the text",
};

export type MethodologyMessages = typeof en;
