interface Identity {
  name: string;
  version: string;
  quantization: string;
}

/** The members of a manifest or an offer that identify a model in an answer. */
export const identityOf = ({ name, version, quantization }: Identity): Identity => ({
  name,
  version,
  quantization,
});
