// A directive: where it came from, what agencies do of it, and its history.
import { shares } from "./charts.js";
import {
  asked, badge, crumbs, e, each, fact, heading, link, links, markdown, mentions, obstacle, said, time, titled, yearOf,
} from "./parts.js";

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

export const directive = (view, root) => `${crumbs(root, asked, yearOf("arahan/", view.day.iso))}
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
