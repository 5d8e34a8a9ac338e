// Drives one server with the protocol's TypeScript client and prints what it was answered, as JSON.
//
//   node client.mjs http URL CALLS
//   node client.mjs stdio CALLS COMMAND ARGUMENT...
//
// CALLS is a JSON array of { name, arguments }.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [kind, ...rest] = process.argv.slice(2);
const [calls, transport] =
  kind === "http"
    ? [rest[1], new StreamableHTTPClientTransport(new URL(rest[0]))]
    : [rest[0], new StdioClientTransport({ command: rest[1], args: rest.slice(2), stderr: "inherit" })];

const client = new Client({ name: "sallyport-typescript", version: "1.0.0" });
await client.connect(transport);
const { tools } = await client.listTools();
const results = [];
for (const call of JSON.parse(calls)) {
  results.push(await client.callTool(call));
}
await client.close();
console.log(JSON.stringify({ tools: tools.map((tool) => tool.name), results }));
