// The page /cari/: asks Pagefind's index, which it loads when somebody searches and not before.
const form = document.getElementById("cari");
const said = document.getElementById("kabar");
const list = document.getElementById("temuan");
const more = document.getElementById("lagi");
const root = new URL(form.dataset.root, location);
const index = new URL(form.dataset.index, root);
const years = [...(form.elements.tahun?.options ?? [])].map((option) => option.value).filter(Boolean);
const STEP = 10;

let program; // Pagefind, once it was asked for
const volumes = new Map(); // each year's index that was asked for
let asked = 0; // the newest question; answers to older ones come too late
let found = [];

const chosen = () => [...new FormData(form)].filter(([, value]) => value.trim());

async function load(year) {
  program ??= import(new URL("pagefind.js", index)).then(async (loaded) => {
    await loaded.options({ baseUrl: root.pathname, excerptLength: 28 });
    return loaded;
  });
  const pagefind = await program;
  await Promise.all(
    (year ? [year] : years).map((each) => {
      if (!volumes.has(each)) {
        const options = { mergeFilter: { tahun: each }, baseUrl: root.pathname, excerptLength: 28 };
        volumes.set(each, pagefind.mergeIndex(new URL(`${each}/`, index).pathname, options));
      }
      return volumes.get(each);
    }),
  );
  return pagefind;
}

async function ask() {
  const question = ++asked;
  const { q, ...filters } = Object.fromEntries(chosen());
  found = [];
  if (!q && !Object.keys(filters).length) {
    show("");
    return;
  }
  said.textContent = "Mencari …";
  try {
    const pagefind = await load(filters.tahun);
    const answer = await pagefind.search(q ?? null, { filters });
    if (question !== asked) return;
    found = answer.results;
    const count = found.length.toLocaleString("id-ID");
    await show(found.length ? `${count} hasil` : "Tidak ada hasil. Coba kata lain, atau kurangi penyempitnya.");
  } catch (error) {
    program = undefined;
    volumes.clear();
    show("Pencarian tidak dapat dimuat. Silakan telusuri lewat daftar di bawah ini.");
  }
}

async function show(text) {
  const question = asked;
  const pages = await Promise.all(found.slice(0, STEP).map((each) => each.data()));
  if (question !== asked) return;
  list.replaceChildren(...pages.map(item));
  said.textContent = text;
  more.hidden = found.length <= STEP;
}

function element(name, type, ...content) {
  const made = document.createElement(name);
  if (type) made.className = type;
  made.append(...content);
  return made;
}

function item({ url, meta, excerpt }) {
  const link = element("a", "", meta.title);
  link.href = url;
  const about = element("p", "meta", [meta.jenis, meta.tanggal].filter(Boolean).join(" · "));
  if (meta.keadaan) about.append(" ", element("span", `status status-${meta.kunci}`, meta.keadaan));
  if (meta.contoh) about.append(" ", element("span", "contoh", meta.contoh));
  // The excerpt is text in which < and > are escaped, and the words found are marked.
  const words = excerpt.split(/<\/?mark>/).map((text, place) => {
    const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return place % 2 ? element("mark", "", plain) : plain;
  });
  return element("li", "", element("p", "title", link), about, element("p", "excerpt", ...words));
}

function keep() {
  const query = new URLSearchParams(chosen()).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

let waiting;
form.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => (keep(), ask()), event.target.name === "q" ? 250 : 0);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  keep();
  ask();
});
more.addEventListener("click", async () => {
  const shown = list.children.length;
  const pages = await Promise.all(found.slice(shown, shown + STEP).map((each) => each.data()));
  list.append(...pages.map(item));
  list.children[shown]?.querySelector("a").focus();
  more.hidden = found.length <= list.children.length;
});

for (const [name, value] of new URLSearchParams(location.search)) {
  const field = form.elements[name];
  if (field) field.value = value;
  if (field?.value && name !== "q") form.querySelector("details").open = true;
}
ask();
