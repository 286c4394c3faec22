// The documents: what they say about versions, files, options, log lines and XEPs is so.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { readManifest } from "../../tools/release/module.ts";
import { type Element, parseStanza } from "../../tools/scansion/src/index.ts";
import { ROOT } from "../../tools/test/command.ts";

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

const README = read("README.md");
const SOURCES = readdirSync(join(ROOT, "src"));
const sourceCode = SOURCES.map((name) => read(join("src", name))).join("\n");

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}

/** The texts that the module logs, as patterns. */
function logLines(): RegExp[] {
  const calls = sourceCode.matchAll(/module\.log\(\s*"\w+",\s*(["'])(.+?)\1/g);
  return [...calls].map(([, , text = ""]) => {
    const parts = text.split(/%[sd]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`\`${parts.join("[\\w ]+")}\``);
  });
}

describe("The README", () => {
  test("links to files that are there", () => {
    const targets = [...README.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = ""]) => path);
    assert.ok(targets.length > 0);
    assert.deepEqual(
      targets.filter((path) => !existsSync(join(ROOT, path))),
      [],
    );
  });

  test("names targets of make that are there", () => {
    const targets = [...README.matchAll(/`make ([a-z0-9-]+)/g)].map(([, target = ""]) => target);
    const makefile = read("Makefile");
    for (const target of unique(targets)) assert.match(makefile, new RegExp(`^${target}:`, "m"));
  });

  test("explains every option, every log line and every file of the plugin", () => {
    const options = sourceCode.match(/(?<=")muc_probe_[a-z_]+(?=",)/g) ?? [];
    for (const option of unique(options)) assert.match(README, new RegExp(`^\\*\\*\`${option}\`\\*\\*`, "m"));
    assert.ok(logLines().length >= 6);
    for (const line of logLines()) assert.match(README, line);
    for (const file of SOURCES)
      assert.match(README, new RegExp(`\\| \`${file.replaceAll(".", "\\.")}\` +\\|`));
  });

  test("explains every outcome of a probe", () => {
    const list = /OUTCOMES = \[(.*?)\]/s.exec(read("src/statistics.ts"))?.[1] ?? "";
    const outcomes = list.match(/(?<=")[a-z-]+(?=")/g) ?? [];
    assert.ok(outcomes.length >= 10);
    for (const outcome of outcomes) assert.match(README, new RegExp(`^\\| \`${outcome}\` +\\|`, "m"));
  });

  test("has only well-formed stanzas", () => {
    const examples = [...README.matchAll(/```xml\n(.*?)```/gs)].map(([, xml = ""]) => xml);
    assert.ok(examples.length >= 10);
    for (const example of examples) assert.doesNotThrow(() => parseStanza(example), example);
  });
});

describe("doap.xml", () => {
  const document = read("doap.xml").replace(/^<\?xml.*?\?>\s*/, "");

  function implemented(): Element[] {
    const project = parseStanza(document).getChild("Project");
    assert.ok(project);
    return project.getChildren("implements");
  }

  function specification(element: Element): string {
    const xep = element.getChild("SupportedXep")?.getChild("xep");
    return String((xep ?? element).attrs["rdf:resource"]);
  }

  test("is well-formed, and names the module", () => {
    assert.equal(parseStanza(document).getChild("Project")?.getChildText("name"), "mod_muc_probe");
  });

  test("names every XEP and RFC that the README names", () => {
    const named = unique(README.match(/\b(?:XEP-\d{4}|RFC \d{4})\b/g) ?? []).map((name) =>
      name.toLowerCase().replace(" ", ""),
    );
    const urls = implemented().map(specification);
    assert.ok(named.includes("xep-0045") && named.includes("rfc6121"));
    for (const name of named)
      assert.ok(
        urls.some((url) => url.includes(name)),
        `${name} is missing`,
      );
  });

  test("says how far each XEP is implemented", () => {
    const xeps = implemented().flatMap((element) => element.getChild("SupportedXep") ?? []);
    assert.ok(xeps.length > 0);
    for (const xep of xeps) assert.match(xep.getChildText("status") ?? "", /^(complete|partial)$/);
  });
});

describe("The changelog", () => {
  test("begins with the version of package.json", () => {
    assert.equal(/^## (\d+\.\d+\.\d+)/m.exec(read("CHANGELOG.md"))?.[1], readManifest().version);
  });
});
