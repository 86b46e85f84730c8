// What feedsmith reads in feeds: of each text on standard input, in JSON, its format, title and entries.

import { text } from "node:stream/consumers";

import { parseFeed } from "feedsmith";

const read = JSON.parse(await text(process.stdin)).map((document) => {
  const { format, feed } = parseFeed(document);
  const entries = (feed.entries ?? feed.items ?? []).map((each) => ({
    id: each.id ?? each.guid?.value,
    title: each.title?.value ?? each.title,
    enclosures: (each.enclosures ?? each.attachments ?? each.links?.filter((link) => link.rel === "enclosure") ?? [])
      .map((file) => file.url ?? file.href),
  }));
  return { format, title: feed.title?.value ?? feed.title, entries };
});
process.stdout.write(JSON.stringify(read));
