/** A module with a library in a subfolder. */
import * as greetings from "./lib/greetings";

if (greetings.greet("Romeo") === "Hello, Romeo") {
  module.log("info", "sample works: library");
}
