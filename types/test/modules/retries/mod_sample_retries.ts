/** Asks another server, and asks again, later each time, where it fails. */
import * as http from "net.http";

const MOST_ATTEMPTS = 3;
const FIRST_PAUSE = 0.01;

/** Calls back with the body; without one, where each attempt failed. */
function fetch(url: string, done: (body: string | undefined) => void, attempt = 1): void {
  http.request(url, { headers: { Accept: "application/json" } }, (body, code) => {
    if (code >= 200 && code < 300) {
      done(body);
      return;
    }
    if (attempt >= MOST_ATTEMPTS || (code >= 400 && code < 500)) {
      done(undefined);
      return;
    }
    const pause = FIRST_PAUSE * 2 ** (attempt - 1);
    module.log("debug", "%s: %d, attempt %d, again in %.2f s", url, code, attempt, pause);
    module.add_timer(pause, () => {
      fetch(url, done, attempt + 1);
    });
  });
}

fetch("http://127.0.0.1:1/nothing", (body) => {
  if (body === undefined) module.log("info", "sample works: retries");
});
