// What two checkers of front matter say of some notes: VS Code's YAML language server, and remark-lint.
// Reads {schemas: {kind: schema}, notes: [{kind, text, yaml}]} and writes, note by note, what each says.

import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

import { remark } from "remark";
import remarkFrontmatter from "remark-frontmatter";
import remarkLintFrontmatterSchema from "remark-lint-frontmatter-schema";

const require = createRequire(import.meta.url);
const { getLanguageService } = require("yaml-language-server");
const { TextDocument } = require("vscode-languageserver-textdocument");

const { schemas, notes } = JSON.parse(await text(process.stdin));

const service = getLanguageService({
  schemaRequestService: async (uri) => JSON.stringify(schemas[uri.split("/").at(-1)]),
  workspaceContext: { resolveRelativePath: (path) => path },
});
service.configure({
  validate: true,
  schemas: Object.keys(schemas).map((kind) => ({ uri: `file:///schemas/${kind}`, fileMatch: [`*.${kind}.yaml`] })),
});

async function languageServer({ kind, yaml }, number) {
  const document = TextDocument.create(`file:///${number}.${kind}.yaml`, "yaml", 1, yaml);
  return (await service.doValidation(document, false)).map((each) => each.message);
}

async function remarkLint({ kind, text }) {
  const lint = remark().use(remarkFrontmatter).use(remarkLintFrontmatterSchema, { embed: schemas[kind] });
  return (await lint.process({ path: "note.md", value: text })).messages.map((each) => each.reason);
}

const said = [];
for (const [number, note] of notes.entries()) {
  said.push({ "yaml-language-server": await languageServer(note, number), "remark-lint": await remarkLint(note) });
}
process.stdout.write(JSON.stringify(said));
