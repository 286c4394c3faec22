// Every command of the README and of the administrators' page, typed as it stands on a bare Debian, and what it prints.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pickReleases, whyNoReleases } from "prosody-launcher";
import { ROOT } from "../../tools/kit/project.ts";
import { buildArchive } from "../../tools/release/archive.ts";
import { writeChecksums } from "../../tools/release/checksums.ts";
import { BareDebian } from "./bare-debian.ts";
import { blocksOf, linesOf, type Block } from "./pages.ts";

const ADMINISTRATORS = "docs/administrators.md";
const MODULES = "/usr/local/lib/prosody/modules";
/** Where Debian's configuration includes what administrators add. */
const COMPONENT = "/etc/prosody/conf.d/conference.cfg.lua";
/** Where the commands are typed. */
const HOME = "/root";
const NOTHING = /^$/;

/** What commands print, by how they begin: the first that fits. */
const PRINTED: readonly (readonly [command: string, output: RegExp])[] = [
  ["mkdir -p ", NOTHING],
  ["tar xzf ", NOTHING],
  ["cp -r ", NOTHING],
  ["rm -r ", NOTHING],
  ["make install", /^install -d .*\ninstall -m 644 /],
  ["sha256sum ", /^mod_muc_probe-[\d.]+\.tar\.gz: OK\n$/],
  ["systemctl restart ", NOTHING],
  ["prosodyctl check config", /\nAll checks passed, congratulations!\n$/],
  ["prosodyctl shell config reload", /^OK: Config reloaded/],
  ["prosodyctl shell module load ", /\nOK: Module loaded onto 1 host\n$/],
  ["prosodyctl shell module reload ", /\nOK: Module reloaded on 1 host\n$/],
  ["prosodyctl shell module unload ", /\nOK: Module unloaded from 1 host\n$/],
  ["prosodyctl shell module info ", /\nResult: true\n$/],
  ["prosodyctl shell module list ", /^conference\.example:\n(?: {4}\w+\n)* {4}muc_mam\n {4}muc_probe\n/],
];

/** How a newcomer comes to have the folder in its place: what is at hand, and what is read. */
interface Way {
  readonly page: string;
  readonly install: string;
  readonly bring: (debian: BareDebian) => void;
  /** What is done after the README's way, which ends there. */
  readonly goOn: (debian: BareDebian) => Promise<void>;
}

const WAYS: Readonly<Record<string, Way>> = {
  "as the README says": {
    page: "README.md",
    install: "Install on Debian, as root",
    bring: bringRelease,
    goOn: () => Promise.resolve(),
  },
  "from a release, with a restart, and all that comes afterwards": {
    page: ADMINISTRATORS,
    install: "From a release",
    bring: bringRelease,
    goOn: async (debian) => {
      const [configuration, restart] = under(ADMINISTRATORS, "Enable");
      await follow(debian, [configuration, restart]);
      for (const heading of AFTERWARDS) await follow(debian, under(ADMINISTRATORS, heading));
      assert.ok(!debian.has(join(MODULES, "mod_muc_probe")));
    },
  },
  "from this repository, on a server that runs": {
    page: ADMINISTRATORS,
    install: "From this repository",
    bring: bringRepository,
    goOn: async (debian) => {
      debian.write(COMPONENT, 'Component "conference.example" "muc"\n\tmodules_enabled = { "muc_mam" }\n');
      await type(debian, "systemctl restart prosody");
      const [configuration, , load] = under(ADMINISTRATORS, "Enable");
      await follow(debian, [configuration, load]);
      await follow(debian, under(ADMINISTRATORS, WORKS));
    },
  },
};

const WORKS = "How to see that it works";
/** Headings whose commands are typed once the module runs. */
const AFTERWARDS = [WORKS, "Upgrade", "Remove"];
/** Headings whose commands have a test of their own: in `spec/release/rock.test.ts`, in `spec/live/` and below. */
const ELSEWHERE = ["With Prosody's plugin installer", "Statistics and the shell"];
/** Commands of the shell that only Prosody 13.0 has. */
const SHELL = "prosodyctl shell muc_probe ";

let release: string;

function bringRelease(debian: BareDebian): void {
  debian.bring(release, HOME);
}

function bringRepository(debian: BareDebian): void {
  for (const part of ["dist", "Makefile"]) debian.bring(join(ROOT, part), join(HOME, part));
  debian.bring("/usr/bin/make", "/usr/bin/make");
}

function under(page: string, heading: string): Block[] {
  const blocks = blocksOf(page).filter((block) => block.heading === heading);
  assert.ok(blocks.length > 0, `${page} has no commands under "${heading}"`);
  return blocks;
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

/** Does what blocks of a page say: types commands, writes configuration, holds what is shown against what was printed. */
async function follow(debian: BareDebian, blocks: readonly (Block | undefined)[]): Promise<void> {
  let printed = "";
  for (const block of blocks) {
    assert.ok(block, "a block is missing");
    if (block.language === "lua") debian.write(COMPONENT, `${block.text}\n`);
    else if (block.language === "text") assertShown(block, printed);
    else {
      printed = "";
      for (const line of linesOf(block)) if (!line.startsWith(SHELL)) printed += await type(debian, line);
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

describe("Typed as the pages stand", { skip: whyNoReleases() ?? false }, () => {
  before(() => {
    release = mkdtempSync(join(tmpdir(), "first-contact-"));
    buildArchive(release);
    writeChecksums(release);
  });

  after(() => {
    rmSync(release, { recursive: true });
  });

  for (const debianRelease of pickReleases(["bookworm", "trixie"])) {
    for (const [name, { page, install, bring, goOn }] of Object.entries(WAYS)) {
      test(`on Debian's ${debianRelease.suite}, ${name}`, async () => {
        const debian = await BareDebian.make(debianRelease);
        try {
          bring(debian);
          await follow(debian, under(page, install));
          await goOn(debian);
          assertNoComplaint(debian);
        } finally {
          debian.remove();
        }
      });
    }

    test(`on Debian's ${debianRelease.suite}, what the server says of somebody, as the page tells it`, async () => {
      const debian = await BareDebian.make(debianRelease);
      try {
        bringRepository(debian);
        await follow(debian, under(ADMINISTRATORS, "From this repository"));
        await follow(debian, under(ADMINISTRATORS, "Enable").slice(0, 2));
        const ask = under(ADMINISTRATORS, WORKS)
          .flatMap(linesOf)
          .find((line) => line.startsWith(SHELL));
        assert.ok(ask);
        const is13 = debianRelease.series.startsWith("13");
        assert.match(
          (await debian.type(ask)).output,
          is13 ? /Command not found/ : /attempt to index a nil value/,
        );
        if (!is13) return;
        const configuration = debian.read(COMPONENT).replace('"muc_probe"', '"muc_probe", "admin_shell"');
        debian.write(COMPONENT, configuration);
        await type(debian, "systemctl restart prosody");
        assert.match((await debian.type(ask)).output, /Error: No such room/);
      } finally {
        debian.remove();
      }
    });

    test(`on Debian's ${debianRelease.suite}, two lists: what the page warns of is so`, async () => {
      const debian = await BareDebian.make(debianRelease);
      try {
        bringRepository(debian);
        await follow(debian, under(ADMINISTRATORS, "From this repository"));
        const [enable] = under(ADMINISTRATORS, "Enable");
        assert.ok(enable);
        const secondList = 'modules_enabled = { "muc_probe" }';
        debian.write(COMPONENT, `${enable.text}\n${secondList}\n`);
        await type(debian, "prosodyctl check config");
        await type(debian, "systemctl restart prosody");
        const { output } = await debian.type("prosodyctl shell module list conference.example");
        assert.match(output, /^ {4}muc_probe$/m);
        assert.doesNotMatch(output, /muc_mam/);
        assert.match(debian.log(), /Duplicate option 'modules_enabled'/);
      } finally {
        debian.remove();
      }
    });
  }
});

test("Every command of the pages is typed", () => {
  const ways = Object.values(WAYS).map(({ install }) => install);
  const followed = [...ways, "Enable", ...AFTERWARDS, ...ELSEWHERE];
  for (const page of ["README.md", ADMINISTRATORS]) {
    for (const { heading, language } of blocksOf(page)) {
      if (language === "sh")
        assert.ok(followed.includes(heading), `${page}: nobody types what is under "${heading}"`);
    }
  }
});
