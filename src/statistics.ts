/** Counts the answers by outcome. */

/**
 * The outcomes of a probe, batch, query or page, and of a typed presence that was taken for a join. `change`:
 * followers were told.
 */
const OUTCOMES = [
  "present",
  "unavailable",
  "unknown",
  "silent",
  "online",
  "not-acceptable",
  "throttled",
  "bad-batch",
  "large-batch",
  "bad-query",
  "large-query",
  "counted",
  "no-list",
  "bad-join",
  "change",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** The answers since the module was loaded. */
const totals = {} as Record<Outcome, number>;

const LABELS = ["outcome"];

/** Counts answers in Prosody's statistics. */
const report = {} as Record<Outcome, (this: void, answers: number) => void>;

/**
 * Registers with Prosody's statistics. Since 0.12 this is one counter with a label. Before, it is a counter
 * for each outcome.
 */
function register(): void {
  if (module.metric === undefined) {
    for (const outcome of OUTCOMES) {
      report[outcome] = module.measure(`answers_${outcome}`, "counter");
    }
    return;
  }
  const family = module.metric("counter", "answers", "", "Answers to presence probes, by outcome", LABELS);
  for (const outcome of OUTCOMES) {
    const metric = family.with_labels(outcome);
    report[outcome] = (answers) => {
      metric.add(answers);
    };
  }
}

/** Starts counting, from zero. */
export function start(): void {
  for (const outcome of OUTCOMES) {
    totals[outcome] = 0;
  }
  register();
}

/** Counts an answer, and logs who was told what about whom. */
export function record(prober: string | undefined, target: string | undefined, outcome: Outcome): void {
  module.log("debug", "Probe of %s by %s: %s", target, prober, outcome);
  totals[outcome] += 1;
  report[outcome](1);
}

/** Counts the sessions that were told of a change of an occupant whom they follow. */
export function record_change(target: string, sessions: number): void {
  module.log("debug", "Change of %s: told to %d who follow", target, sessions);
  totals.change += sessions;
  report.change(sessions);
}

/** Writes the totals, one line for each outcome. */
export function describe(): string {
  const lines = ["Answers to presence probes since the module was loaded:"];
  for (const outcome of OUTCOMES) {
    table.insert(lines, string.format("%-14s %d", outcome, totals[outcome]));
  }
  return table.concat(lines, "\n");
}
