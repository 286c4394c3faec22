// What the pages say to type and to write, done as it stands on a bare Debian, and what is printed.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type Release, STABLE_RELEASES, whyNoReleases } from "prosody-launcher";
import { ROOT } from "../../tools/kit/project.ts";
import { buildArchive } from "../../tools/release/archive.ts";
import { writeChecksums } from "../../tools/release/checksums.ts";
import { MODULE_FOLDER } from "../../tools/release/module.ts";
import { buildRocksServer } from "../../tools/release/rocks-server.ts";
import { BareDebian, CONFIGURATION } from "./bare-debian.ts";
import { blocksOf, linesOf, spansOf, type Block } from "./pages.ts";

const README = "README.md";
const ADMINISTRATORS = "docs/administrators.md";
const MODULE_PAGE = "tools/release/module-readme.md";
const OTHER_SETUPS = "docs/other-setups.md";

/** The kinds of modules that `npm create prosody-module` makes, each with a page. */
const TEMPLATE = "packages/create-prosody-module/template";
const KINDS = readdirSync(join(ROOT, TEMPLATE)).filter((name) => !["common", "sections"].includes(name));
/** Prosody finds a provider by its kind in front of its name. */
const moduleOf = (kind: string): string =>
  ["auth", "storage"].includes(kind) ? `${kind}_my_${kind}` : `my_${kind}`;
/** The part that the pages of all kinds of modules have in common. */
const INSTALLATION = join(TEMPLATE, "sections/INSTALLATION.md");
const templatePage = (kind: string): string => join(TEMPLATE, kind, "README.md");

const MODULES = "/usr/local/lib/prosody/modules";
/** The folder for administrators' own configuration in Debian's. */
const COMPONENT = "/etc/prosody/conf.d/conference.cfg.lua";
/** The folder in which the commands are typed. */
const HOME = "/root";
const NOTHING = /^$/;

/** The output of commands, by their beginnings: the first that fits. */
const PRINTED: readonly (readonly [command: string, output: RegExp])[] = [
  ["mkdir -p ", NOTHING],
  ["tar xzf ", NOTHING],
  ["cp -r ", NOTHING],
  ["rm -r ", NOTHING],
  ["make install", /^install -d .*\ninstall -m 644 /],
  ["sha256sum ", /^mod_muc_probe-[\d.]+\.tar\.gz: OK\n$/],
  ["apt install ", /^luarocks is already the newest version/m],
  ["systemctl restart ", NOTHING],
  ["prosodyctl about", /^Plugin directories:\n/m],
  ["prosodyctl check config", /\nAll checks passed, congratulations!\n$/],
  ["prosodyctl install ", /\nmod_muc_probe \S+ is now installed in .*custom_plugins/],
  ["prosodyctl remove ", /\bRemoval successful\.\n/],
  ["prosodyctl shell config reload", /^OK: Config reloaded/],
  ["prosodyctl shell module load ", /\nOK: Module loaded onto 1 host\n$/],
  ["prosodyctl shell module reload ", /\nOK: Module reloaded on 1 host\n$/],
  ["prosodyctl shell module unload ", /\nOK: Module unloaded from 1 host\n$/],
  ["prosodyctl shell module info ", /\nResult: true\n$/],
  ["prosodyctl shell module list ", /^conference\.example:\n(?: {4}\w+\n)* {4}muc_mam\n {4}muc_probe\n/],
  ["prosodyctl shell muc create ", /^Result: MUC room \(room@conference\.example\)\n$/],
  ["prosodyctl shell muc_probe answers ", /^OK: Answers .*:\npresent +0\n/],
  ["prosodyctl shell muc_probe ask ", /^OK: not-acceptable: the user is not in the room\n$/],
  ["prosodyctl shell muc_probe followers ", /^OK: 0 sessions follow 0 people/],
  ["prosodyctl shell muc_probe policies ", /^OK: conference\.example: anyone\n$/],
  [
    "prosodyctl shell muc_probe set_policy ",
    /^OK: room@conference\.example: nobody\nconference\.example: anyone\n$/,
  ],
  ["prosodyctl shell muc_probe set_policies ", /^OK: Rooms set to default: 1\n$/],
];

const WORKS = "How to see that it works";
const SHELL = "Statistics and the shell";
/** Commands of the shell that only Prosody 13.0 has. */
const SHELL_COMMAND = "prosodyctl shell muc_probe ";

/** Commands for a server as it was installed, after what a newcomer has got hold of was brought there. */
type Scene = (debian: BareDebian) => Promise<void>;

const SCENES: Readonly<Record<string, Scene>> = {
  "as the README says": async (debian) => {
    debian.bring(downloads, HOME);
    await follow(debian, README, "Install on Debian, as root");
    assertNoComplaint(debian);
  },
  "as the module's page says": async (debian) => {
    debian.bring(downloads, HOME);
    for (const heading of ["Installation", "Configuration", WORKS])
      await follow(debian, MODULE_PAGE, heading);
    assertNoComplaint(debian);
  },
  "from a release, with a restart, and all that comes afterwards": async (debian) => {
    debian.bring(downloads, HOME);
    await follow(debian, ADMINISTRATORS, "From a release");
    await enableAndRestart(debian);
    for (const heading of [WORKS, "Upgrade", "Remove"]) await follow(debian, ADMINISTRATORS, heading);
    assert.ok(!debian.has(join(MODULES, "mod_muc_probe")));
    assertNoComplaint(debian);
  },
  "from this repository, on a server that runs": async (debian) => {
    debian.write(COMPONENT, 'Component "conference.example" "muc"\n\tmodules_enabled = { "muc_mam" }\n');
    await type(debian, "systemctl restart prosody");
    await bringRepository(debian);
    const [configuration, , load] = under(ADMINISTRATORS, "Enable");
    await act(debian, [configuration, load]);
    await follow(debian, ADMINISTRATORS, WORKS);
    assertNoComplaint(debian);
  },
  "from a rock, which shadows the folder until it is removed": async (debian) => {
    debian.bring(rocks, join(HOME, "build/rocks"));
    await follow(debian, ADMINISTRATORS, "With Prosody's plugin installer");
    await bringRepository(debian);
    await enableAndRestart(debian);
    assert.match(await type(debian, "prosodyctl about"), /custom_plugins/);
    assert.match(await type(debian, MODULE_INFO), /path: \/var\/lib\/prosody\/custom_plugins\//);
    await type(debian, "prosodyctl remove mod_muc_probe");
    await type(debian, "prosodyctl shell module reload muc_probe conference.example");
    assert.match(await type(debian, MODULE_INFO), new RegExp(`path: ${MODULES}/`));
  },
  "statistics and the shell, where a release has its commands": async (debian) => {
    await bringRepository(debian);
    await enableAndRestart(debian);
    const lines = under(ADMINISTRATORS, SHELL).flatMap(linesOf);
    const { output } = await debian.type(lines[0] ?? "");
    if (output.includes("attempt to index a nil value")) return;
    // 13.0.1 wants what the page tells then.
    assert.match(output, /Command not found/);
    debian.write(COMPONENT, debian.read(COMPONENT).replace('"muc_probe"', '"muc_probe", "admin_shell"'));
    await type(debian, "systemctl restart prosody");
    await type(debian, "prosodyctl shell muc create room@conference.example");
    // Each page has a policy set, and taken away again.
    for (const line of [...lines, ...commandsInTable()]) await type(debian, line);
  },
  "two lists: what the page warns of is so": async (debian) => {
    await bringRepository(debian);
    const [enable] = under(ADMINISTRATORS, "Enable");
    assert.ok(enable);
    debian.write(COMPONENT, `${enable.text}\nmodules_enabled = { "muc_probe" }\n`);
    await type(debian, "prosodyctl check config");
    await type(debian, "systemctl restart prosody");
    const { output } = await debian.type(MODULE_LIST);
    assert.match(output, /^ {4}muc_probe$/m);
    assert.doesNotMatch(output, /muc_mam/);
    assert.match(debian.log(), /Duplicate option 'modules_enabled'/);
  },
  "a module of each kind, as its page says": async (debian) => {
    for (const kind of KINDS) {
      // All are on one server, so each has a host of its own.
      const named = (text: string): string =>
        text
          .replaceAll("NAME", moduleOf(kind))
          .replace("PROVIDER", `my_${kind}`)
          .replace('"example.com"', `"${kind}.example.com"`);
      debian.write(join(HOME, named("dist/mod_NAME/mod_NAME.lua")), "");
      const page = templatePage(kind);
      await act(debian, under(INSTALLATION, "Installation"), named);
      const [configuration] = under(page, "Configuration");
      debian.write(`/etc/prosody/conf.d/${kind}.cfg.lua`, `${named(configuration?.text ?? "")}\n`);
    }
    await type(debian, "systemctl restart prosody");
    const { output } = await debian.type("prosodyctl shell module list");
    for (const kind of KINDS) assert.match(output, new RegExp(`^ {4}${moduleOf(kind)}$`, "m"));
  },
};

/** An image of Prosody that others make. */
interface Image {
  /** The heading on the page. */
  readonly heading: string;
  /** The lines of its own in its configuration. */
  readonly own: string;
  /** The file for each configuration that the page shows. */
  readonly file: string;
  readonly service: string;
}

const IMAGES: readonly Image[] = [
  {
    heading: "Docker, with Prosody's own image",
    own: "",
    file: COMPONENT,
    service: "conference.example",
  },
  {
    heading: "Snikket",
    own: `Component "groups.chat.example" "muc"
	modules_enabled = { "muc_mam", "muc_defaults" }
Include "/snikket/prosody/*.cfg.lua"`,
    file: "/snikket/prosody/probes.cfg.lua",
    service: "groups.chat.example",
  },
];

/** The folder in which both images look for modules. */
const IMAGE_MODULES = "/etc/prosody/modules";

const MODULE_INFO = "prosodyctl shell module info muc_probe conference.example";
const MODULE_LIST = "prosodyctl shell module list conference.example";

/** The headings whose blocks were read. */
const read = new Set<string>();

/** The archive of a release with its checksums, and the rock. */
let downloads: string;
let rocks: string;

async function bringRepository(debian: BareDebian): Promise<void> {
  for (const part of ["dist", "Makefile"]) debian.bring(join(ROOT, part), join(HOME, part));
  debian.bring("/usr/bin/make", "/usr/bin/make");
  await follow(debian, ADMINISTRATORS, "From this repository");
}

/** Does what the page says under "Enable", with a restart. */
async function enableAndRestart(debian: BareDebian): Promise<void> {
  await act(debian, under(ADMINISTRATORS, "Enable").slice(0, 2));
}

function under(page: string, heading: string): Block[] {
  const blocks = blocksOf(page).filter((block) => block.heading === heading);
  assert.ok(blocks.length > 0, `${page} has no commands under "${heading}"`);
  read.add(`${page}: ${heading}`);
  return blocks;
}

/** The commands that the module's page has in a table, with the names that the administrators' page has in their place. */
function commandsInTable(): string[] {
  return spansOf(MODULE_PAGE)
    .filter((text) => text.startsWith(SHELL_COMMAND))
    .map((text) =>
      text.replace("room@service/nick user@host", "room@conference.example/Juliet romeo@example"),
    )
    .map((text) => text.replace(/\bservice\b/, "conference.example"));
}

/** Types a command, and asserts that it prints what such a command prints. */
async function type(debian: BareDebian, line: string): Promise<string> {
  const { code, output } = await debian.type(line, HOME);
  const [, expected] = PRINTED.find(([begin]) => line.startsWith(begin)) ?? [];
  assert.ok(expected, `What does this print? ${line}`);
  assert.equal(code, 0, `${line}\n${output}`);
  assert.match(output, expected, line);
  return output;
}

/** Asserts that each line which a page shows was printed, in this order. Dots stand for any number of lines. */
function assertShown({ text }: Block, printed: string): void {
  const pattern = text
    .split("\n")
    .map((line) => (line === "…" ? "(?:.*\\n)*?" : `${escape(line)}\\n`))
    .join("");
  assert.match(printed, new RegExp(`^${pattern}`));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Does what a page says under a heading. */
async function follow(debian: BareDebian, page: string, heading: string): Promise<void> {
  await act(debian, under(page, heading));
}

/** Does what blocks say: types commands, writes configuration, holds what is shown against what was printed. */
async function act(
  debian: BareDebian,
  blocks: readonly (Block | undefined)[],
  named = (text: string): string => text,
): Promise<void> {
  let printed = "";
  for (const block of blocks) {
    assert.ok(block, "a block is missing");
    if (block.language === "lua") debian.write(COMPONENT, `${named(block.text)}\n`);
    else if (block.language === "text") assertShown(block, printed);
    else {
      printed = "";
      for (const line of linesOf(block))
        if (!line.startsWith(SHELL_COMMAND)) printed += await type(debian, named(line));
    }
  }
}

function assertNoComplaint(debian: BareDebian): void {
  const complaints = debian.log().match(/^.*\t(?:warn|error)\t.*$/gm) ?? [];
  assert.deepEqual(
    complaints.filter((line) => !line.includes("Received SIGTERM")),
    [],
  );
}

/** Tests scenes on one Debian, each from the beginning. */
function testScenes(release: Release, scenes: Readonly<Record<string, Scene>>): void {
  describe(`On Debian's ${release.suite}`, { concurrency: 1 }, () => {
    let debian: BareDebian;

    before(async () => {
      debian = await BareDebian.make(release);
    });

    after(() => {
      debian.remove();
    });

    for (const [name, play] of Object.entries(scenes))
      test(name, async () => {
        await debian.beginAnew();
        await play(debian);
      });
  });
}

/** Debian's Prosody, configured as an image configures its own. */
function asImage({ heading, own, file, service }: Image): Scene {
  return async (debian) => {
    debian.bring(MODULE_FOLDER, join(IMAGE_MODULES, "mod_muc_probe"));
    const configuration = debian.read(CONFIGURATION);
    const paths = `plugin_paths = { "${IMAGE_MODULES}" }`;
    debian.write(CONFIGURATION, `${configuration.replace(/^plugin_paths = .*$/m, paths)}\n${own}\n`);
    for (const { text } of under(OTHER_SETUPS, heading).filter(({ language }) => language === "lua")) {
      debian.write(file, `${text}\n`);
      await type(debian, "systemctl restart prosody");
      const { output } = await debian.type(`prosodyctl shell module list ${service}`);
      assert.match(output, /^ {4}muc_mam\n(?: {4}\w+\n)*? {4}muc_probe$/m, text);
    }
  };
}

describe("Typed as the pages stand", { skip: whyNoReleases() ?? false, concurrency: 2 }, () => {
  before(() => {
    downloads = mkdtempSync(join(tmpdir(), "first-contact-"));
    buildArchive(downloads);
    writeChecksums(downloads);
    rocks = mkdtempSync(join(tmpdir(), "first-contact-"));
    buildRocksServer(rocks);
  });

  after(() => {
    for (const folder of [downloads, rocks]) rmSync(folder, { recursive: true });
  });

  const images = Object.fromEntries(IMAGES.map((image) => [image.heading, asImage(image)]));
  for (const release of STABLE_RELEASES.slice(-2))
    testScenes(release, release.suite === "trixie" ? { ...SCENES, ...images } : SCENES);
});

test("Every command of the pages was typed", { skip: whyNoReleases() ?? false }, () => {
  for (const page of [
    README,
    ADMINISTRATORS,
    MODULE_PAGE,
    OTHER_SETUPS,
    INSTALLATION,
    ...KINDS.map(templatePage),
  ])
    for (const { heading, language } of blocksOf(page))
      if (language === "sh") assert.ok(read.has(`${page}: ${heading}`), `${page}: nobody types "${heading}"`);
});
