// Reads a JSON object of texts by name from standard input, and prints the name of each that is no JavaScript module.
// node --experimental-vm-modules parse.mjs

import { SourceTextModule } from "node:vm";

let input = "";
for await (const part of process.stdin) input += part;
for (const [name, text] of Object.entries(JSON.parse(input))) {
  try {
    new SourceTextModule(text, { identifier: name });
  } catch (error) {
    process.stdout.write(`${name}: ${error.message}\n`);
  }
}
