// Opens a YAML file in the language server that editors use, and prints as JSON what it would offer
// at some places, and what it underlines.
//
//   node complete.mjs FILE LINE:COLUMN...
//
// Lines and columns count from 0.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [file, ...places] = process.argv.slice(2);
const uri = pathToFileURL(file).href;
const program = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });

const answers = new Map();
let diagnosed;
const diagnostics = new Promise((resolve) => (diagnosed = resolve));

function send(message) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function ask(id, method, params) {
  return new Promise((resolve) => {
    answers.set(id, resolve);
    send({ id, method, params });
  });
}

function receive(message) {
  if (message.method === "textDocument/publishDiagnostics") {
    diagnosed(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    const items = message.params?.items;
    send({ id: message.id, result: items ? items.map(() => ({})) : null });
  } else {
    answers.get(message.id)?.(message.result);
  }
}

let bytes = Buffer.alloc(0);
server.stdout.on("data", (more) => {
  bytes = Buffer.concat([bytes, more]);
  for (;;) {
    const head = bytes.indexOf("\r\n\r\n");
    const length = head < 0 ? 0 : Number(/Content-Length: (\d+)/i.exec(bytes.subarray(0, head))[1]);
    if (head < 0 || bytes.length < head + 4 + length) {
      return;
    }
    const text = bytes.subarray(head + 4, head + 4 + length).toString();
    bytes = bytes.subarray(head + 4 + length);
    receive(JSON.parse(text));
  }
});

const capabilities = { textDocument: { completion: { completionItem: {} } } };
await ask("initialize", "initialize", { processId: process.pid, rootUri: null, capabilities });
send({ method: "initialized", params: {} });
const document = { uri, languageId: "yaml", version: 1, text: readFileSync(file, "utf8") };
send({ method: "textDocument/didOpen", params: { textDocument: document } });
const offered = [];
for (const place of places) {
  const [line, character] = place.split(":").map(Number);
  const params = { textDocument: { uri }, position: { line, character } };
  const { items } = await ask(place, "textDocument/completion", params);
  offered.push(Object.fromEntries(items.map((item) => [item.label, item.documentation?.value ?? item.documentation ?? ""])));
}
const underlined = (await diagnostics).map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`);
console.log(JSON.stringify({ offered, underlined }));
server.kill();
