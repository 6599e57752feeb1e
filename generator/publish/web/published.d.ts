/** What stands beside these scripts where they are published; see ../front.py. */

/** The words of one language; keys as in `SAID`. */
type Said = Record<string, string> & { name: string; dir: "ltr" | "rtl" };

/** By language, the school's own first. */
declare const WORDS: Record<string, Said>;

/** Where the published scripts lie, with a slash at both ends. Only workers know it. */
declare const HOME: string;
