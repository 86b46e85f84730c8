// The data of the archive, read once.
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), "utf8"));

export const site = read("site");
export const templates = [
  "directive", "meeting", "report", "digest", "agency", "agency-role", "agency-year", "briefing", "directives", "meetings", "mission",
  "commitments", "plain",
];
export const pages = templates.flatMap(read);
export const feeds = [...pages.flatMap((page) => page.feeds), ...read("general")];
export const directives = new Map(pages.filter((each) => each.template === "directive").map((each) => [each.address, each]));
