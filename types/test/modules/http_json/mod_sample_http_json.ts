/** An HTTP endpoint that takes and gives JSON. */
import * as json from "util.json";

module.depends("http");

interface Counted {
  readonly path: string;
  readonly length: number;
}

function answer(event: ProsodyHttpEvent): ProsodyHttpAnswer {
  event.response.headers["content_type"] = "application/json";
  const counted: Counted = { path: event.request.path, length: event.request.body.length };
  return json.encode(counted);
}

function check(event: ProsodyHttpEvent): ProsodyHttpAnswer {
  const [data, err] = json.decode(event.request.body);
  if (data === undefined) {
    event.response.status_code = 400;
    return err;
  }
  return { status_code: 202, headers: { content_type: "text/plain" }, body: type(data) };
}

module.provides("http", {
  name: "sample",
  default_path: "/sample",
  route: {
    GET: answer,
    "POST /check": check,
    "GET /files/*": (_event, path) => `file ${path}`,
  },
});

module.log("info", "sample works: http_json");
