import { offerCopies } from "./copy.ts";
import { offerTries } from "./try.ts";

/** The page says everything without this script; with it, its examples run. */
offerCopies();
offerTries();
