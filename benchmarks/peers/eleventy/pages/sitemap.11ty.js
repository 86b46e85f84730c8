import { pages, site } from "../lib/archive.js";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export const render = () => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.map((page) => `<url><loc>${site.url}${page.address}</loc>${page.lastmod ? `<lastmod>${page.lastmod}</lastmod>` : ""}</url>`).join("\n")}
</urlset>
`;
