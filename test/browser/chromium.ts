import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium, unless CHROMIUM names another. */
const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const WIDTHS = [360, 768, 1440] as const;
export const THEMES = ["light", "dark"] as const;

/** Each width in both languages and both themes, once each: not every combination, since checks by axe-core take long. */
export const LOOKS = WIDTHS.flatMap((width, at) =>
  THEMES.map((theme, of) => [width, theme, (at + of) % 2 === 0 ? "en" : "zh"] as const),
);

const NO_GPU = ["--disable-gpu"];
/** WebGPU on a CPU. */
const SOFTWARE_GPU = [
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--use-webgpu-adapter=swiftshader",
  "--use-vulkan=swiftshader",
  "--disable-vulkan-surface",
];

/** A browser that makes no requests except for the pages under test; its profile is new each time. */
export const launch = (hasGpu = false): Promise<Browser> =>
  chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(hasGpu ? SOFTWARE_GPU : NO_GPU),
    ],
  });
