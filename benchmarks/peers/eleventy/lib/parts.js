// The parts that pages share.
import MarkdownIt from "markdown-it";

const converter = new MarkdownIt({ html: true });
const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const e = (text) => String(text).replace(/[&<>"']/g, (sign) => signs[sign]);
export const each = (list, html) => (list ?? []).map(html).join("");
export const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");

const converted = new Map();
/** Markdown as HTML; a text that stands on several pages is converted once. */
export function markdown(text) {
  let html = converted.get(text);
  if (html === undefined) converted.set(text, (html = converter.render(text)));
  return html;
}

export const time = (day) => `<time datetime="${day.iso}">${day.text}</time>`;
export const link = (to, root) => (to.address ? `<a href="${root}${e(to.address)}">${e(to.text)}</a>` : e(to.text));
export const titled = (to, root) => `<a href="${root}${to.address}">${e(to.title)}</a>`;
export const links = (list, root) => list.map((to) => link(to, root)).join(", ");
/** The lists above a page, after the front page. */
export const crumbs = (root, ...to) =>
  `<nav class="crumbs" aria-label="Anda di sini"><ol><li><a href="${root}">Beranda</a></li>${each(to, (up) => `<li>${link(up, root)}</li>`)}</ol></nav>`;
export const list = (address, text) => ({ address, text });
export const agencies = list("opd/", "OPD");
export const yearOf = (section, iso) => list(`${section}${iso.slice(0, 4)}/`, iso.slice(0, 4));
export const asked = list("arahan/", "Arahan");
export const held = list("rapim/", "Rapat");
/** A title beyond two lines is set smaller. */
export const heading = (title, more) =>
  `<h1${title.length > 64 ? ' class="long"' : ""}>${e(title)}${more ? ` <small>${e(more)}</small>` : ""}</h1>`;
export const badge = (standing) =>
  `<span class="status status-${standing.key}" title="${e(standing.explanation)}">${e(standing.word)}</span>`;
/** What the statuses in a list mean, each once. */
export const explained = (items) => {
  const standings = new Map(items.map((item) => [item.standing.explanation, item.standing]));
  return `<details class="meanings"><summary>Arti status</summary><dl>${each([...standings.values()], (standing) => `<div><dt>${badge(standing)}</dt><dd>${e(standing.explanation)}</dd></div>`)}</dl></details>`;
};
export const bar = (tally) =>
  `<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${each(tally.shares, (share) => `<rect class="status-${share.key}" x="${share.start}" width="${share.width}" height="10"/>`)}</svg>`;
export const figure = (tally) =>
  !tally.total ? "" : `${bar(tally)}<ul class="legend">${each(tally.shares, (share) => `<li class="status-${share.key}"><b>${number(share.count)}</b> ${share.word.toLowerCase()}</li>`)}${
    tally.overdue ? `<li class="status-lewat-tenggat"><b>${number(tally.overdue)}</b> di antaranya lewat tenggat</li>` : ""}</ul>`;
export const score = (tally) =>
  `<p class="score"><b>${number(tally.complete)}</b> <span>dari ${number(tally.total)} komitmen selesai</span></p>`;
export const obstacle = (item, root) =>
  `<p class="obstacle"><b>Kendala:</b> ${e(item.obstacle)}${item.needs_from ? `<br>Menunggu ${link(item.needs_from, root)}.` : ""}</p>`;
export const mentions = (list, root) =>
  !list ? "" : `<section aria-labelledby="bagian-disebut"><h2 id="bagian-disebut">Disebut dalam</h2><ul class="plain">${each(list, (to) => `<li>${link(to, root)}</li>`)}</ul></section>`;

export const corrections = (list) => `<section aria-labelledby="bagian-koreksi"><h2 id="bagian-koreksi">Koreksi</h2><ol class="timeline">
${each(list, (item) => `<li class="event event-koreksi" id="${item.anchor}"><p class="event-head"><strong>Koreksi</strong> ${time(item.day)}</p><p>${e(item.sentence)}</p></li>`)}
</ol></section>`;

/** What was said at an event. */
export const said = (item, root) => `
${item.moved ? `<p>Tenggat ${item.moved.old ? `<del>${time(item.moved.old)}</del> menjadi ` : ""}<ins>${time(item.moved.new)}</ins>. ${e(item.moved.reason)}</p>` : ""}
${item.note ? markdown(item.note) : ""}
${item.impact ? `<p class="impact"><b>Dampak:</b> ${e(item.impact)}</p>` : ""}
${item.obstacle ? obstacle(item, root) : ""}
${item.evidence ? `<ul class="files">${each(item.evidence, (file) => `<li class="file-${file.kind}"><a href="${file.outside ? "" : root}${e(file.address)}"${file.outside ? ' rel="noopener nofollow"' : ""}>${e(file.caption || file.word)}</a> <small>${file.word}${file.file ? ` ${file.file}` : ""}${file.host ? ` di ${file.host}` : ""}</small></li>`)}</ul>` : ""}`;

/** Events where they were told of, as in a meeting. */
export const told = (list, root) => `<ol class="timeline">
${each(list, (item) => `<li class="event event-${item.key}">
<p class="event-head"><strong>${item.word}</strong> ${time(item.day)}</p>
<p class="what"><a href="${root}${item.address}">${e(item.headline)}</a></p>
<p class="meta">${item.agency ? `${link(item.agency, root)}${item.percent !== undefined ? ` · ${item.percent} persen` : ""}${item.headline !== item.subject.text ? ` · ${link(item.subject, root)}` : ""}` : ""}</p>
${said(item, root)}
</li>
`)}</ol>`;

/** Events in long lists: a line each. */
export const lines = (list, root, word) => `<ul class="lines">
${each(list, (item) => `<li class="event-${item.key}"><p class="meta">${word ? `<b>${item.word}</b> · ` : ""}${time(item.day)}${item.agency ? ` · ${e(item.agency)}` : ""}</p><p><a href="${root}${item.address}">${e(item.headline)}</a></p></li>
`)}</ul>`;

/** Commitments; `show` says what the reader does not know yet: "agency", "directive" or "both". */
export const rows = (list, root, show) => each(list, (item) => `<li class="row">
<p class="row-state">${badge(item.standing)}${item.overdue ? ` <span class="late">${item.overdue}</span>` : ""}</p>
<div>
<p class="what">${show !== "directive" ? `${e(item.agency.text)} <span class="dot">·</span> ` : ""}<a href="${root}${item.address}">${e(item.action || item.directive.text)}</a></p>
<p class="meta">${show !== "agency" && item.action ? `${link(item.directive, root)} · ` : ""}
${show !== "directive" && !item.lead ? "pendukung · " : ""}
${item.due ? `tenggat ${time(item.due)}${item.left ? ` (${item.left})` : ""}` : "tanpa tenggat"}
${item.punctual && item.due ? ` · ${item.punctual}` : ""}${item.silent ? ` · ${item.silent}` : ""}</p>
${item.obstacle ? obstacle(item, root) : ""}
</div>
</li>
`);
export const commitments = (list, root, show, first) => `<ul class="rows">${rows(list.slice(0, first), root, show)}</ul>
${list.length > first ? `<details class="more"><summary>Tampilkan ${list.length - first} komitmen lagi</summary><ul class="rows">${rows(list.slice(first), root, show)}</ul></details>` : ""}`;

export const directiveRows = (list, root) => `<ul class="rows">
${each(list, (item) => `<li class="row">
<p class="row-state">${badge(item.standing)}</p>
<div>
<p class="what">${titled(item, root)}</p>
${item.tally.told ? bar(item.tally) : ""}
<p class="meta">${item.tally.summary}</p>
${item.agencies && !item.more_agencies ? `<p class="meta">${links(item.agencies, root)}</p>` : ""}
<p class="meta">${time(item.day)} · ${link(item.meeting, root)}</p>
</div>
</li>
`)}</ul>`;
export const directiveLines = (list, root) => `<ul class="lines">
${each(list, (item) => `<li class="status-${item.standing.key}"><p>${titled(item, root)}</p><p class="meta"><b>${item.standing.word}</b> · ${time(item.day)}${item.total ? ` · ${item.complete} dari ${item.total} selesai` : ""}</p></li>
`)}</ul>`;
export const meetingRows = (list, root) => `<ul class="rows">
${each(list, (item) => {
  const [day, ...rest] = item.day.text.split(" ");
  return `<li class="row dated"><p class="tile"><time datetime="${item.day.iso}"><b>${day}</b> ${rest.join(" ")}</time></p>
<div><p class="what">${titled(item, root)}</p>
<p class="meta">${item.kind} · ${item.directives ? `${item.directives} arahan` : "tanpa arahan baru"} · ${e(item.government)}</p></div></li>
`;
})}</ul>`;

/** A month in the list of a year: its head, what `rows` makes of its entries, and the way to all of them. */
export const month = (rows, root) => (item) =>
  `<section><h2>${link(item.link, root)} <small>${number(item.total)}</small></h2>${rows(item.entries, root)}${
    item.total > item.entries.length ? `<p class="onward"><a href="${root}${item.link.address}">Semua ${number(item.total)} pada ${item.link.text}</a></p>` : ""}</section>
`;

const current = (to, here) => (to === here ? ' aria-current="page"' : here.includes(to) ? ' aria-current="true"' : "");
export const years = (list, root, here) =>
  !list ? "" : `<nav class="chips" aria-label="Menurut tahun"><ul>
${each(list, (item) => `<li><a href="${root}${item.link.address}"${current(item.link.address, here)}>${item.link.text} <small>${number(item.count)}</small></a></li>`)}
</ul></nav>`;
export const stages = (list, root, here) =>
  !list ? "" : `<nav class="chips" aria-label="Menurut status"><ul>
${each(list, (item) => `<li class="status-${item.standing.key}"><a href="${root}${item.link.address}"${current(item.link.address, here)} title="${e(item.standing.explanation)}">${item.link.text}${item.count === undefined ? "" : ` <small>${number(item.count)}</small>`}</a></li>`)}
</ul></nav>`;
export const fact = (name, html) => (html ? `<div><dt>${name}</dt><dd>${html}</dd></div>\n` : "");
export const section = (id, title, count, html, kind = "") =>
  `<section${kind && ` class="${kind}"`} aria-labelledby="bagian-${id}"><h2 id="bagian-${id}">${title}${count === null ? "" : ` <small>${number(count)}</small>`}</h2>${html}</section>\n`;
