// An agency: its page, its roles and years, and its hand-out for a meeting.
import { site } from "./archive.js";
import { months, shares } from "./charts.js";
import {
  agencies, badge, commitments, crumbs, e, each, explained, figure, heading, lines, link, links, markdown, mentions, number,
  score, section, time, titled,
} from "./parts.js";

const share = (title, tally, to, progress, root) => {
  const judged = tally.on_time + tally.late + tally.overdue;
  return `<div><h3><a href="${root}${to.address}">${title}</a></h3>
${tally.total ? `${score(tally)}
${shares(progress)}
<dl class="counts">
<div><dt>Tanpa tenggat</dt><dd>${number(tally.total - tally.with_due)} <small>dari ${number(tally.total)}</small></dd></div>
${tally.with_due ? `<div${tally.overdue ? ' class="status-lewat-tenggat"' : ""}><dt>Lewat tenggat</dt><dd>${number(tally.overdue)} <small>dari ${number(tally.with_due)} yang bertenggat</small></dd></div>` : ""}
<div><dt>Selesai tepat waktu</dt><dd>${judged ? `${number(tally.on_time)} <small>dari ${number(judged)} bertenggat yang selesai atau lewat tenggat</small>` : "<small>belum ada yang jatuh tempo</small>"}</dd></div>
</dl>` : '<p class="empty">Belum ada komitmen dalam peran ini.</p>'}
</div>`;
};

const need = (root) => (item) =>
  !item.obstacle ? "" : `<li class="row"><p class="row-state">${item.needs_from ? `dari ${link(item.needs_from, root)}` : badge(item.standing)}</p><div><p><b>Kendala:</b> ${e(item.obstacle)}</p><p class="meta">untuk <a href="${root}${item.address}">${e(item.action || item.directive.text)}</a></p></div></li>\n`;

const more = (view, root) => {
  const shown = (view.open_lead?.length ?? 0) + (view.open_supporting?.length ?? 0);
  if (!shown) return '<p class="empty">Tidak ada komitmen terbuka.</p>';
  return view.open_count <= shown ? "" : `<p class="meta">Ditampilkan ${shown} yang paling mendesak dari ${view.open_count}; selebihnya menurut tahun: ${links(view.years, root)}</p>`;
};

const yearsOf = (view, root) =>
  !view.years ? "" : `<nav class="chips" aria-label="Komitmen menurut tahun"><p class="meta">Semua komitmen, menurut tahun arahannya:</p><ul>${each(view.years, (to) => `<li>${link(to, root)}</li>`)}</ul></nav>`;

export const agency = (view, root, address) => `${crumbs(root, agencies)}
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
${view.open_lead || view.open_supporting ? explained([...(view.open_lead ?? []), ...(view.open_supporting ?? []), ...(view.done ?? [])]) : ""}
${view.open_lead ? `<h3 class="role">Penanggung jawab utama</h3>${commitments(view.open_lead, root, "directive", 6)}` : ""}
${view.open_supporting ? `<h3 class="role">Pendukung</h3>${commitments(view.open_supporting, root, "directive", 6)}` : ""}
${more(view, root)}`)}
${view.needs ? section("butuh", "Yang dibutuhkan dari pihak lain", null, `
<ul class="rows">${each(view.needs.slice(0, 6), need(root))}</ul>
${view.needs.length > 6 ? `<details class="more"><summary>Tampilkan ${view.needs.length - 6} lagi</summary><ul class="rows">${each(view.needs.slice(6), need(root))}</ul></details>` : ""}`) : ""}
${view.needed ? section("ditunggu", "Ditunggu OPD lain", view.needed_count, commitments(view.needed, root, "both", 6)) : ""}
${view.done ? section("selesai", "Sudah selesai", view.done_count, commitments(view.done, root, "directive", 6), "screen") : ""}
${section("kabar", "Kabar terakhir", null, `${view.recent ? lines(view.recent, root, true) : '<p class="empty">Belum ada kabar dari atau tentang OPD ini.</p>'}
<p class="callout">Umpan RSS OPD ini: <a href="selesai.xml">yang selesai</a> atau <a href="feed.xml">semua kabar</a>. Kalender tenggatnya: <a href="${site.webcal}${address}tenggat.ics">langganan</a> atau <a href="tenggat.ics" download>unduh</a>.</p>`, "screen")}
<div class="columns screen">
${view.reports ? section("laporan", "Laporan", null, `<ul class="plain">${each(view.reports, (item) => `<li>${link(item.link, root)} <small>${time(item.day)}</small></li>`)}</ul>`) : ""}
${view.innovations ? section("inovasi", "Inovasi", null, `<ul class="plain">${each(view.innovations, (to) => `<li>${link(to, root)}</li>`)}</ul>`) : ""}
${view.meetings ? section("rapat", "Pertemuan yang dihadiri", view.meetings_count, `<ul class="plain">${each(view.meetings, (item) => `<li>${titled(item, root)} <small>${item.kind}, ${time(item.day)}</small></li>`)}</ul>`) : ""}
${mentions(view.mentions, root)}
</div>`;

const ofYear = (title, list, root) =>
  !list.length ? "" : `<section><h2>${title} <small>${list.length}</small></h2>${commitments(list, root, "directive", 50)}</section>\n`;

export const agencyRole = (view, root) => `${crumbs(root, agencies, view.agency)}
${heading(view.title, view.name)}
<nav class="chips" aria-label="Menurut peran"><ul>${each(view.roles, (to) => `<li><a href="${root}${to.address}"${to.address === view.here ? ' aria-current="page"' : ""}>${to.text}</a></li>`)}</ul></nav>
${view.tally.total ? `${score(view.tally)}${figure(view.tally)}` : ""}
${section("terbuka", "Masih terbuka", view.open_count, `
${view.open ? `${explained([...view.open, ...(view.done ?? [])])}${commitments(view.open, root, "directive", 40)}
${view.open_count > view.open.length ? `<p class="meta">Ditampilkan ${view.open.length} yang paling mendesak; semuanya menurut tahun di bawah.</p>` : ""}` : '<p class="empty">Tidak ada komitmen terbuka dalam peran ini.</p>'}`)}
${view.done ? section("selesai", "Sudah selesai", view.done_count, commitments(view.done, root, "directive", 10)) : ""}
${yearsOf(view, root)}`;

export const agencyYear = (view, root) => `${crumbs(root, agencies, view.agency)}
<h1>Komitmen dari arahan tahun ${view.year} <small>${e(view.name)}</small></h1>
<nav class="chips" aria-label="Menurut tahun"><ul>${each(view.years, (to) => `<li><a href="${root}${to.address}"${to.text === String(view.year) ? ' aria-current="page"' : ""}>${to.text}</a></li>`)}</ul></nav>
${figure(view.tally)}
${explained(view.commitments)}
${ofYear("Penanggung jawab utama", view.commitments.filter((item) => item.lead), root)}${ofYear("Pendukung", view.commitments.filter((item) => !item.lead), root)}`;

const figures = (name, count, of, status) =>
  `<div${status && count ? ` class="status-${status}"` : ""}><dt>${name}</dt><dd><b>${number(count)}</b> ${of}</dd></div>\n`;

const called = (item) => e(item.action || item.directive.text);

const pressing = (root) => (item) => `<li><div><p class="what"><a href="${root}${item.address}">${called(item)}</a></p>
<p class="meta">${item.action ? `${e(item.directive.text)} · ` : ""}${item.lead ? "utama" : "pendukung"}${item.obstacle ? `<br><b>Kendala:</b> ${e(item.obstacle)}${item.needs_from ? ` Menunggu ${link(item.needs_from, root)}.` : ""}` : ""}</p></div>
<p class="meta">${badge(item.standing)}${item.percent !== undefined ? ` ${item.percent} persen` : ""}</p>
<p class="meta">${item.due ? `tenggat ${time(item.due)}${item.left ? ` (${item.left})` : ""}${item.overdue ? `, <b>${item.overdue}</b>` : ""}` : "tanpa tenggat"}${item.silent ? `; ${item.silent}` : ""}</p></li>
`;

export const briefing = (view, root) => `${crumbs(root, agencies, view.agency)}
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
