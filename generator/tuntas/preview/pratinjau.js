// What a preview adds to each page: it comes anew when a change is shown, tells what is wrong, and marks drafts.
// Texts of notes and names of files become text nodes only.
(() => {
  "use strict";
  const { situs: site, edisi: edition } = document.currentScript.dataset;
  const place = `tuntas-pratinjau:${location.pathname}`;
  const DRAFT = "draf, belum terbit";
  let source, root, closed = false;

  const PANEL = `
    :host { all: initial; position: fixed; z-index: 2147483647; inset: auto 0 0 0; pointer-events: none;
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: #16242e; }
    @media print { :host { display: none; } }
    section { pointer-events: auto; box-sizing: border-box; max-height: 60vh; overflow: auto; background: #fff;
      border-top: 4px solid #a3171f; box-shadow: 0 -8px 30px rgb(12 47 66 / 25%); padding: 0.75rem clamp(1rem, 4vw, 2rem) 1.25rem; }
    section.warning { border-color: #8a6d00; }
    header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
    h2 { font-size: 1.05rem; margin: 0; }
    p { margin: 0.25rem 0; }
    ol { margin: 0.5rem 0 0; padding: 0; list-style: none; }
    li { border-top: 1px solid #d9d4c8; padding: 0.6rem 0; }
    .where { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.86rem; color: #0a5a73; overflow-wrap: anywhere; }
    .what { font-weight: 650; }
    .kind { color: #a3171f; } .warning .kind, li.warning .kind { color: #7a5f00; }
    pre { margin: 0.35rem 0; padding: 0.4rem 0.6rem; background: #f1eee7; overflow: auto; border-radius: 4px;
      font: 0.86rem/1.35 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
    .code { color: #55616a; font-size: 0.86rem; }
    button { font: inherit; pointer-events: auto; cursor: pointer; border: 1px solid #55616a; border-radius: 999px;
      background: #fff; color: #16242e; padding: 0.15rem 0.8rem; }
    button:focus-visible { outline: 3px solid #b4500f; outline-offset: 2px; }
    .pill { position: absolute; right: 0.75rem; bottom: 0.75rem; box-shadow: 0 2px 10px rgb(12 47 66 / 25%); }
    .pill.error { background: #a3171f; border-color: #a3171f; color: #fff; }
  `;
  const PAGE = `
    .tuntas-draf, .tuntas-draf-halaman { background: #f2b632; color: #0c2f42; font: 600 0.8rem/1.4 system-ui, sans-serif; }
    .tuntas-draf { display: inline-block; border-radius: 999px; padding: 0 0.55em; margin-inline-start: 0.4em; white-space: nowrap; }
    .tuntas-draf-halaman { margin: 0; padding: 0.5rem clamp(1rem, 4vw, 2rem); font-size: 0.95rem; }
  `;

  function sheet(text) {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function listen() {
    source = new EventSource(`${site}.pratinjau/kabar?halaman=${encodeURIComponent(location.pathname)}`);
    source.onmessage = (event) => hear(JSON.parse(event.data));
    source.onerror = () => draw([pill("Pratinjau tidak terhubung; jalankan lagi tuntas serve", "error")]);
  }

  function hear(news) {
    if (news.edition !== edition) {
      source.close();
      try { sessionStorage.setItem(place, String(scrollY)); } catch { /* the browser itself may remember */ }
      location.reload();
      return;
    }
    tell(news);
  }

  function tell(news) {
    const wrong = news.failure || news.errors > 0;
    const drafts = news.drafts.filter((draft) => draft.shown).length;
    const notes = [];
    if (news.errors) notes.push(`${news.errors} kesalahan`);
    if (news.warnings) notes.push(`${news.warnings} peringatan`);
    if (news.drafts.length) notes.push(`${news.drafts.length} draf`);
    const button = pill(wrong ? "Belum dapat ditampilkan" : `Pratinjau${notes.length ? `: ${notes.join(", ")}` : ""}`, wrong ? "error" : "");
    const open = wrong && !closed;
    button.addEventListener("click", () => { closed = false; draw([panel(news, wrong)]); });
    draw(open ? [panel(news, wrong)] : notes.length || wrong ? [button] : []);
    if (drafts) mark(news.drafts.filter((draft) => draft.shown));
  }

  function pill(text, kind) {
    const made = element("button", `pill ${kind}`, text);
    made.type = "button";
    return made;
  }

  function panel(news, wrong) {
    const close = element("button", "", "Tutup");
    close.type = "button";
    close.addEventListener("click", () => { closed = true; tell(news); });
    const title = wrong ? "Perubahan terakhir belum dapat ditampilkan" : "Pratinjau";
    const made = element("section", wrong ? "" : "warning", element("header", "", element("h2", "", title), close));
    made.setAttribute("role", "alert");
    if (wrong && news.has_pages) made.append(element("p", "", "Halaman ini yang terakhir baik. Perbaiki yang berikut, lalu simpan lagi."));
    for (const line of news.failure.split("\n").filter(Boolean)) made.append(element("p", "what", line));
    const list = element("ol", "");
    for (const problem of news.problems) list.append(item(problem));
    for (const draft of news.drafts) list.append(draftItem(draft));
    made.append(list);
    const hidden = news.errors + news.warnings - news.problems.length;
    if (hidden > 0) made.append(element("p", "", `${hidden} masalah lain: lihat tuntas check.`));
    return made;
  }

  function item(problem) {
    const { file, line, column } = problem.place;
    const kind = element("span", "kind", problem.severity === "error" ? "Kesalahan: " : "Peringatan: ");
    const made = element("li", problem.severity,
      element("div", "where", `${file}:${line}:${column}`),
      element("div", "what", kind, problem.message));
    if (problem.line) made.append(element("pre", "", `${problem.line}\n${problem.carets}`));
    if (problem.suggestion) made.append(element("p", "", `Maksud Anda: ${problem.suggestion}?`));
    made.append(element("p", "cure", problem.hint));
    for (const other of problem.related) made.append(element("p", "where", `${other.message}: ${other.place.file}:${other.place.line}`));
    if (problem.paste) made.append(element("pre", "", problem.paste));
    made.append(element("div", "code", `tuntas explain ${problem.code}`));
    return made;
  }

  function draftItem(draft) {
    const how = draft.shown
      ? "Ikut ditampilkan di sini saja; tidak terbit selama masih ada baris draf: true."
      : `Bertanggal ${draft.date}, sesudah hari ini. Untuk melihatnya: tuntas serve --as-of ${draft.date}`;
    return element("li", "warning", element("div", "where", draft.file), element("div", "what", `Draf: ${draft.title}`), element("p", "", how));
  }

  function draw(children) {
    if (!root) {
      const host = element("tuntas-pratinjau", "");
      root = host.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet(PANEL)];
      document.body.append(host);
    }
    root.replaceChildren(...children);
  }

  function mark(drafts) {
    for (const old of document.querySelectorAll(".tuntas-draf, .tuntas-draf-halaman")) old.remove();
    const begins = (path) => drafts.find((draft) => draft.addresses.some((address) => path.startsWith(site + address)));
    const here = begins(location.pathname);
    for (const link of document.querySelectorAll("main a[href]")) {
      if (link.origin === location.origin && begins(link.pathname) && !here) link.after(element("span", "tuntas-draf", DRAFT));
    }
    if (here) {
      const text = `Draf, belum terbit: ${here.file}. Hapus baris draf: true bila siap diterbitkan.`;
      document.body.prepend(element("p", "tuntas-draf-halaman", text));
    }
    if (!document.adoptedStyleSheets.includes(marks)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, marks];
  }
  const marks = sheet(PAGE);

  function wake() {
    if (document.visibilityState === "hidden") source?.close();
    else if (!source || source.readyState === EventSource.CLOSED) listen();
  }

  addEventListener("DOMContentLoaded", () => {
    let before = null;
    try { before = sessionStorage.getItem(place); sessionStorage.removeItem(place); } catch { /* as above */ }
    if (before !== null && Math.abs(scrollY - Number(before)) > 1) scrollTo({ top: Number(before), behavior: "instant" });
    document.addEventListener("visibilitychange", wake);
    wake();
  });
})();
