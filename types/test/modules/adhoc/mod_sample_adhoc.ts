/** An ad-hoc command with a form. */
import * as adhoc_forms from "util.adhoc";
import * as dataforms from "util.dataforms";

const adhoc = module.require("adhoc");

const layout: dataforms.Layout & dataforms.Field[] = [
  { name: "FORM_TYPE", type: "hidden", value: "urn:example:greet" },
  { name: "name", type: "text-single", label: "Name", required: true },
];
layout.title = "Greet";
const form = dataforms.new(layout);

const handler = adhoc_forms.new_simple_form(form, (fields, errors, data) => {
  if (errors !== undefined) {
    return { status: "completed", error: { message: "That is no name" } };
  }
  module.log("debug", "%s greets", data.from);
  return { status: "completed", info: string.format("Hello, %s", fields["name"]) };
});

module.provides("adhoc", adhoc.new("Greet", "urn:example:greet", handler, "any"));
module.log("info", "sample works: adhoc");
