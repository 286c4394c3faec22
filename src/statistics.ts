/** How many answers there were, by outcome. */

/** What can come of a probe, of a batch as a whole, or of a typed presence that asks to join. */
export type Outcome =
  | "present"
  | "unavailable"
  | "unknown"
  | "silent"
  | "online"
  | "not-acceptable"
  | "throttled"
  | "bad-batch"
  | "large-batch"
  | "bad-join";

const OUTCOMES: readonly Outcome[] = [
  "present",
  "unavailable",
  "unknown",
  "silent",
  "online",
  "not-acceptable",
  "throttled",
  "bad-batch",
  "large-batch",
  "bad-join",
];

const totals = {} as Record<Outcome, number>;
const reports = {} as Record<Outcome, (this: void, answers: number) => void>;

/** Prosody's own statistics: one counter with a label from 0.12 on, before that a counter for each outcome. */
function report_to_prosody(): void {
  if (module.metric === undefined) {
    for (const outcome of OUTCOMES) {
      reports[outcome] = module.measure(`answers_${outcome}`, "counter");
    }
    return;
  }
  const family = module.metric("counter", "answers", "", "Answers to presence probes, by outcome", [
    "outcome",
  ]);
  for (const outcome of OUTCOMES) {
    const metric = family.with_labels(outcome);
    reports[outcome] = (answers) => {
      metric.add(answers);
    };
  }
}

for (const outcome of OUTCOMES) {
  totals[outcome] = 0;
}
report_to_prosody();

/** Counts an answer. */
export function count(outcome: Outcome): void {
  totals[outcome] += 1;
  reports[outcome](1);
}

/** The totals, one line for each outcome. */
export function describe(): string {
  const lines = ["Answers to presence probes since the module was loaded:"];
  for (const outcome of OUTCOMES) {
    table.insert(lines, string.format("%-14s %d", outcome, totals[outcome]));
  }
  return table.concat(lines, "\n");
}
