/** What other scripts of the form say aloud: the same words and line as the form. */
export { made, told, word } from "./words.js";
