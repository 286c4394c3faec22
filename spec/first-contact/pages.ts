/** Commands that pages tell people to type, read out of the pages themselves. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { marked, type Token, type Tokens } from "marked";
import { ROOT } from "../../tools/kit/project.ts";

/** A block of code on a page. */
export interface Block {
  /** The heading that it is under. */
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

function walkPage(path: string, walk: (token: Token) => void): void {
  void marked.walkTokens(marked.lexer(readFileSync(join(ROOT, path), "utf8")), walk);
}

/** The blocks of code on a page, in its order. */
export function blocksOf(path: string): Block[] {
  const blocks: Block[] = [];
  let heading = "";
  walkPage(path, (token) => {
    if (token.type === "heading") heading = (token as Tokens.Heading).text;
    if (token.type === "code") {
      const { lang = "", text } = token as Tokens.Code;
      blocks.push({ heading, language: lang, text });
    }
  });
  return blocks;
}

/** The words of code within sentences and tables of a page. */
export function spansOf(path: string): string[] {
  const spans: string[] = [];
  walkPage(path, (token) => {
    if (token.type === "codespan") spans.push((token as Tokens.Codespan).text);
  });
  return spans;
}

/** The lines to type in a block, without comments. */
export function linesOf({ text }: Block): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");
}
