// What the page on other people's set-ups says to write, with Debian 13's Prosody configured as these images configure theirs.
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pickReleases, whyNoReleases } from "prosody-launcher";
import { MODULE_FOLDER } from "../../tools/release/module.ts";
import { BareDebian, CONFIGURATION } from "./bare-debian.ts";
import { blocksOf } from "./pages.ts";

/** Where both images look for modules. */
const MODULES = "/etc/prosody/modules";

interface Image {
  /** The heading on the page. */
  readonly heading: string;
  /** What its configuration has of its own. */
  readonly own: string;
  /** Where what the page says is written to. */
  readonly file: string;
  readonly service: string;
  /** Modules of the list that must still be there. */
  readonly kept: readonly string[];
}

const IMAGES: readonly Image[] = [
  {
    heading: "Docker, with Prosody's own image",
    own: "",
    file: "/etc/prosody/conf.d/conference.cfg.lua",
    service: "conference.example",
    kept: ["muc_mam"],
  },
  {
    heading: "Snikket",
    own: `Component "groups.chat.example" "muc"
	modules_enabled = { "muc_mam", "muc_local_only", "vcard_muc", "muc_defaults" }
Include "/snikket/prosody/*.cfg.lua"`,
    file: "/snikket/prosody/probes.cfg.lua",
    service: "groups.chat.example",
    // The other three are Snikket's own, which Debian has not.
    kept: ["muc_mam"],
  },
];

describe("Other people's set-ups", { skip: whyNoReleases() ?? false }, () => {
  const [trixie] = pickReleases(["trixie"]);
  assert.ok(trixie);

  for (const { heading, own, file, service, kept } of IMAGES) {
    test(heading, async () => {
      const debian = await BareDebian.make(trixie);
      try {
        const [lua] = blocksOf("docs/other-setups.md").filter(
          (block) => block.heading === heading && block.language === "lua",
        );
        assert.ok(lua);
        debian.bring(MODULE_FOLDER, join(MODULES, "mod_muc_probe"));
        debian.write(
          CONFIGURATION,
          debian.read(CONFIGURATION).replace(/^plugin_paths = .*$/m, `plugin_paths = { "${MODULES}" }`),
        );
        debian.append(CONFIGURATION, `\n${own}\n`);
        debian.write(file, `${lua.text}\n`);
        await debian.type("systemctl restart prosody");
        const { output } = await debian.type(`prosodyctl shell module list ${service}`);
        for (const name of ["muc_probe", ...kept]) assert.match(output, new RegExp(`^ {4}${name}$`, "m"));
      } finally {
        debian.remove();
      }
    });
  }
});
