// A feed in each of its formats.
import { site } from "./archive.js";
import { e, each } from "./parts.js";

const html = (entry) => `<p>${e(entry.summary)}</p>\n${entry.content}`;

const style = (feed) => `<?xml-stylesheet type="text/css" href="${e(feed.style)}"?>`;
const spaces = 'xmlns:fh="http://purl.org/syndication/history/1.0" xmlns:media="http://search.yahoo.com/mrss/"';

/** Where the history of a feed goes on. */
const history = (feed, link) =>
  `${each(feed.relations, (to) => `<${link} rel="${to.rel}" href="${to.href}"/>`)}${feed.history ? "<fh:archive/>" : ""}${feed.whole ? "<fh:complete/>" : ""}`;

const rss = (feed) => `<?xml version='1.0' encoding='UTF-8'?>
${style(feed)}
<rss ${spaces} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0"><channel><title>${e(feed.title)}</title><link>${feed.home}</link><description>${e(feed.description)}</description><atom:link href="${site.url}${feed.stem}.xml" rel="self" type="application/rss+xml"/><docs>http://www.rssboard.org/rss-specification</docs><generator>Eleventy</generator><language>id</language><lastBuildDate>${feed.updated_rss}</lastBuildDate>${history(feed, "atom:link")}${
  each(feed.entries, (entry) => `<item><title>${e(entry.title)}</title><link>${entry.url}</link><description>${e(e(entry.summary))}</description><content:encoded>${e(html(entry))}</content:encoded><guid isPermaLink="false">${entry.id}</guid>${each(entry.categories, (name) => `<category>${e(name)}</category>`)}<pubDate>${entry.published_rss}</pubDate><dc:creator>${e(entry.author)}</dc:creator></item>`)}</channel></rss>
`;

const atom = (feed) => `<?xml version='1.0' encoding='UTF-8'?>
${style(feed)}
<feed xmlns="http://www.w3.org/2005/Atom" ${spaces} xml:lang="id"><id>${feed.id}</id><title>${e(feed.title)}</title><updated>${feed.updated}</updated><author><name>${e(feed.author)}</name></author><link href="${site.url}${feed.stem}.atom.xml" rel="self" type="application/atom+xml"/><link href="${feed.home}" rel="alternate" type="text/html"/><generator>Eleventy</generator><subtitle>${e(feed.description)}</subtitle>${history(feed, "link")}${
  each(feed.entries, (entry) => `<entry><id>${entry.id}</id><title>${e(entry.title)}</title><updated>${entry.updated}</updated><author><name>${e(entry.author)}</name></author><content type="html">${e(html(entry))}</content><link href="${entry.url}"/><summary>${e(entry.summary)}</summary>${each(entry.categories, (name) => `<category term="${e(name)}"/>`)}<published>${entry.published}</published></entry>`)}</feed>
`;

const json = (feed) =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.home,
    feed_url: `${site.url}${feed.stem}.json`,
    description: feed.description,
    authors: [{ name: feed.author }],
    language: "id",
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      content_html: html(entry),
      date_published: entry.published,
      date_modified: entry.updated,
      authors: [{ name: entry.author }],
      tags: entry.categories,
      language: "id",
    })),
  });

export const formats = { rss: [".xml", rss], atom: [".atom.xml", atom], json: [".json", json] };
