// Reads calendars, each an address or a file, with the library named first, and prints as JSON what that sees in them:
// {source: [[uid, start, end, status, title], …]}. Moments are in UTC; days have no time, and their end is exclusive.

import { readFile } from "node:fs/promises";

const moment = (date) => date.toISOString().replace(/:00\.000Z$/, "Z");
const two = (number) => String(number).padStart(2, "0");
const localDay = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

async function withIcalJs() {
  const { default: ICAL } = await import("ical.js");
  const show = (time) => (time.isDate ? time.toString() : moment(time.toJSDate()));
  return (calendar) => {
    const root = new ICAL.Component(ICAL.parse(calendar));
    ICAL.TimezoneService.reset(); // the feed's own VTIMEZONEs are all that it knows
    for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
    return root.getAllSubcomponents("vevent").map((part) => {
      const event = new ICAL.Event(part);
      return [event.uid, show(event.startDate), show(event.endDate), part.getFirstPropertyValue("status"), event.summary];
    });
  };
}

async function withNodeIcal() {
  const { default: nodeIcal } = await import("node-ical");
  return (calendar) => {
    const events = Object.values(nodeIcal.sync.parseICS(calendar)).filter((part) => part.type === "VEVENT");
    return events.map((event) => {
      const show = event.datetype === "date" ? localDay : moment;
      return [event.uid, show(event.start), show(event.end), event.status, event.summary.val ?? event.summary];
    });
  };
}

async function text(source) {
  if (!source.startsWith("http")) return readFile(source, "utf8");
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return answer.text();
}

const [library, ...sources] = process.argv.slice(2);
const read = await { "ical.js": withIcalJs, "node-ical": withNodeIcal }[library]();
const seen = {};
for (const source of sources) seen[source] = read(await text(source));
process.stdout.write(JSON.stringify(seen));
