// A meeting, a report and a digest: what was asked and told.
import { directives } from "./archive.js";
import {
  agencies, badge, commitments, corrections, crumbs, e, each, explained, fact, figure, heading, held, lines, link, list, markdown,
  mentions, time, titled, told, yearOf,
} from "./parts.js";

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

export const meeting = (view, root) => `${crumbs(root, held, yearOf("rapim/", view.date_iso))}
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

export const report = (view, root) => `${crumbs(root, agencies, view.agency)}
<p class="kicker">Laporan · <time datetime="${view.date_iso}">${view.date}</time></p>
${heading(view.title)}
<div class="prose">${markdown(view.body)}</div>
<section aria-labelledby="bagian-isi"><h2 id="bagian-isi">Yang dilaporkan</h2>${told(view.told, root)}</section>
${view.corrections ? corrections(view.corrections) : ""}`;

const silence = (root) => (item) => `<li class="status-tanpa-kabar"><p class="meta">kabar terakhir ${time(item.since)} · ${e(item.agency)}</p><p><a href="${root}${item.address}">${e(item.headline)}</a></p></li>`;

export const digest = (view, root) => `${crumbs(root, list("digest/", "Ringkasan"))}
${heading(view.title)}
<p class="lead">${e(view.sentence)} Dari ${view.first} sampai ${view.last}.</p>
${view.remark ? `<p class="meta">${e(view.remark)}</p>` : ""}
${each(view.groups, (group, index) => `<section aria-labelledby="bagian-${index + 1}"><h2 id="bagian-${index + 1}">${group.word} <small>${group.size}</small></h2>
${group.silences ? `<ul class="lines">${each(group.silences, silence(root))}</ul>` : lines(group.events, root, false)}</section>`)}`;
