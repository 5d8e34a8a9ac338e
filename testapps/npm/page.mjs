// Opens a page of a report in a browser, and prints as JSON what there is to say of it.
// node page.mjs <chromium> <page.html> [<folder for pictures>]
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, file, pictures] = process.argv.slice(2);
const url = pathToFileURL(file).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const profile = mkdtempSync(join(tmpdir(), "sallyport-chromium-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

const found = { requests: [], messages: [], views: [], pdf: 0 };

async function look(name, colorScheme, width, height) {
  const page = await context.newPage();
  page.on("request", (request) => {
    if (request.url() !== url) {
      found.requests.push(request.url());
    }
  });
  page.on("console", (message) => found.messages.push(message.text()));
  page.on("pageerror", (error) => found.messages.push(String(error)));
  page.on("dialog", (dialog) => {
    found.messages.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page.goto(url);
  const shown = await page.evaluate(() => ({
    title: document.title,
    ground: getComputedStyle(document.body).backgroundColor,
    scripts: document.scripts.length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ids: new Set([...document.querySelectorAll("[id]")].map((one) => one.id)).size
      - document.querySelectorAll("[id]").length,
    dead: [...document.querySelectorAll("a")]
      .map((one) => one.getAttribute("href"))
      .filter((href) => !href.startsWith("#") || !document.getElementById(href.slice(1))),
  }));
  // All of a page is looked at, what is folded away as well.
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  const open = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document));
  found.views.push({
    name,
    ...shown,
    wideOpen: open,
    rules: passes.length,
    violations: violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`),
  });
  if (pictures) {
    await page.reload();
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    await page.screenshot({ path: join(pictures, `${name}-all.png`), fullPage: true });
  }
  await page.close();
}

try {
  await look("desktop-light", "light", 1280, 900);
  await look("desktop-dark", "dark", 1280, 900);
  await look("phone-light", "light", 360, 740);
  await look("phone-dark", "dark", 360, 740);
  const page = await context.newPage();
  await page.goto(url);
  const pdf = await page.pdf(pictures ? { path: join(pictures, "print.pdf"), format: "A4" } : { format: "A4" });
  found.pdf = pdf.length;
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(found));
