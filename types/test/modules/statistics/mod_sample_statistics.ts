/** Figures: in the way of all releases, and metrics from 0.12 on. */
const report = module.measure("messages", "rate");
const sizes = module.measure("size", "sizes");

module.hook("pre-message/bare", (event) => {
  report();
  sizes(tostring(event.stanza).length);
});

if (module.metric !== undefined) {
  const family = module.metric("counter", "greetings", "", "Greetings", ["kind"]);
  family.with_labels("hello").add(1);
  const gauge = module.metric("gauge", "mood", "", "Mood", []);
  gauge.with_labels().set(5);
  module.log("info", "sample works: statistics");
}

module.hook_global("stats-update", () => {
  module.log("debug", "Figures are collected");
});
