/**
 * The grid zones that the map draws below the level of countries, each as the states or provinces that it covers, by
 * their postal abbreviations. Canada's and Australia's zones are provinces and states. Brazil's are the four subsystems
 * of its operator, ONS. The zones of the United States are balancing authorities, whose borders are not those of states:
 * each state is drawn as the one that serves most of it.
 */
export const SUBDIVISIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AU: {
    "AU-NSW": "NS CT JB",
    "AU-NT": "NT",
    "AU-QLD": "QL",
    "AU-SA": "SA",
    "AU-TAS": "TS",
    "AU-VIC": "VI",
    "AU-WA": "WA",
  },
  BR: {
    "BR-CS": "AC RO MT MS GO DF MG ES RJ SP",
    "BR-N": "AM RR AP PA TO MA",
    "BR-NE": "PI CE RN PB PE AL SE BA",
    "BR-S": "PR SC RS",
  },
  CA: {
    "CA-AB": "AB",
    "CA-BC": "BC",
    "CA-MB": "MB",
    "CA-NB": "NB",
    "CA-NL": "NL",
    "CA-NS": "NS",
    "CA-NT": "NT",
    "CA-NU": "NU",
    "CA-ON": "ON",
    "CA-PE": "PE",
    "CA-QC": "QC",
    "CA-SK": "SK",
    "CA-YT": "YT",
  },
  US: {
    "US-AK": "AK",
    "US-CAL-CISO": "CA",
    "US-CAR-DUK": "NC SC",
    "US-CENT-SWPP": "KS NE OK SD",
    "US-FLA-FPL": "FL",
    "US-HI": "HI",
    "US-MIDA-PJM": "DC DE MD NJ OH PA VA WV",
    "US-MIDW-LGEE": "KY",
    "US-MIDW-MISO": "AR IA IL IN LA MI MN MO MS ND WI",
    "US-NE-ISNE": "CT MA ME NH RI VT",
    "US-NW-BPAT": "OR WA",
    "US-NW-IPCO": "ID",
    "US-NW-NEVP": "NV",
    "US-NW-NWMT": "MT",
    "US-NW-PACE": "UT WY",
    "US-NW-PSCO": "CO",
    "US-NY-NYIS": "NY",
    "US-SE-SOCO": "AL GA",
    "US-SW-AZPS": "AZ",
    "US-SW-PNM": "NM",
    "US-TEN-TVA": "TN",
    "US-TEX-ERCO": "TX",
  },
};
