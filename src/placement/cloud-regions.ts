import { DEFAULT_PUE } from "../emissions/estimate.ts";
import type { Region } from "./regions.ts";

/**
 * One cloud region per metropolitan area, by the ids of `[placement] region` in Workers' configuration: id, Electricity
 * Maps zone, latitude, longitude. Cities: the providers' lists of regions. Zones: the balancing authority or bidding
 * zone of the city (westus2 is Quincy, Grant County PUD).
 */
const TABLE = `
aws:us-east-1 US-MIDA-PJM 39.04 -77.49
aws:us-west-1 US-CAL-CISO 37.35 -121.95
aws:us-west-2 US-NW-BPAT 45.84 -119.7
aws:ca-central-1 CA-QC 45.5 -73.57
aws:eu-west-1 IE 53.35 -6.26
aws:eu-west-2 GB 51.51 -0.13
aws:eu-west-3 FR 48.86 2.35
aws:eu-central-1 DE 50.11 8.68
aws:eu-central-2 CH 47.37 8.54
aws:eu-north-1 SE-SE3 59.33 18.07
aws:eu-south-1 IT-NO 45.46 9.19
aws:eu-south-2 ES 41.65 -0.88
aws:sa-east-1 BR-CS -23.55 -46.63
aws:ap-northeast-1 JP-TK 35.68 139.69
aws:ap-northeast-2 KR 37.57 126.98
aws:ap-northeast-3 JP-KN 34.69 135.5
aws:ap-southeast-1 SG 1.35 103.82
aws:ap-southeast-2 AU-NSW -33.87 151.21
aws:ap-southeast-3 ID -6.21 106.85
aws:ap-southeast-4 AU-VIC -37.81 144.96
aws:ap-east-1 HK 22.32 114.17
aws:ap-south-1 IN-WE 19.08 72.88
aws:af-south-1 ZA -33.92 18.42
aws:il-central-1 IL 32.08 34.78
gcp:us-central1 US-MIDW-MISO 41.26 -95.86
gcp:us-east1 US-CAR-SC 33.2 -80.01
gcp:us-east5 US-MIDA-PJM 39.96 -83
gcp:us-south1 US-TEX-ERCO 32.78 -96.8
gcp:us-west1 US-NW-BPAT 45.6 -121.18
gcp:us-west2 US-CAL-LDWP 34.05 -118.24
gcp:us-west3 US-NW-PACE 40.76 -111.89
gcp:us-west4 US-NW-NEVP 36.17 -115.14
gcp:northamerica-northeast2 CA-ON 43.65 -79.38
gcp:southamerica-west1 CL-SEN -33.45 -70.67
gcp:europe-west1 BE 50.47 3.87
gcp:europe-west4 NL 53.44 6.84
gcp:europe-west10 DE 52.52 13.4
gcp:europe-central2 PL 52.23 21.01
gcp:europe-north1 FI 60.57 27.2
gcp:europe-southwest1 ES 40.42 -3.7
gcp:asia-east1 TW 24.05 120.52
gcp:africa-south1 ZA -26.2 28.05
azure:westus2 US-NW-GCPD 47.23 -119.85
azure:westus3 US-SW-AZPS 33.45 -112.07
azure:northcentralus US-MIDA-PJM 41.88 -87.63
azure:southcentralus US-TEX-ERCO 29.42 -98.49
azure:eastus US-MIDA-PJM 36.67 -78.39
azure:canadaeast CA-QC 46.81 -71.21
azure:francesouth FR 43.3 5.37
azure:switzerlandwest CH 46.2 6.14
azure:norwayeast NO-NO1 59.91 10.75
azure:norwaywest NO-NO2 58.97 5.73
azure:swedencentral SE-SE3 60.67 17.14
azure:austriaeast AT 48.21 16.37
azure:swedensouth SE-SE4 55.6 13
azure:centralus US-MIDW-MISO 41.59 -93.62
azure:westcentralus US-NW-WACM 41.14 -104.82
azure:ukwest GB 51.48 -3.18
gcp:europe-west12 IT-NO 45.07 7.69
azure:newzealandnorth NZ -36.85 174.76
`;

/** Every cloud region above, as a region behind a service binding. */
export const CLOUD_REGIONS: readonly Region[] = TABLE.trim()
  .split("\n")
  .map((line): Region => {
    const [id = "", zone = "", latitude, longitude] = line.split(" ");
    return {
      id,
      backend: { kind: "service", binding: id.replace(/\W/g, "_").toUpperCase(), cloudRegion: id },
      zones: [zone],
      pue: DEFAULT_PUE.value,
      latitude: Number(latitude),
      longitude: Number(longitude),
    };
  });
