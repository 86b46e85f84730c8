// What stands on each kind of page: a function of the page's view and the way to the site's root.
import { directives } from "./archive.js";
import {
  badge, bar, commitments, directiveRows, e, each, figure, lines, link, links, markdown, mentions, number, obstacle, rows, said, time, titled, told, years,
} from "./parts.js";

const fact = (name, html) => (html ? `<div><dt>${name}</dt><dd>${html}</dd></div>\n` : "");

const due = (item) =>
  !item.due ? "tidak ditetapkan" : `${each(item.moved_from, (day) => `<del>${time(day)}</del> `)}${time(item.due)}${item.left || item.punctual ? ` <small>${item.left || item.punctual}</small>` : ""}`;

const card = (root) => (item) => `<li class="card commitment status-${item.standing.key}" id="${item.anchor}">
<p class="line">${badge(item.standing)}${item.overdue ? ` <span class="late">${item.overdue}</span>` : ""}</p>
<h4>${link(item.agency, root)}</h4>
${item.action ? `<p class="what">${e(item.action)}</p>` : ""}
${item.percent !== undefined && (item.left || item.overdue || item.silent) ? `<svg class="bar percent" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${item.percent}" height="10"/></svg>` : ""}
<p class="meta">${item.standing.explanation}${item.percent !== undefined ? ` Kemajuan ${item.percent} persen.` : ""}</p>
<dl class="facts">
${fact("Tenggat", due(item))}${fact("Kabar", item.silent)}${fact("Ukuran selesai", item.measure && e(item.measure))}</dl>
${item.obstacle ? obstacle(item, root) : ""}
</li>
`;

const directive = (view, root) => `<div class="head">
<div class="head-main">
<p class="kicker">Arahan · ${time(view.day)}</p>
<h1>${e(view.title)}</h1>
</div>
<div class="verdict status-${view.standing.key}">
<p class="verdict-word">${view.standing.word}</p>
<p>${view.standing.explanation}</p>
${figure(view.tally)}
</div>
<div class="head-text">
${view.text ? `<div class="prose">${markdown(view.text)}</div>` : ""}
<dl class="facts">
${fact("Diminta oleh", e(view.chair))}${fact("Dalam", titled(view.meeting, root))}${fact("Misi", view.missions && links(view.missions, root))}${fact("Indikator", view.indicators && links(view.indicators, root))}${fact("Topik", view.topics && links(view.topics, root))}${
  each(view.ties, (tie) => `<div><dt>${tie.word}</dt>${each(tie.directives, (to) => `<dd>${titled(to, root)} ${badge(to.standing)}</dd>`)}</div>\n`)}</dl>
</div>
</div>
<section aria-labelledby="bagian-komitmen">
<h2 id="bagian-komitmen">Siapa mengerjakan apa</h2>
<div class="roles">
${each(view.asked, (group) => `<div><h3 class="role">${group.role}</h3>
<ul class="cards">
${each(group.items, card(root))}</ul>
</div>
`)}</div>
</section>
<section aria-labelledby="bagian-riwayat">
<h2 id="bagian-riwayat">Riwayat</h2>
<ol class="timeline">
${each(view.story, (item) => `<li class="event event-${item.key}" id="${item.anchor}">
<p class="event-head"><strong>${item.word}</strong> ${time(item.day)}</p>
${item.agency ? `<p class="what">${link(item.agency, root)}${item.percent !== undefined ? ` <small>${item.percent} persen</small>` : ""}</p>` : ""}
${said(item, root)}
<p class="meta">Sumber: ${link(item.source, root)}</p>
</li>
`)}</ol>
<p class="callout"><a href="feed.xml">Umpan RSS arahan ini</a>: terima kabar setiap kali riwayatnya bertambah.</p>
</section>
${view.siblings ? `<section aria-labelledby="bagian-lain"><h2 id="bagian-lain">Arahan lain dari pertemuan yang sama</h2><ul class="plain">${each(view.siblings, (to) => `<li>${link(to, root)}</li>`)}</ul></section>` : ""}
${mentions(view.mentions, root)}`;

const issued = (root) => (item, index) => `<article class="issued" id="${item.anchor}">
<h3><span class="number">${index + 1}</span> ${titled(item.item, root)}</h3>
<p class="line">${badge(item.item.standing)} <span class="tally">${item.summary}</span></p>
<div class="prose">${markdown(directives.get(item.item.address).view.text)}</div>
${each(item.asked, (group) => commitments(group.items, root, "agency", 12))}
</article>
`;

const neighbour = (to, rel, word, root) =>
  !to ? "" : `<a rel="${rel}" href="${root}${to.address}"><small>${word} · ${to.day.text}</small> ${e(to.title)}</a>`;

const meeting = (view, root) => `<div class="head" id="${view.anchor}">
<div class="head-main">
<p class="kicker">${view.kind} · ${e(view.government)}</p>
<h1>${e(view.title)}</h1>
</div>
<div class="verdict">
<dl class="facts">
<div><dt>Tanggal</dt><dd><time datetime="${view.date_iso}">${view.date}</time>${view.time ? `, pukul ${view.time}` : ""}</dd></div>
${fact("Tempat", view.place && e(view.place))}${fact("Pimpinan", e(view.chair) + (view.office ? `, ${e(view.office)}` : ""))}${fact("Hadir", view.attended && `<a href="#bagian-hadir">${view.attended.length} OPD</a>`)}</dl>
</div>
<div class="head-text">
<nav class="index" aria-label="Arahan dalam pertemuan ini">
<p class="title">${view.directives.length} arahan <small>dan keadaannya hari ini</small></p>
<ol class="lines">${each(view.directives, (to) => `<li class="status-${to.item.standing.key}"><a href="#${to.anchor}">${e(to.item.title)}</a> <small>${to.item.standing.word.toLowerCase()}</small></li>`)}</ol>
</nav>
</div>
</div>
<div class="prose">${markdown(view.body)}</div>
<section aria-labelledby="bagian-arahan">
<h2 id="bagian-arahan">Arahan dan keadaannya hari ini</h2>
${figure(view.tally)}
${each(view.directives, issued(root))}</section>
${view.heard ? `<section aria-labelledby="bagian-tindak-lanjut">
<h2 id="bagian-tindak-lanjut">Tindak lanjut yang didengar di sini</h2>
${told(view.heard, root)}
</section>` : ""}
${view.attended ? `<section aria-labelledby="bagian-hadir"><h2 id="bagian-hadir">Hadir <small>${view.attended.length} OPD</small></h2>
<ul class="names">${each(view.attended, (to) => `<li>${link(to, root)}</li>`)}</ul></section>` : ""}
${view.corrections ? `<section aria-labelledby="bagian-koreksi"><h2 id="bagian-koreksi">Koreksi</h2><ol class="timeline">
${each(view.corrections, (item) => `<li class="event event-koreksi" id="${item.anchor}"><p class="event-head"><strong>Koreksi</strong> ${time(item.day)}</p><p>${e(item.sentence)}</p></li>`)}
</ol></section>` : ""}
${mentions(view.mentions, root)}
${view.previous || view.next ? `<nav class="neighbours" aria-label="Rapat sebelum dan sesudahnya">
${neighbour(view.previous, "prev", "Sebelumnya", root)}${neighbour(view.next, "next", "Sesudahnya", root)}
</nav>` : ""}`;

const report = (view, root) => `<p class="kicker">Laporan ${link(view.agency, root)} · <time datetime="${view.date_iso}">${view.date}</time></p>
<h1>${e(view.title)}</h1>
<div class="prose">${markdown(view.body)}</div>
<section aria-labelledby="bagian-isi"><h2 id="bagian-isi">Yang dilaporkan</h2>${told(view.told, root)}</section>`;

const digest = (view, root) => `<p class="kicker"><a href="${root}digest/">Ringkasan</a></p>
<h1>${view.title}</h1>
<p class="lead">${view.total} peristiwa dari ${view.first} sampai ${view.last}.</p>
${each(view.groups, (group, index) => `<section aria-labelledby="bagian-${index + 1}"><h2 id="bagian-${index + 1}">${group.word} <small>${group.events.length}</small></h2>${lines(group.events, root, false)}</section>`)}`;

const share = (title, tally) => `<div><h3>${title}</h3>
${tally.total ? `<p class="score"><b>${number(tally.complete)}</b> <span>dari ${number(tally.total)} komitmen selesai</span></p>
${figure(tally)}
<p class="meta">${tally.with_due ? `${tally.with_due} dari ${tally.total} bertenggat${tally.overdue ? `, ${tally.overdue} di antaranya lewat tenggat` : ""}.${tally.on_time + tally.late ? ` Yang selesai dan bertenggat: ${tally.on_time} dari ${tally.on_time + tally.late} tepat waktu.` : ""}` : "Tidak satu pun diberi tenggat."}</p>` : "<p>Belum ada komitmen dalam peran ini.</p>"}
</div>`;

const need = (root) => (item) =>
  !item.obstacle ? "" : `<li class="row"><p class="row-state">${item.needs_from ? `dari ${link(item.needs_from, root)}` : badge(item.standing)}</p><div><p><b>Kendala:</b> ${e(item.obstacle)}</p><p class="meta">untuk <a href="${root}${item.address}">${e(item.action || item.directive.text)}</a></p></div></li>\n`;

const more = (view, root) => {
  const shown = (view.open_lead?.length ?? 0) + (view.open_supporting?.length ?? 0);
  if (!shown) return "<p>Tidak ada komitmen terbuka.</p>";
  return view.open_count <= shown ? "" : `<p class="meta">Ditampilkan ${shown} yang paling mendesak dari ${view.open_count}; selebihnya menurut tahun: ${links(view.years, root)}</p>`;
};

const section = (id, title, count, html) =>
  `<section aria-labelledby="bagian-${id}"><h2 id="bagian-${id}">${title}${count === null ? "" : ` <small>${number(count)}</small>`}</h2>${html}</section>\n`;

const agency = (view, root) => `<p class="kicker">${e(view.government)}${view.kind ? ` · ${e(view.kind[0].toUpperCase() + view.kind.slice(1))}` : ""}</p>
<h1>${e(view.name)} <small>${e(view.short_name)}</small></h1>
<div class="prose">${markdown(view.body)}</div>
<section aria-labelledby="bagian-rapor">
<h2 id="bagian-rapor">Rapor komitmen</h2>
<div class="panel halves">
${share("Sebagai penanggung jawab utama", view.lead)}
${share("Sebagai pendukung", view.supporting)}
</div>
${view.years ? `<nav class="chips" aria-label="Komitmen menurut tahun"><p class="meta">Semua komitmen, menurut tahun arahannya:</p><ul>${each(view.years, (to) => `<li>${link(to, root)}</li>`)}</ul></nav>` : ""}
</section>
${section("terbuka", "Masih terbuka", view.open_count, `
${view.open_lead ? `<h3 class="role">Penanggung jawab utama</h3>${commitments(view.open_lead, root, "directive", 6)}` : ""}
${view.open_supporting ? `<h3 class="role">Pendukung</h3>${commitments(view.open_supporting, root, "directive", 6)}` : ""}
${more(view, root)}`)}
${view.needs ? section("butuh", "Yang dibutuhkan dari pihak lain", null, `
<ul class="rows">${each(view.needs.slice(0, 6), need(root))}</ul>
${view.needs.length > 6 ? `<details class="more"><summary>Tampilkan ${view.needs.length - 6} lagi</summary><ul class="rows">${each(view.needs.slice(6), need(root))}</ul></details>` : ""}`) : ""}
${view.needed ? section("ditunggu", "Ditunggu OPD lain", view.needed_count, commitments(view.needed, root, "both", 6)) : ""}
${view.done ? section("selesai", "Sudah selesai", view.done_count, commitments(view.done, root, "directive", 6)) : ""}
${section("kabar", "Kabar terakhir", null, `${view.recent ? lines(view.recent, root, true) : "<p>Belum ada kabar dari atau tentang OPD ini.</p>"}
<p class="callout">Umpan RSS OPD ini: <a href="selesai.xml">yang selesai</a> atau <a href="feed.xml">semua kabar</a>.</p>`)}
<div class="columns">
${view.reports ? section("laporan", "Laporan", null, `<ul class="plain">${each(view.reports, (item) => `<li>${link(item.link, root)} <small>${time(item.day)}</small></li>`)}</ul>`) : ""}
${view.innovations ? section("inovasi", "Inovasi", null, `<ul class="plain">${each(view.innovations, (to) => `<li>${link(to, root)}</li>`)}</ul>`) : ""}
${view.meetings ? section("rapat", "Pertemuan yang dihadiri", view.meetings_count, `<ul class="plain">${each(view.meetings, (item) => `<li>${titled(item, root)} <small>${item.kind}, ${time(item.day)}</small></li>`)}</ul>`) : ""}
${mentions(view.mentions, root)}
</div>`;

const ofYear = (title, list, root) =>
  !list.length ? "" : `<section><h2>${title} <small>${list.length}</small></h2>${commitments(list, root, "directive", 50)}</section>\n`;

const agencyYear = (view, root) => `<p class="kicker">${link(view.agency, root)}</p>
<h1>Komitmen dari arahan tahun ${view.year} <small>${e(view.name)}</small></h1>
<nav class="chips" aria-label="Menurut tahun"><ul>${each(view.years, (to) => `<li><a href="${root}${to.address}"${to.text === String(view.year) ? ' aria-current="page"' : ""}>${to.text}</a></li>`)}</ul></nav>
${figure(view.tally)}
${ofYear("Penanggung jawab utama", view.commitments.filter((item) => item.lead), root)}${ofYear("Pendukung", view.commitments.filter((item) => !item.lead), root)}`;

const directivesList = (view, root) => `<h1>${e(view.title)}</h1>
${view.year >= 0 ? years(view.years, root, view.year) : `<p><a href="${root}arahan/">Semua arahan</a></p>`}
${figure(view.tally)}
${view.year ? `<ul class="lines">
${each(view.directives, (item) => `<li class="status-${item.standing.key}"><p>${titled(item, root)}</p><p class="meta"><b>${item.standing.word}</b> · ${time(item.day)}${item.total ? ` · ${item.complete} dari ${item.total} selesai` : ""}</p></li>
`)}</ul>` : directiveRows(view.directives, root)}
${view.total > view.directives.length ? `<p class="meta">${view.directives.length} terbaru dari ${view.total}; selebihnya menurut tahun di atas.</p>` : ""}
${view.topics ? `<section aria-labelledby="bagian-topik"><h2 id="bagian-topik">Menurut topik</h2><nav class="chips" aria-label="Menurut topik"><ul>${each(view.topics, (item) => `<li><a href="${root}${e(item.link.address)}">${e(item.link.text)} <small>${item.count}</small></a></li>`)}</ul></nav></section>` : ""}`;

const meetings = (view, root) => `<h1>${view.year ? `Rapat tahun ${view.year}` : "Rapat pimpinan"}</h1>
${view.year ? "" : '<p class="lead">Rapat, acara, dan pernyataan yang memuat arahan pimpinan, yang terbaru di atas.</p>'}
${years(view.years, root, view.year)}
<ul class="rows">
${each(view.meetings, (item) => `<li class="row"><p class="row-state">${time(item.day)}</p>
<div><p class="what">${titled(item, root)}</p>
<p class="meta">${item.kind} · ${item.directives ? `${item.directives} arahan` : "tanpa arahan baru"} · ${e(item.government)}</p></div></li>
`)}</ul>
${view.total > view.meetings.length ? `<p class="meta">${view.meetings.length} terbaru dari ${view.total}; selebihnya menurut tahun di atas.</p>` : ""}`;

const mission = (view, root) => `<p class="kicker">${link(view.plan, root)} · Misi ${view.number}</p>
<h1>${e(view.title)}</h1>
${view.tally.total ? `<p class="score"><b>${number(view.tally.complete)}</b> <span>dari ${number(view.tally.total)} komitmen selesai</span></p>${figure(view.tally)}` : ""}
${view.directives ? section("arahan", "Arahan yang mendukungnya", null, directiveRows(view.directives, root)).replace("</h2>", ` <small>${view.total}</small></h2>`) : '<p class="callout">Belum ada arahan yang dikaitkan dengan misi ini.</p>'}
${view.directives && view.total > view.directives.length ? `<p class="meta">${view.directives.length} terbaru dari ${view.total}; semua ada di <a href="${root}arahan/">daftar arahan</a>.</p>` : ""}
${view.siblings ? `<nav class="chips" aria-label="Misi lain"><ul>${each(view.siblings, (to) => `<li>${link(to, root)}</li>`)}</ul></nav>` : ""}`;

const words = {
  kendala: ["Kendala", "terkendala", "Komitmen yang terhambat menurut laporan terakhirnya, yang paling lama tanpa kabar di atas. Kendala yang terlihat lebih mudah dibantu.", "Tidak ada kendala yang sedang dilaporkan.", "terkendala"],
  "lewat-tenggat": ["Lewat tenggat", "lewat-tenggat", "Komitmen terbuka yang tenggatnya sudah lewat, yang paling lama di atas. Komitmen tanpa tenggat tidak dapat lewat; lihat juga yang tanpa kabar.", "Tidak ada komitmen terbuka yang lewat tenggat.", "lewat tenggat"],
  "tanpa-kabar": ["Tanpa kabar", "tanpa-kabar", "Komitmen terbuka yang lama tidak ada laporannya, dihitung sejak laporan terakhir atau sejak diminta, yang paling lama di atas.", "Tidak ada komitmen yang terlalu lama tanpa kabar.", "tanpa kabar"],
};

const open = (view, root) => {
  const [title, key, lead, empty, word] = words[view.key];
  return `<p class="kicker">Pantauan</p>
<h1>${title}</h1>
<p class="lead">${lead}</p>
<p class="score${view.total ? ` status-${key}` : ""}"><b>${number(view.total)}</b> <span>dari ${number(view.of)} komitmen terbuka ${word}${view.key === "tanpa-kabar" ? ` ${view.threshold} hari atau lebih` : ""}</span></p>
${view.agencies ? `<details class="more"><summary>Menurut OPD (${view.agencies.length})</summary><nav class="chips" aria-label="Menurut OPD"><ul>${each(view.agencies, (item) => `<li><a href="${root}${item.link.address}">${e(item.link.text)} <small>${number(item.count)}</small></a></li>`)}</ul></nav></details>` : ""}
${view.listed ? `<ul class="rows">${rows(view.listed.map((each) => each.item), root, "both")}</ul>
${view.more ? `<p class="meta">dan ${view.more} lagi; selebihnya di halaman tiap OPD.</p>` : ""}` : `<p class="callout">${empty}</p>`}`;
};

const kinds = {
  directive, meeting, report, digest, agency, "agency-year": agencyYear, directives: directivesList, meetings, mission, commitments: open,
};

export const content = (page) => (page.template === "plain" ? page.html : kinds[page.template](page.view, page.root));
