// What stands on each kind of page: a function of the page's view and the way to the site's root.
import { directives } from "./archive.js";
import { matrix, months, shares } from "./charts.js";
import {
  agencies, badge, commitments, corrections, crumbs, directiveLines, directiveRows, e, each, explained, figure, heading, lines, link, links, list,
  markdown, meetingRows, mentions, month, number, obstacle, rows, said, score, stages, time, titled, told, years,
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

/** The way to the list of a year. */
const yearOf = (section, iso) => list(`${section}${iso.slice(0, 4)}/`, iso.slice(0, 4));
const asked = list("arahan/", "Arahan");
const held = list("rapim/", "Rapat");

const directive = (view, root) => `${crumbs(root, asked, yearOf("arahan/", view.day.iso))}
<div class="head">
<div class="head-main">
<p class="kicker">Arahan ${time(view.day)} · ${e(view.government)}</p>
${heading(view.title)}
</div>
<div class="verdict status-${view.standing.key}">
<p class="verdict-word">${view.standing.word}</p>
<p>${view.standing.explanation}</p>
${view.progress ? shares(view.progress) : ""}
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

/** A directive in the table of the minutes, a row for each commitment. */
const minutes = (item, index) =>
  `<tbody>${each(item.asked.flatMap((group) => group.items), (to, row) => `<tr>${row ? "<td></td><td></td>" : `<td>${index + 1}</td><th scope="row">${e(item.item.title)}</th>`}<td><b>${e(to.agency.text)}</b>${to.lead ? "" : " (pendukung)"}${to.action ? `: ${e(to.action)}` : ""}</td><td>${to.due ? to.due.text : "–"}</td><td>${to.standing.word}${to.overdue ? `, ${to.overdue}` : ""}</td></tr>`)}</tbody>`;

const meeting = (view, root) => `${crumbs(root, held, yearOf("rapim/", view.date_iso))}
<div class="head" id="${view.anchor}">
<div class="head-main">
<p class="kicker">${view.kind} · ${e(view.government)}</p>
${heading(view.title)}
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
${explained(view.directives.map((to) => to.item))}
<table class="print minutes" data-pagefind-ignore><thead><tr><th scope="col">No.</th><th scope="col">Arahan</th><th scope="col">OPD dan tindakannya</th><th scope="col">Tenggat</th><th scope="col">Keadaan</th></tr></thead>
${each(view.directives, minutes)}
</table>
${each(view.directives, issued(root))}</section>
${view.heard ? `<section aria-labelledby="bagian-tindak-lanjut">
<h2 id="bagian-tindak-lanjut">Tindak lanjut yang didengar di sini</h2>
${told(view.heard, root)}
</section>` : ""}
${view.attended ? `<section aria-labelledby="bagian-hadir"><h2 id="bagian-hadir">Hadir <small>${view.attended.length} OPD</small></h2>
<ul class="names">${each(view.attended, (to) => `<li>${link(to, root)}</li>`)}</ul></section>` : ""}
${view.corrections ? corrections(view.corrections) : ""}
${mentions(view.mentions, root)}
<div class="print signed"><p>Pimpinan rapat<br><br><br><br>${e(view.chair)}</p><p>Notulis<br><br><br><br>…………………………</p></div>
${view.previous || view.next ? `<nav class="neighbours" aria-label="Rapat sebelum dan sesudahnya">
${neighbour(view.previous, "prev", "Sebelumnya", root)}${neighbour(view.next, "next", "Sesudahnya", root)}
</nav>` : ""}`;

const report = (view, root) => `${crumbs(root, agencies, view.agency)}
<p class="kicker">Laporan · <time datetime="${view.date_iso}">${view.date}</time></p>
${heading(view.title)}
<div class="prose">${markdown(view.body)}</div>
<section aria-labelledby="bagian-isi"><h2 id="bagian-isi">Yang dilaporkan</h2>${told(view.told, root)}</section>
${view.corrections ? corrections(view.corrections) : ""}`;

const digest = (view, root) => `${crumbs(root, list("digest/", "Ringkasan"))}
${heading(view.title)}
<p class="lead">${view.total} peristiwa dari ${view.first} sampai ${view.last}.</p>
${each(view.groups, (group, index) => `<section aria-labelledby="bagian-${index + 1}"><h2 id="bagian-${index + 1}">${group.word} <small>${group.events.length}</small></h2>${lines(group.events, root, false)}</section>`)}`;

const share = (title, tally, to, progress, root) => `<div><h3><a href="${root}${to.address}">${title}</a></h3>
${tally.total ? `${score(tally)}
${shares(progress)}
<dl class="counts">
<div><dt>Tanpa tenggat</dt><dd>${number(tally.total - tally.with_due)} <small>dari ${number(tally.total)}</small></dd></div>
${tally.with_due ? `<div${tally.overdue ? ' class="status-lewat-tenggat"' : ""}><dt>Lewat tenggat</dt><dd>${number(tally.overdue)} <small>dari ${number(tally.with_due)} yang bertenggat</small></dd></div>` : ""}
<div><dt>Selesai tepat waktu</dt><dd>${tally.on_time + tally.late ? `${number(tally.on_time)} <small>dari ${number(tally.on_time + tally.late)} yang selesai dan bertenggat</small>` : "<small>belum ada yang selesai dan bertenggat</small>"}</dd></div>
</dl>` : '<p class="empty">Belum ada komitmen dalam peran ini.</p>'}
</div>`;

const need = (root) => (item) =>
  !item.obstacle ? "" : `<li class="row"><p class="row-state">${item.needs_from ? `dari ${link(item.needs_from, root)}` : badge(item.standing)}</p><div><p><b>Kendala:</b> ${e(item.obstacle)}</p><p class="meta">untuk <a href="${root}${item.address}">${e(item.action || item.directive.text)}</a></p></div></li>\n`;

const more = (view, root) => {
  const shown = (view.open_lead?.length ?? 0) + (view.open_supporting?.length ?? 0);
  if (!shown) return '<p class="empty">Tidak ada komitmen terbuka.</p>';
  return view.open_count <= shown ? "" : `<p class="meta">Ditampilkan ${shown} yang paling mendesak dari ${view.open_count}; selebihnya menurut tahun: ${links(view.years, root)}</p>`;
};

const section = (id, title, count, html, kind = "") =>
  `<section${kind && ` class="${kind}"`} aria-labelledby="bagian-${id}"><h2 id="bagian-${id}">${title}${count === null ? "" : ` <small>${number(count)}</small>`}</h2>${html}</section>\n`;

const yearsOf = (view, root) =>
  !view.years ? "" : `<nav class="chips" aria-label="Komitmen menurut tahun"><p class="meta">Semua komitmen, menurut tahun arahannya:</p><ul>${each(view.years, (to) => `<li>${link(to, root)}</li>`)}</ul></nav>`;

const agency = (view, root) => `${crumbs(root, agencies)}
<p class="kicker">${e(view.government)}${view.kind ? ` · ${e(view.kind[0].toUpperCase() + view.kind.slice(1))}` : ""}</p>
${heading(view.name, view.short_name === view.name ? "" : view.short_name)}
<p class="actions"><a class="button strong" href="${root}${view.briefing}">Bahan rapat</a> <a class="button" href="#bagian-kabar">Kabar dan umpan</a></p>
<div class="prose">${markdown(view.body)}</div>
<section aria-labelledby="bagian-rapor">
<h2 id="bagian-rapor">Rapor komitmen</h2>
<div class="panel halves">
${share("Sebagai penanggung jawab utama", view.lead, view.roles[0], view.lead_progress, root)}
${share("Sebagai pendukung", view.supporting, view.roles[1], view.supporting_progress, root)}
<p class="meta panel-foot">Banyak dan beratnya tugas tiap OPD berbeda, jadi angka ini bukan peringkat.</p>
</div>
${view.months || view.punctuality ? `<div class="charts">${view.months ? months(view.months) : ""}${view.punctuality ? shares(view.punctuality) : ""}</div>` : ""}
${yearsOf(view, root)}
</section>
${section("terbuka", "Masih terbuka", view.open_count, `
${view.open_lead || view.open_supporting ? explained([...(view.open_lead ?? []), ...(view.open_supporting ?? [])]) : ""}
${view.open_lead ? `<h3 class="role">Penanggung jawab utama</h3>${commitments(view.open_lead, root, "directive", 6)}` : ""}
${view.open_supporting ? `<h3 class="role">Pendukung</h3>${commitments(view.open_supporting, root, "directive", 6)}` : ""}
${more(view, root)}`)}
${view.needs ? section("butuh", "Yang dibutuhkan dari pihak lain", null, `
<ul class="rows">${each(view.needs.slice(0, 6), need(root))}</ul>
${view.needs.length > 6 ? `<details class="more"><summary>Tampilkan ${view.needs.length - 6} lagi</summary><ul class="rows">${each(view.needs.slice(6), need(root))}</ul></details>` : ""}`) : ""}
${view.needed ? section("ditunggu", "Ditunggu OPD lain", view.needed_count, commitments(view.needed, root, "both", 6)) : ""}
${view.done ? section("selesai", "Sudah selesai", view.done_count, commitments(view.done, root, "directive", 6), "screen") : ""}
${section("kabar", "Kabar terakhir", null, `${view.recent ? lines(view.recent, root, true) : '<p class="empty">Belum ada kabar dari atau tentang OPD ini.</p>'}
<p class="callout">Umpan RSS OPD ini: <a href="selesai.xml">yang selesai</a> atau <a href="feed.xml">semua kabar</a>.</p>`, "screen")}
<div class="columns screen">
${view.reports ? section("laporan", "Laporan", null, `<ul class="plain">${each(view.reports, (item) => `<li>${link(item.link, root)} <small>${time(item.day)}</small></li>`)}</ul>`) : ""}
${view.innovations ? section("inovasi", "Inovasi", null, `<ul class="plain">${each(view.innovations, (to) => `<li>${link(to, root)}</li>`)}</ul>`) : ""}
${view.meetings ? section("rapat", "Pertemuan yang dihadiri", view.meetings_count, `<ul class="plain">${each(view.meetings, (item) => `<li>${titled(item, root)} <small>${item.kind}, ${time(item.day)}</small></li>`)}</ul>`) : ""}
${mentions(view.mentions, root)}
</div>`;

const ofYear = (title, list, root) =>
  !list.length ? "" : `<section><h2>${title} <small>${list.length}</small></h2>${commitments(list, root, "directive", 50)}</section>\n`;

const agencyRole = (view, root) => `${crumbs(root, agencies, view.agency)}
${heading(view.title, view.name)}
<nav class="chips" aria-label="Menurut peran"><ul>${each(view.roles, (to) => `<li><a href="${root}${to.address}"${to.address === view.here ? ' aria-current="page"' : ""}>${to.text}</a></li>`)}</ul></nav>
${view.tally.total ? `${score(view.tally)}${figure(view.tally)}` : ""}
${section("terbuka", "Masih terbuka", view.open_count, `
${view.open ? `${explained(view.open)}${commitments(view.open, root, "directive", 40)}
${view.open_count > view.open.length ? `<p class="meta">Ditampilkan ${view.open.length} yang paling mendesak; semuanya menurut tahun di bawah.</p>` : ""}` : '<p class="empty">Tidak ada komitmen terbuka dalam peran ini.</p>'}`)}
${view.done ? section("selesai", "Sudah selesai", view.done_count, commitments(view.done, root, "directive", 10)) : ""}
${yearsOf(view, root)}`;

const agencyYear = (view, root) => `${crumbs(root, agencies, view.agency)}
<h1>Komitmen dari arahan tahun ${view.year} <small>${e(view.name)}</small></h1>
<nav class="chips" aria-label="Menurut tahun"><ul>${each(view.years, (to) => `<li><a href="${root}${to.address}"${to.text === String(view.year) ? ' aria-current="page"' : ""}>${to.text}</a></li>`)}</ul></nav>
${figure(view.tally)}
${ofYear("Penanggung jawab utama", view.commitments.filter((item) => item.lead), root)}${ofYear("Pendukung", view.commitments.filter((item) => !item.lead), root)}`;

const figures = (name, count, of, status) =>
  `<div${status && count ? ` class="status-${status}"` : ""}><dt>${name}</dt><dd><b>${number(count)}</b> ${of}</dd></div>\n`;

const called = (item) => e(item.action || item.directive.text);

const pressing = (root) => (item) => `<li><div><p class="what"><a href="${root}${item.address}">${called(item)}</a></p>
<p class="meta">${item.action ? `${e(item.directive.text)} · ` : ""}${item.lead ? "utama" : "pendukung"}${item.obstacle ? `<br><b>Kendala:</b> ${e(item.obstacle)}${item.needs_from ? ` Menunggu ${link(item.needs_from, root)}.` : ""}` : ""}</p></div>
<p class="meta">${badge(item.standing)}${item.percent !== undefined ? ` ${item.percent} persen` : ""}</p>
<p class="meta">${item.due ? `tenggat ${time(item.due)}${item.left ? ` (${item.left})` : ""}${item.overdue ? `, <b>${item.overdue}</b>` : ""}` : "tanpa tenggat"}${item.silent ? `; ${item.silent}` : ""}</p></li>
`;

const briefing = (view, root) => `${crumbs(root, agencies, view.agency)}
<div class="sheet">
<p class="kicker">Bahan rapat · ${e(view.government)} · keadaan per ${time(view.as_of)}</p>
${heading(view.name)}
<p class="meta screen">Satu halaman untuk dibawa ke rapat: apa yang terbuka, dan apa yang perlu diputuskan. Cetak lewat menu peramban.</p>
<dl class="figures strip">
${figures("Terbuka", view.lead + view.supporting, `${number(view.lead)} utama, ${number(view.supporting)} pendukung`, "")}${
  figures("Lewat tenggat", view.overdue, `dari ${number(view.lead + view.supporting - view.without_due)} yang bertenggat`, "lewat-tenggat")}${
  figures("Terkendala", view.blocked, "menurut laporan terakhir", "terkendala")}${
  figures("Tanpa kabar", view.silent, `${view.silent_after_days} hari atau lebih`, "tanpa-kabar")}${
  figures("Tanpa tenggat", view.without_due, "dari yang terbuka", "")}</dl>
${each(view.groups, (group) => `<section class="status-${group.key}" aria-labelledby="bagian-${group.key}">
<h2 id="bagian-${group.key}" class="shaped">${group.title} <small>${number(group.total)}</small></h2>
<p class="meta">${group.explanation}</p>
<ol class="ledger">
${each(group.items, pressing(root))}</ol>
${group.total > group.items.length ? `<p class="meta">dan ${number(group.total - group.items.length)} lagi, di <a href="${root}${view.agency.address}">halaman OPD ini</a>.</p>` : ""}
</section>
`) || '<p class="empty">Tidak ada komitmen terbuka yang perlu dibawa ke rapat.</p>'}
<div class="columns">
${view.needs ? section("butuh", "Dibutuhkan dari pihak lain", null, `<ul class="plain">
${each(view.needs.filter((item) => item.obstacle), (item) => `<li>${item.needs_from ? `<b>${link(item.needs_from, root)}</b>: ` : ""}${e(item.obstacle)} <small>untuk ${called(item)}</small></li>`)}
</ul>`) : ""}${view.needed ? section("ditunggu", "Ditunggu OPD lain", view.needed_count, `<ul class="plain">
${each(view.needed, (item) => `<li><b>${e(item.agency.text)}</b>: <a href="${root}${item.address}">${called(item)}</a></li>`)}
</ul>`) : ""}${view.done ? section("selesai", `Selesai dalam ${view.recent_days} hari terakhir`, view.done_count, `<ul class="lines">
${each(view.done, (item) => `<li class="status-${item.standing.key}"><a href="${root}${item.address}">${called(item)}</a> <small>${item.standing.word.toLowerCase()}${item.punctual ? `, ${item.punctual}` : ""}</small></li>`)}
</ul>`) : ""}</div>
<div class="print notes"><p>Catatan rapat</p></div>
</div>`;

/** What lists say below, where they do not hold all. */
const ofAll = (view, items) =>
  view.total > items.length ? `<p class="meta">${items.length} terbaru dari ${number(view.total)}; selebihnya menurut tahun di atas.</p>` : "";

const directivesList = (view, root) => `${view.full ? crumbs(root) : crumbs(root, asked, ...(view.up ?? []))}
${heading(view.title)}
${view.lead ? `<p class="lead">${e(view.lead)}</p>` : ""}
${stages(view.stages, root, view.here)}
${years(view.years, root, view.here)}
${view.tally.total ? `<p class="meta">Keadaan ${number(view.tally.total)} komitmen dari arahan ini, tanpa yang bertanda contoh:</p>${figure(view.tally)}` : ""}
${each(view.months, month(directiveLines, root))}
${view.directives ? `${explained(view.directives)}
${view.full ? directiveRows(view.directives, root) : directiveLines(view.directives, root)}
${ofAll(view, view.directives)}` : view.months ? "" : `<p class="empty">Tidak ada arahan di daftar ini. <a href="${root}arahan/">Semua arahan</a></p>`}
${view.topics ? section("topik", "Menurut topik", null, `<nav class="chips" aria-label="Menurut topik"><ul>${each(view.topics, (item) => `<li><a href="${root}${e(item.link.address)}">${e(item.link.text)} <small>${item.count}</small></a></li>`)}</ul></nav>`) : ""}`;

const meetings = (view, root) => `${view.here === held.address ? crumbs(root) : crumbs(root, held, ...(view.up ?? []))}
<h1>${e(view.title)}</h1>
${view.here === held.address ? '<p class="lead">Rapat, acara, dan pernyataan yang memuat arahan pimpinan, yang terbaru di atas.</p>' : ""}
${years(view.years, root, view.here)}
${each(view.months, month(meetingRows, root))}
${view.meetings ? `${meetingRows(view.meetings, root)}
${ofAll(view, view.meetings)}` : view.months ? "" : '<p class="empty">Belum ada rapat yang tercatat. Sebuah rapat muncul di sini begitu catatannya terbit.</p>'}`;

const mission = (view, root) => `${crumbs(root, list("rpjmd/", "RPJMD"), view.plan)}
<p class="kicker">Misi ${view.number}</p>
${heading(view.title)}
${view.tally.total ? `${score(view.tally)}${figure(view.tally)}` : ""}
${view.directives ? section("arahan", `Arahan yang mendukungnya <small>${view.total}</small>`, null, explained(view.directives) + directiveRows(view.directives, root)) : '<p class="empty">Belum ada arahan yang dikaitkan dengan misi ini.</p>'}
${view.directives && view.total > view.directives.length ? `<p class="meta">${view.directives.length} terbaru dari ${view.total}; semua ada di <a href="${root}arahan/">daftar arahan</a>.</p>` : ""}
${view.siblings ? `<nav class="chips" aria-label="Misi lain"><ul>${each(view.siblings, (to) => `<li>${link(to, root)}</li>`)}</ul></nav>` : ""}`;

const words = {
  kendala: ["Kendala", "terkendala", "Komitmen yang terhambat menurut laporan terakhirnya, yang paling lama tanpa kabar di atas. Kendala yang terlihat lebih mudah dibantu.", "Tidak ada kendala yang sedang dilaporkan.", "terkendala"],
  "lewat-tenggat": ["Lewat tenggat", "lewat-tenggat", "Komitmen terbuka yang tenggatnya sudah lewat, yang paling lama di atas. Komitmen tanpa tenggat tidak dapat lewat; lihat juga yang tanpa kabar.", "Tidak ada komitmen terbuka yang lewat tenggat.", "lewat tenggat"],
  "tanpa-kabar": ["Tanpa kabar", "tanpa-kabar", "Komitmen terbuka yang lama tidak ada laporannya, dihitung sejak laporan terakhir atau sejak diminta, yang paling lama di atas.", "Tidak ada komitmen yang terlalu lama tanpa kabar.", "tanpa kabar"],
};

const open = (view, root) => {
  const [title, key, lead, empty, word] = words[view.key];
  const items = (view.listed ?? []).map((each) => each.item);
  return `${crumbs(root)}
<h1>${title}</h1>
<p class="lead">${lead}</p>
<nav class="chips" aria-label="Pantauan"><ul>${each(Object.entries(words), ([to, [name, status]]) => `<li class="status-${status}"><a href="${root}${to}/"${to === view.key ? ' aria-current="page"' : ""}>${name}</a></li>`)}</ul></nav>
<p class="score${view.total ? ` status-${key}` : ""}"><b>${number(view.total)}</b> <span>dari ${number(view.of)} komitmen terbuka ${word}${view.key === "tanpa-kabar" ? ` ${view.threshold} hari atau lebih` : ""}</span></p>
${view.matrix ? `<p class="meta"><a href="#bagian-menunggu">${view.matrix.title}</a></p>` : ""}
${view.agencies ? `<details class="more"><summary>Menurut OPD (${view.agencies.length})</summary><nav class="chips" aria-label="Menurut OPD"><ul>${each(view.agencies, (item) => `<li><a href="${root}${item.link.address}">${e(item.link.text)} <small>${number(item.count)}</small></a></li>`)}</ul></nav></details>` : ""}
${view.listed ? `${explained(items)}
<ul class="rows">${rows(items, root, "both")}</ul>
${view.more ? `<p class="meta">dan ${view.more} lagi; selebihnya di halaman tiap OPD.</p>` : ""}` : `<p class="empty">${empty}</p>`}
${view.matrix ? section("menunggu", view.matrix.title, null, matrix(view.matrix, root)) : ""}`;
};

const kinds = {
  directive, meeting, report, digest, agency, "agency-role": agencyRole, "agency-year": agencyYear, briefing, directives: directivesList, meetings,
  mission, commitments: open,
};

export const content = (page) => (page.template === "plain" ? page.html : kinds[page.template](page.view, page.root));
