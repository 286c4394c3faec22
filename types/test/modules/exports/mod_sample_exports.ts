/** What other modules use of this one, and an event of its own that they may handle. */
export function add(a: number, b: number): number {
  return a + b;
}

declare global {
  interface ProsodyModules {
    readonly sample_exports?: { readonly add: typeof add };
  }
}

module.hook("sample-asked", (event: { readonly question: string }) => {
  module.log("debug", "%s", event.question);
  return "answer";
});
module.add_item("sample-thing", { size: 1 });

if (module.fire_event("sample-asked", { question: "Why?" }) === "answer" && add(1, 2) === 3) {
  module.log("info", "sample works: exports");
}
