/** A request to another server, with a function and with a promise. */
import * as http from "net.http";
import * as url from "util.http";

const target = module.get_option_string("sample_target", "http://127.0.0.1:1/nothing");

http.request(target, { method: "POST", body: url.formencode({ word: "a b" }) }, (body, code) => {
  module.log("debug", "%d: %s", code, body);
  module.log("info", "sample works: outgoing");
});

export function fetch(address: string): void {
  http
    .request(address)
    .next((response) => {
      module.log("info", "%d %s", response.code, response.headers["content-type"]);
      return response.body;
    })
    .catch((reason) => {
      module.log("warn", "No answer: %s", reason);
    });
}
