/** A module two of whose libraries share the state of a third. */
import * as arrivals from "./arrivals";
import * as counter from "./counter";
import * as departures from "./departures";

arrivals.note();
arrivals.note();
departures.note();
if (counter.value() === 1 && counter.most() === 2) {
  module.log("info", "sample works: state");
}
