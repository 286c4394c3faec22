// The README as a browser shows it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";
import { marked } from "marked";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "../../tools/kit/project.ts";
import { takePicture } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";

const SCREEN = { width: 1280, height: 800 };
/** As wide as GitHub shows a README on such a screen, beside what it says of the project. */
const COLUMN = 900;
const MARGIN = 32;
const STYLES = createRequire(import.meta.url).resolve("github-markdown-css/github-markdown-light.css");

/** A page of the project, as GitHub would show it. */
function render(path: string): string {
  return `<!doctype html>
<base href="${pathToFileURL(join(ROOT, path)).href}">
<style>${readFileSync(STYLES, "utf8")} body { margin: 0; width: ${COLUMN}px }</style>
<body class="markdown-body" style="padding: ${MARGIN}px; box-sizing: border-box">
${marked.parse(readFileSync(join(ROOT, path), "utf8"), { async: false })}`;
}

describe("The README", { skip: whyNoChromium() ?? false }, () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await startChromium();
    page = await browser.newPage({ viewport: SCREEN });
    // Pictures of the folder are shown only to a page that is in it.
    await page.goto(pathToFileURL(join(ROOT, "LICENSE")).href);
    await page.setContent(render("README.md"));
    await page.waitForFunction("[...document.images].every((image) => image.naturalWidth > 0)");
  });

  after(() => browser.close());

  test("has two screens", async () => {
    await takePicture(page, "readme");
    const height = await page.evaluate<number>("document.documentElement.scrollHeight");
    assert.ok(
      height <= 2 * SCREEN.height,
      `${height} pixels are ${(height / SCREEN.height).toFixed(2)} screens`,
    );
  });

  test("has the picture and for whom it is on the first screen, and how to install it above all else", async () => {
    const bottomOf = async (text: string): Promise<number> => {
      const box = await page.getByText(text).first().boundingBox();
      assert.ok(box, text);
      return box.y + box.height;
    };
    assert.ok((await bottomOf("You need it if")) <= SCREEN.height);
    assert.ok((await bottomOf("Install")) < (await bottomOf("Try it")));
    const picture = await page.locator("img").first().boundingBox();
    assert.ok(picture && picture.y + picture.height < (await bottomOf("You need it if")));
  });
});
