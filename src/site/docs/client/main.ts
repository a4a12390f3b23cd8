import { offerCopies } from "./copy.ts";
import { offerTries } from "./try.ts";

/** The page is complete without this script; with it, its examples can be run. */
offerCopies();
offerTries();
