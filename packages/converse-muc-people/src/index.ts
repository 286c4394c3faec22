import type { Converse } from "./converse.ts";
import { MucPeople } from "./muc-people.ts";
import type { Api } from "./converse.ts";

export type { Converse } from "./converse.ts";

/** The name to put on the `whitelisted_plugins` of Converse.js. */
export const PLUGIN = "muc-people";

/** Adds the plugin to Converse.js. Call it before `converse.initialize`. */
export default function addMucPeople(converse: Converse): void {
  converse.plugins.add(PLUGIN, {
    dependencies: ["converse-muc", "converse-disco"],
    initialize(this: { readonly _converse: { readonly api: Api } }) {
      new MucPeople(this._converse.api).listen();
    },
  });
}
