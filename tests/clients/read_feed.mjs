// What a JavaScript client reads in a feed, as JSON: `node read_feed.mjs CLIENT FILE`. Rows as in read_feed.py.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [client, file] = process.argv.slice(2);
const text = readFileSync(file, "utf-8");

const pad = (number) => String(number).padStart(2, "0");
const instant = (moment) => moment.toISOString().replace(".000Z", "Z");
const day = (moment) => `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
const shown = (time) => (time.isDate ? time.toString() : instant(time.toJSDate()));

// Thunderbird's engine.
async function icaljs() {
  const { default: ICAL } = await import("ical.js-2");
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return [event.summary, shown(event.startDate), shown(event.endDate), event.description ?? ""];
  });
}

// What many web services use; a day is midnight where the program runs.
function nodeical() {
  const moment = (value) => (value.dateOnly ? day(value) : instant(value));
  return Object.values(require("node-ical").sync.parseICS(text))
    .filter((entry) => entry.type === "VEVENT")
    .map((entry) => [entry.summary, moment(entry.start), moment(entry.end), entry.description ?? ""]);
}

// Nextcloud's engine.
function calendarjs() {
  const { getParserManager } = require("@nextcloud/calendar-js");
  const parser = getParserManager().getParserForFileType("text/calendar");
  parser.parse(text);
  return [...parser.getItemIterator()].flatMap((calendar) => [...calendar.getVObjectIterator()]).map((event) => {
    const moment = (value) => (value.isDate ? `${value.year}-${pad(value.month)}-${pad(value.day)}` : instant(value.jsDate));
    return [event.title, moment(event.startDate), moment(event.endDate), event.description ?? ""];
  });
}

const clients = { icaljs, nodeical, calendarjs };
console.log(JSON.stringify(await clients[client]()));
