// The page /cari/: loads indexes once it is asked.
const the = (id) => document.getElementById(id);
const form = the("cari");
const [said, list, more] = ["kabar", "temuan", "lagi"].map(the);
const root = new URL(form.dataset.root, location);
const index = new URL(form.dataset.index, root);
const years = [...(form.elements.tahun ?? [])].map((option) => option.value).filter(Boolean);
const given = { baseUrl: root.pathname, excerptLength: 28 };
const step = 10;

let program; // Pagefind and the years' indexes are loaded when they are first needed
const volumes = new Map();
let asked = 0; // answers to any but the newest question come too late
let found = [];

const chosen = () => [...new FormData(form)].filter(([, value]) => value.trim());

async function load(year) {
  program ??= import(new URL("pagefind.js", index)).then((made) =>
    made.createInstance({ ...given, basePath: index.pathname, noWorker: true }),
  );
  const pagefind = await program;
  for (const tahun of year ? [year] : years) {
    const own = { ...given, mergeFilter: { tahun } };
    if (!volumes.has(tahun)) volumes.set(tahun, pagefind.mergeIndex(`${index.pathname}${tahun}/`, own));
  }
  await Promise.all(volumes.values());
  return pagefind;
}

async function ask() {
  const mine = ++asked;
  const { q, ...filters } = Object.fromEntries(chosen());
  found = [];
  if (!chosen().length) return show("");
  said.textContent = "Mencari …";
  try {
    const pagefind = await load(filters.tahun);
    const sort = q ? {} : { urutan: "desc" };
    const { results } = await pagefind.search(q ?? form.dataset.every, { filters, sort });
    if (mine !== asked) return;
    found = results;
    const count = `${found.length.toLocaleString("id-ID")} hasil`;
    await show(found.length ? count : "Tidak ada hasil. Coba kata lain, atau jangan persempit.");
  } catch {
    program = undefined;
    volumes.clear();
    show("Pencarian gagal dimuat. Telusuri lewat daftar di bawah.");
  }
}

async function show(text) {
  const mine = asked;
  const items = await next(0);
  if (mine !== asked) return;
  list.replaceChildren(...items);
  said.textContent = text;
  more.hidden = found.length <= step;
}

async function next(start) {
  const pages = await Promise.all(found.slice(start, start + step).map((each) => each.data()));
  return pages.map(item);
}

function element(name, className, ...content) {
  const made = Object.assign(document.createElement(name), { className });
  made.append(...content);
  return made;
}

function item({ url, meta, excerpt }) {
  const link = element("a", "", meta.title);
  link.href = url.replace(/\.html$/, "/");
  const about = element("p", "meta", [meta.jenis, meta.tanggal].filter(Boolean).join(" · "));
  if (meta.keadaan) about.append(" ", element("span", `status status-${meta.kunci}`, meta.keadaan));
  if (meta.contoh) about.append(" ", element("span", "contoh", meta.contoh));
  // An excerpt marks the words found, and escapes < and >.
  const words = excerpt.split(/<\/?mark>/).map((text, place) => {
    const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return place % 2 ? element("mark", "", plain) : plain;
  });
  return element("li", "", element("p", "title", link), about, element("p", "excerpt", ...words));
}

function go() {
  clearTimeout(timer);
  const query = new URLSearchParams(chosen()).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  ask();
}

let timer;
form.addEventListener("input", (e) => {
  clearTimeout(timer);
  timer = setTimeout(go, e.target.name === "q" ? 250 : 0);
});
form.addEventListener("submit", (e) => {
  e.preventDefault();
  go();
});
more.addEventListener("click", async () => {
  const items = await next(list.children.length);
  list.append(...items);
  items[0]?.querySelector("a").focus();
  more.hidden = found.length <= list.children.length;
});

for (const [name, value] of new URLSearchParams(location.search)) {
  const field = form.elements.namedItem(name) ?? {};
  field.value = value;
  if (field.options) the("sempit").open = true;
}
ask();
