// Every feed in each of its formats.
import { feeds } from "../lib/archive.js";
import { formats } from "../lib/feed.js";

const files = feeds.flatMap((feed) => feed.formats.map((format) => ({ feed, format: formats[format] })));

export const data = {
  files,
  pagination: { data: "files", size: 1, alias: "file" },
  permalink: ({ file }) => `/${file.feed.stem}${file.format[0]}`,
  eleventyExcludeFromCollections: true,
};

export const render = ({ file }) => file.format[1](file.feed);
