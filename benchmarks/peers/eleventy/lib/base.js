// What stands around every page.
import { site } from "./archive.js";
import { corrections, e, each } from "./parts.js";

const alternate = (root) => (feed) =>
  `<link rel="alternate" type="${feed.type}" title="${e(feed.title)}" href="${root}${feed.address}">\n`;

const entry = (page) => (to) =>
  `<li><a href="${page.root}${to.address}"${to.section === page.section ? ' aria-current="true"' : ""}>${e(to.title)}</a></li>\n`;

const property = (name, content) => `<meta property="og:${name}" content="${e(content)}">\n`;

/** An object in a script: whatever could end that starts with this sign. */
const json = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");

export const base = (page, content) => `<!doctype html>
<html lang="id">
<head>
<meta http-equiv="Content-Security-Policy" content="${site.policy}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${e(page.description)}">
<link rel="canonical" href="${site.url}${page.address}">
${property("url", site.url + page.address)}${property("title", page.title)}${property("description", page.description)}${
  property("type", "website")}${property("site_name", site.name)}${property("locale", "id_ID")}<meta name="twitter:card" content="summary_large_image">
<title>${e(page.title)} · ${e(site.name)}</title>
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0c2f42">
<link rel="icon" href="${page.root}assets/tuntas.svg" type="image/svg+xml">
<link rel="stylesheet" href="${page.root}assets/tuntas.css">
${each(site.alternates, alternate(page.root))}${each(page.alternates, alternate(page.root))}${
  property("image", site.url + page.card.address)}${property("image:width", 1200)}${property("image:height", 630)}${
  property("image:alt", page.card.description)}<meta name="twitter:image:alt" content="${e(page.card.description)}">
${page.things.length ? `<script type="application/ld+json">${json({ "@context": "https://schema.org", "@graph": page.things })}</script>
` : ""}</head>
<body>
<a class="skip" href="#_isi">Lewati ke isi</a>
<header class="header">
<div class="bar-top">
<a class="brand" href="${page.root}">
<svg class="logo" viewBox="0 0 48 48" aria-hidden="true"><path d="M32 4.6H16L4.6 16v16L16 43.4h16L43.4 32V16z"/><path d="m14 24.5 7.2 7.2L35 16.5"/></svg>
<span>${e(site.name)}</span>
</a>
<p class="as-of">Keadaan per <b>${site.as_of}</b></p>
<a class="header-search" href="${page.root}cari/"${page.section === "cari" ? ' aria-current="page"' : ""}>Cari</a>
<button class="menu-open" type="button" popovertarget="_menu">Menu</button>
</div>
<nav class="menu" id="_menu" popover aria-label="Menu utama">
<button class="menu-close" type="button" popovertarget="_menu" popovertargetaction="hide">Tutup</button>
<ul>
${each(site.menu.filter((to) => !to.children.length), entry(page))}</ul>
${each(site.menu.filter((to) => to.children.length), (group) => `<ul aria-label="${e(group.title)}">
${each(group.children, entry(page))}</ul>
`)}</nav>
</header>
<main class="main" id="_isi">
${page.toc.length ? `<details class="toc">
<summary>Isi halaman</summary>
<nav aria-label="Isi halaman"><ul>${each(page.toc, (to) => `<li><a href="#${to.id}">${e(to.title)}</a></li>`)}</ul></nav>
</details>
` : ""}<article class="content">
${content}
${page.corrections.length ? corrections(page.corrections) : ""}
${page.file ? `<p class="meta made-from">Dibuat dari catatan <code>${page.file}</code>.${page.corrected ? ` <a href="${page.root}koreksi/">Semua koreksi</a>.` : ""}</p>` : ""}
</article>
</main>
<footer class="footer">
<div>
<p class="footer-name">${e(site.name)}</p>
<p>${e(site.description)}</p>
</div>
<div>
<p><a href="${page.root}digest/">Ringkasan</a> · <a href="${page.root}indikator/">Indikator</a> · <a href="${page.root}koreksi/">Koreksi</a> · <a href="${page.root}data/">Data terbuka</a></p>
<p>Dibuat dengan Tuntas, perangkat lunak terbuka.</p>
</div>
</footer>
</body>
</html>
`;
