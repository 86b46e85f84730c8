// What ical.js reads in calendars: for each file its name and its entries, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const found = process.argv.slice(2).map((path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  const events = calendar.getAllSubcomponents("vevent").map((each) => {
    const event = new ICAL.Event(each);
    return {
      uid: event.uid,
      start: event.startDate.toString(),
      summary: event.summary,
      description: event.description,
      sequence: event.sequence,
      status: each.getFirstPropertyValue("status"),
    };
  });
  return { name: calendar.getFirstPropertyValue("x-wr-calname"), events };
});
console.log(JSON.stringify(found));
