// The documents: what they say about versions, files, options, log lines and XEPs is so.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, test } from "node:test";
import { readManifest } from "../../tools/release/module.ts";
import { NEWEST_STABLE, RELEASES, STABLE_RELEASES } from "prosody-launcher";
import { type Element, parseStanza } from "scansion-runner";
import { ROOT } from "../../tools/kit/project.ts";

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** Every page, by its path. */
const PAGES = new Map(
  [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    ...readdirSync(join(ROOT, "docs")).map((name) => join("docs", name)),
  ].map((path) => [path, read(path)]),
);
const EVERY_PAGE = [...PAGES.values()].join("\n");
const MODULE_PAGE_FILE = "tools/release/module-readme.md";
const MODULE_PAGE = read(MODULE_PAGE_FILE);
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

/** The names that GitHub gives the headings of a page. */
function anchorsOf(page: string): string[] {
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Names the fault of a link: there is no such file, or no such heading in it. */
function isBroken(from: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? from : join(dirname(from), path);
  if (!existsSync(join(ROOT, target))) return true;
  return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
}

/** Pages of packages, and of what was done by hand. */
const OTHER_PAGES = [
  "types/README.md",
  ...readdirSync(join(ROOT, "packages"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join("packages", name, "README.md")),
  ...readdirSync(join(ROOT, "spec/by-hand"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("spec/by-hand", name)),
];

/** The lines about what a test missed: all at once, and without the pages. */
const missed: string[] = [];

function explains(path: string, what: string, pattern: RegExp): void {
  if (!pattern.test(read(path)))
    missed.push(`${path} does not explain ${what}: nothing in it matches ${pattern.source}`);
}

describe("The documents", () => {
  afterEach(() => {
    assert.equal(missed.splice(0).join("\n"), "");
  });

  test("link to files and headings that are there", () => {
    for (const path of [...PAGES.keys(), ...OTHER_PAGES]) {
      const links = [...read(path).matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => link);
      const broken = links.filter((link) => !/^https?:/.test(link) && isBroken(path, link));
      assert.deepEqual(broken, [], path);
    }
  });

  test("name each release of the table of releases, where somebody looks for theirs", () => {
    const launcher = "packages/prosody-launcher/README.md";
    for (const { suite } of RELEASES) explains(launcher, suite, new RegExp(`\`${suite}\``));
    for (const { series } of STABLE_RELEASES) {
      explains(MODULE_PAGE_FILE, series, new RegExp(`^\\| ${series} +\\| Works +\\|$`, "m"));
      explains(launcher, series, new RegExp(`\`${series}\``));
      if (series !== RELEASES[0]?.series)
        explains(
          "packages/create-prosody-module/template/sections/COMPATIBILITY.md",
          series,
          new RegExp(`\\b${series}\\b`),
        );
      explains("types/package.json", series, new RegExp(`"\\./${series}": `));
      explains(".gitignore", series, new RegExp(`^types/${series}/$`, "m"));
      for (const page of ["doap.xml", "types/README.md"])
        explains(page, series, new RegExp(`Prosody (?:[\\d.]+,?\\s(?:and\\s)?)*${series}\\b`));
    }
    const newest = NEWEST_STABLE.series;
    explains("README.md", newest, new RegExp(`${RELEASES[0]?.series ?? ""} to ${newest}`));
  });

  test("have the project's addresses as package.json has them, in doap.xml and on the module's page", () => {
    const { homepage, repository, bugs } = readManifest();
    for (const address of [homepage, repository, bugs])
      assert.ok(read("doap.xml").includes(`rdf:resource="${address}"`), address);
    for (const address of [repository, bugs])
      assert.ok(read("tools/release/module-readme.md").includes(`<${address}>`), address);
  });

  test("name targets of make that are there", () => {
    const targets = [...EVERY_PAGE.matchAll(/`make ([a-z0-9-]+)/g)].map(([, target = ""]) => target);
    const makefile = read("Makefile");
    for (const target of unique(targets)) assert.match(makefile, new RegExp(`^${target}:`, "m"));
  });

  test("explain every option, every log line, every command of the shell and every file of the plugin", () => {
    const options = unique(sourceCode.match(/(?<=configuration\.\w+\(")muc_probe_[a-z_]+(?=")/g) ?? []);
    const onModulePage = unique(MODULE_PAGE.match(/\bmuc_probe_\w+/g) ?? []);
    assert.deepEqual(
      onModulePage.filter((name) => !options.includes(name)),
      [],
      MODULE_PAGE_FILE,
    );
    for (const option of options) {
      explains("docs/administrators.md", option, new RegExp(`^\\*\\*\`${option}\`\\*\\*`, "m"));
      for (const page of ["docs/contract.md", MODULE_PAGE_FILE])
        explains(page, option, new RegExp(`^\\| \`${option}\` +\\|`, "m"));
      explains("CHANGELOG.md", option, new RegExp(`\`${option}\``));
    }
    assert.ok(logLines().length >= 6);
    for (const line of logLines()) explains("docs/administrators.md", "a line of the log", line);
    const commands = [...read("src/shell.ts").matchAll(/\badd\(\s*"([a-z_]+)"/g)].map(
      ([, name = ""]) => name,
    );
    assert.ok(commands.length >= 6);
    for (const command of commands) {
      explains(
        "docs/administrators.md",
        command,
        new RegExp(`muc_probe:?${command}\\b|muc_probe ${command}\\b`),
      );
      explains("CHANGELOG.md", command, new RegExp(`\`(?:muc_probe )?${command}\``));
      explains(MODULE_PAGE_FILE, command, new RegExp(`muc_probe ${command} `));
    }
    for (const file of SOURCES)
      explains("docs/design.md", file, new RegExp(`\\| \`${file.replaceAll(".", "\\.")}\` +\\|`));
  });

  test("explain every outcome of a probe", () => {
    const list = /OUTCOMES = \[(.*?)\]/s.exec(read("src/statistics.ts"))?.[1] ?? "";
    const outcomes = list.match(/(?<=")[a-z-]+(?=")/g) ?? [];
    assert.ok(outcomes.length >= 10);
    for (const outcome of outcomes)
      explains("docs/administrators.md", outcome, new RegExp(`^\\| \`${outcome}\` +\\|`, "m"));
  });

  test("have only well-formed stanzas", () => {
    const examples = [...EVERY_PAGE.matchAll(/```xml\n(.*?)```/gs)].map(([, xml = ""]) => xml);
    assert.ok(examples.length >= 10);
    for (const example of examples) assert.doesNotThrow(() => parseStanza(example), example);
  });
});

/** Specifications that the pages explain something by, and that are none of the module's business. */
const NAMED_FOR_READERS = ["xep-0313", "xep-0318", "xep-0352"];

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

  test("names every XEP and RFC that the pages name", () => {
    const named = unique(EVERY_PAGE.match(/\b(?:XEP-\d{4}|RFC \d{4})\b/g) ?? []).map((name) =>
      name.toLowerCase().replace(" ", ""),
    );
    const urls = [...implemented().map(specification), ...NAMED_FOR_READERS];
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

test("No page has npx fetch a program, which may be anybody's", () => {
  const packages = ["types", "packages/scansion-runner", "packages/prosody-launcher"].map((folder) =>
    join(folder, "README.md"),
  );
  for (const page of [...PAGES.keys(), ...packages])
    assert.doesNotMatch(read(page), /\bnpx (?!--no-install )/, page);
});

describe("The changelog", () => {
  test("begins with the version of package.json", () => {
    assert.equal(/^## (\d+\.\d+\.\d+)/m.exec(read("CHANGELOG.md"))?.[1], readManifest().version);
  });
});
