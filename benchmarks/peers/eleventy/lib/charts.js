// Pictures of progress, from their measures.
import { e, each, number } from "./parts.js";

const begin = (chart) => `<figure class="chart"><figcaption>${e(chart.title)} <small>${e(chart.about)}</small></figcaption>
<svg viewBox="0 0 ${chart.width} ${chart.height}" role="img" aria-labelledby="${chart.id}-judul ${chart.id}-uraian"><title id="${chart.id}-judul">${e(chart.title)}</title><desc id="${chart.id}-uraian">${e(chart.description)}</desc>
`;

const parts = (list) =>
  each(list, (part) => `<rect class="part part-${part.key}" x="${part.x}" y="${part.y}" width="${part.width}" height="${part.height}"/>`);

const keys = (list) =>
  each(list, (key) => `<li><svg class="key" viewBox="0 0 14 12" aria-hidden="true"><rect class="part part-${key.key}" x="1" y="1" width="12" height="10"/></svg><b>${number(key.count)}</b> ${key.word.toLowerCase()}</li>`);

/** A whole in its parts. */
export const shares = (chart) => `${begin(chart)}${parts(chart.parts)}</svg>
<ul class="keys">${keys(chart.keys)}${each(chart.beside, (key) => `<li class="beside"><b>${number(key.count)}</b> ${key.word}</li>`)}</ul>
${chart.table.rows.length > 1 ? `<details class="numbers numbers-again"><summary>Angka dalam tabel</summary><table><thead><tr><th scope="col">Keadaan</th><th scope="col" class="align-right">Komitmen</th></tr></thead><tbody>${each(chart.table.rows, ([word, share]) => `<tr><th scope="row">${word}</th><td class="align-right">${share}</td></tr>`)}</tbody></table></details>` : ""}
</figure>`;

const row = ([name, ...cells]) => `<tr><th scope="row">${name}</th>${each(cells, (cell) => `<td class="align-right">${cell}</td>`)}</tr>`;

/** Bars by month, with their table. */
export const months = (chart) => `${begin(chart)}<path class="ground" d="M0 ${chart.ground}H${chart.width}"/>
${each(chart.bars, (bar) => `${bar.total ? `${parts(bar.parts)}<text class="value" x="${bar.x}" y="${bar.top - 5}">${number(bar.total)}</text>` : ""}<text x="${bar.x}" y="${chart.ground + 15}">${bar.label}</text>${bar.year ? `<text x="${bar.x}" y="${chart.ground + 29}">${bar.year}</text>` : ""}`)}</svg>
<ul class="keys">${keys(chart.keys)}</ul>
${chart.earlier ? `<p class="meta">${number(chart.earlier)} komitmen lain selesai sebelum bulan-bulan ini.</p>` : ""}
<details class="numbers"><summary>Angka dalam tabel</summary><div class="table" role="group" aria-label="${e(chart.title)}" tabindex="0"><table><thead><tr>${each(chart.table.head, (name, index) => `<th scope="col"${index ? ' class="align-right"' : ""}>${name}</th>`)}</tr></thead><tbody>${each(chart.table.rows, row)}</tbody></table></div></details>
</figure>`;

/** Who waits for whom: a table, shaded. */
export const matrix = (chart, root) => `<p class="meta" id="${chart.id}-uraian">${e(chart.description)} Baris menunggu kolom; angkanya komitmen terbuka, tanpa contoh.</p>
<div class="table" role="group" aria-label="${e(chart.title)}" tabindex="0"><table class="matrix" aria-describedby="${chart.id}-uraian"><caption class="hidden">${e(chart.title)}</caption><thead><tr><td></td>${each(chart.columns, (to) => `<th scope="col"><a href="${root}${to.address}">${e(to.text)}</a></th>`)}</tr></thead>
<tbody>${each(chart.rows, (line) => `<tr><th scope="row"><a href="${root}${line.agency.address}">${e(line.agency.text)}</a></th>${each(line.cells, (cell) => (cell.count ? `<td class="shade-${cell.level}">${number(cell.count)}</td>` : "<td></td>"))}</tr>
`)}</tbody></table></div>`;
