// Lists: of directives, of meetings, of a mission, and of what is open.
import { site } from "./archive.js";
import { matrix } from "./charts.js";
import {
  crumbs, directiveLines, directiveRows, e, each, explained, figure, heading, held, link, list, meetingRows, month, number,
  rows, score, section, stages, years,
} from "./parts.js";

const calendar = (title, name, root) =>
  `\n<p class="meta">${title}: <a href="${site.webcal}kalender/${name}.ics">langganan</a> atau <a href="${root}kalender/${name}.ics" download>unduh</a>.</p>`;

/** What lists say below, where they do not hold all. */
const ofAll = (view, items) =>
  view.total > items.length ? `<p class="meta">${items.length} terbaru dari ${number(view.total)}; selebihnya menurut tahun di atas.</p>` : "";

export const directivesList = (view, root) => `${crumbs(root, ...(view.up ?? []))}
${heading(view.title)}
${view.lead ? `<p class="lead">${e(view.lead)}</p>` : ""}
${stages(view.stages, root, view.here)}
${years(view.years, root, view.here)}
${view.tally.total ? `<p class="meta">Keadaan ${number(view.tally.total)} komitmen dari arahan ini, tanpa yang bertanda contoh:</p>${figure(view.tally)}` : ""}
${view.months ? explained(view.months.flatMap((month) => month.entries)) : ""}
${each(view.months, month(directiveLines, root))}
${view.directives ? `${explained(view.directives)}
${view.full ? directiveRows(view.directives, root) : directiveLines(view.directives, root)}
${ofAll(view, view.directives)}` : view.months ? "" : `<p class="empty">Tidak ada arahan di daftar ini. <a href="${root}arahan/">Semua arahan</a></p>`}
${view.topics ? section("topik", "Menurut topik", null, `<nav class="chips" aria-label="Menurut topik"><ul>${each(view.topics, (item) => `<li><a href="${root}${e(item.link.address)}">${e(item.link.text)} <small>${item.count}</small></a></li>`)}</ul></nav>`) : ""}`;

export const meetings = (view, root) => `${view.here === held.address ? crumbs(root) : crumbs(root, held, ...(view.up ?? []))}
<h1>${e(view.title)}</h1>
${view.here === held.address ? '<p class="lead">Rapat, acara, dan pernyataan yang memuat arahan pimpinan, yang terbaru di atas.</p>' + calendar("Kalender rapat", "rapim", root) : ""}
${years(view.years, root, view.here)}
${each(view.months, month(meetingRows, root))}
${view.meetings ? `${meetingRows(view.meetings, root)}
${ofAll(view, view.meetings)}` : view.months ? "" : '<p class="empty">Belum ada rapat yang tercatat. Sebuah rapat muncul di sini begitu catatannya terbit.</p>'}`;

export const mission = (view, root) => `${crumbs(root, list("rpjmd/", "RPJMD"), view.plan)}
<p class="kicker">Misi ${view.number}</p>
${heading(view.title)}
${view.tally.total ? `${score(view.tally)}${figure(view.tally)}` : ""}
${view.directives ? section("arahan", "Arahan yang mendukungnya", view.total, `${years(view.years, root, view.here)}${explained(view.directives)}${directiveRows(view.directives, root)}
${ofAll(view, view.directives)}`) : '<p class="empty">Belum ada arahan yang dikaitkan dengan misi ini.</p>'}
${view.siblings ? `<nav class="chips" aria-label="Misi lain"><ul>${each(view.siblings, (to) => `<li>${link(to, root)}</li>`)}</ul></nav>` : ""}`;

const words = {
  kendala: ["Kendala", "terkendala", "Komitmen yang terhambat menurut laporan terakhirnya, yang paling lama tanpa kabar di atas. Kendala yang terlihat lebih mudah dibantu.", "Tidak ada kendala yang sedang dilaporkan.", "terkendala"],
  "lewat-tenggat": ["Lewat tenggat", "lewat-tenggat", "Komitmen terbuka yang tenggatnya sudah lewat, yang paling lama di atas. Komitmen tanpa tenggat tidak dapat lewat; lihat juga yang tanpa kabar.", "Tidak ada komitmen terbuka yang lewat tenggat.", "lewat tenggat"],
  "tanpa-kabar": ["Tanpa kabar", "tanpa-kabar", "Komitmen terbuka yang lama tidak ada laporannya, dihitung sejak laporan terakhir atau sejak diminta, yang paling lama di atas.", "Tidak ada komitmen yang terlalu lama tanpa kabar.", "tanpa kabar"],
};

export const open = (view, root) => {
  const [title, key, lead, empty, word] = words[view.key];
  const items = (view.listed ?? []).map((each) => each.item);
  return `${crumbs(root)}
<h1>${title}</h1>
<p class="lead">${lead}</p>${view.key === "lewat-tenggat" ? calendar("Kalender semua tenggat", "tenggat", root) : ""}
<nav class="chips" aria-label="Pantauan"><ul>${each(Object.entries(words), ([to, [name, status]]) => `<li class="status-${status}"><a href="${root}${to}/"${to === view.key ? ' aria-current="page"' : ""}>${name}</a></li>`)}</ul></nav>
<p class="score${view.total ? ` status-${key}` : ""}"><b>${number(view.total)}</b> <span>dari ${number(view.of)} komitmen terbuka ${word}${view.key === "tanpa-kabar" ? ` ${view.threshold} hari atau lebih` : ""}</span></p>
${view.matrix ? `<p class="meta"><a href="#bagian-menunggu">${view.matrix.title}</a></p>` : ""}
${view.agencies ? `<details class="more"><summary>Menurut OPD (${view.agencies.length})</summary><nav class="chips" aria-label="Menurut OPD"><ul>${each(view.agencies, (item) => `<li><a href="${root}${item.link.address}">${e(item.link.text)} <small>${number(item.count)}</small></a></li>`)}</ul></nav></details>` : ""}
${view.listed ? `${explained(items)}
<ul class="rows">${rows(items, root, "both")}</ul>
${view.more ? `<p class="meta">dan ${view.more} lagi; selebihnya di halaman tiap OPD.</p>` : ""}` : `<p class="empty">${empty}</p>`}
${view.matrix ? section("menunggu", view.matrix.title, null, matrix(view.matrix, root)) : ""}`;
};
