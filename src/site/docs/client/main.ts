import { offerCopies } from "./copy.ts";
import { offerSearch } from "./search.ts";
import { offerTries } from "./try.ts";

/** The page is complete without this script; with it, its examples can be run and its contents searched. */
offerCopies();
offerSearch();
offerTries();
