// The plugin as a script for a page that has Converse.js as a script: before or after it.
import type { Converse } from "./converse.ts";
import addMucPeople from "./index.ts";

const page = window as Window & { converse?: Converse };

if (page.converse?.plugins) addMucPeople(page.converse);
else {
  const added = (event: Event): void => {
    addMucPeople((event as CustomEvent<{ converse: Converse }>).detail.converse);
  };
  addEventListener("converse-loaded", added, { once: true });
}
