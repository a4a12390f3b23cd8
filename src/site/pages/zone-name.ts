import { LOCALES, type PageLanguage } from "../../contract/language.ts";
import { MESSAGES } from "./messages.ts";

const names = new Map<PageLanguage, Intl.DisplayNames>();

/**
 * The country of an Electricity Maps zone, with the part if a country has several zones. For a blend of zones, only the
 * countries.
 *
 *     zoneName("SE", "en")              // "Sweden"
 *     zoneName("US-CAL-CISO", "en")     // "United States (CAL-CISO)"
 *     zoneName("NL+GB", "en")           // "Netherlands, United Kingdom"
 */
export function zoneName(zone: string, language: PageLanguage): string {
  const zones = zone.split("+");
  if (zones.length > 1) {
    return [...new Set(zones.map((one) => countryName(one, language)))].join(
      MESSAGES[language].listed,
    );
  }
  const part = zone.indexOf("-");
  const country = countryName(zone, language);
  return part === -1 || country === zone ? country : `${country} (${zone.slice(part + 1)})`;
}

/** The name of a region; for a region that the deployment defined itself, its id. */
export const placeName = (region: string, language: PageLanguage): string =>
  MESSAGES[language].regionNames[region] ?? region;

/** The name of a source of grid data. */
export const sourceName = (source: string, language: PageLanguage): string =>
  MESSAGES[language].sources[source] ?? source;

/** The name of a zone's country; the id of a zone without a country. */
function countryName(zone: string, language: PageLanguage): string {
  const [code = ""] = zone.split("-");
  if (!/^[A-Z]{2}$/.test(code)) return zone;
  const known = names.get(language) ?? new Intl.DisplayNames(LOCALES[language], { type: "region" });
  names.set(language, known);
  return known.of(code) ?? zone;
}
