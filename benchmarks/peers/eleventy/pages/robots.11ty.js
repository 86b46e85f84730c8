import { site } from "../lib/archive.js";

export const data = { permalink: "/robots.txt", eleventyExcludeFromCollections: true };

export const render = () => `User-agent: *
Disallow:

Sitemap: ${site.url}sitemap.xml
`;
