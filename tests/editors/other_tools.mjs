// What tools of the JavaScript world make of a file: reads {"tool", "text", "field", "value"} lines, writes the text of each.
import process from "node:process"
import { createInterface } from "node:readline"
import jsYaml from "js-yaml"
import prettier from "prettier"
import yaml from "yaml"

const changed = (data, { field, value }) => ({ ...data, [field]: value })

// As the CMS of Decap and Sveltia save an entry: every optional field of the form is there, whether filled in or not.
const filledIn = (data) => ({ outcome: "", review_on: null, i_can: "", help_at_home: "", ...data })

const TOOLS = {
    "js-yaml": (asked) => jsYaml.dump(changed(jsYaml.load(asked.text), asked)),
    yaml: (asked) => yaml.stringify(changed(yaml.parse(asked.text), asked)),
    cms: (asked) => yaml.stringify(filledIn(changed(yaml.parse(asked.text), asked)), { lineWidth: 0 }),
    prettier: (asked) => prettier.format(asked.edited, { parser: "yaml" }),
}

for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line)
    console.log(JSON.stringify(await TOOLS[asked.tool](asked)))
}
