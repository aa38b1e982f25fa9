"use strict";
// Asks every two seconds, ever more rarely while nobody answers, and not at all while nobody looks. Elements stay and only
// their text changes, so that focus, selection and screen readers are left in peace.
(() => {
  const $ = (id) => document.getElementById(id);
  let lang = stored("lang") === "en" ? "en" : "vi";
  let last = null, lastAt = 0, pause = 2000, timer = 0, testing = false;

  function stored(key) { try { return localStorage.getItem(key); } catch { return null; } }
  function store(key, value) { try { localStorage.setItem(key, value); } catch { /* private window: not kept */ } }
  function t(key, ...values) {
    const text = TEXTS[lang][key] ?? key;
    return values.reduce((so, value, i) => so.replace(`{${i}}`, value), text);
  }
  const locale = () => (lang === "vi" ? "vi-VN" : "en-GB");
  const number = (value, most = 3) => value.toLocaleString(locale(), { maximumFractionDigits: most });
  const time = (iso) => new Date(iso).toLocaleString(locale(), { dateStyle: "short", timeStyle: "medium" });
  const date = (iso) => new Date(iso).toLocaleDateString(locale());
  function bytes(n) { return n < 1024 ? `${n} B` : n < 1048576 ? `${number(n / 1024, 0)} kB` : `${number(n / 1048576, 1)} MB`; }
  function span(s) {
    if (s < 90) return t("sec", Math.round(s));
    if (s < 5400) return t("min", Math.round(s / 60));
    return s < 172800 ? t("hour", Math.round(s / 3600)) : t("day", Math.round(s / 86400));
  }
  const ago = (s) => (s < 3 ? t("now") : t("ago", span(s)));

  function set(element, text) { if (element.textContent !== text) element.textContent = text; }
  function attribute(element, name, value) { if (element.getAttribute(name) !== value) element.setAttribute(name, value); }
  const SIGNS = { ok: "✓", low: "i", warn: "!", bad: "✕", none: "–" };
  function state(element, level, text) {
    element.classList.add("state");
    attribute(element, "data-level", level);
    attribute(element, "data-sign", SIGNS[level]);
    set(element, text);
  }
  function make(tag, name, parent) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    parent?.append(element);
    return element;
  }
  // One child for each key, in order; kept ones are not touched.
  function children(parent, keys, create) {
    const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
    keys.forEach((key, i) => {
      let child = before.get(key);
      before.delete(key);
      if (!child) { child = create(); child.dataset.key = key; }
      if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
    });
    before.forEach((child) => child.remove());
    return [...parent.children];
  }
  function row() {
    const li = document.createElement("li");
    make("span", "what", li); make("span", "", li); make("span", "more", li);
    return li;
  }
  function tile(id, level, big, detail, remedy = "") {
    const box = $(id);
    state(box.querySelector(".big"), level, big);
    set(box.querySelector(".detail"), detail);
    const extra = box.querySelector(".remedy");
    if (extra) set(extra, remedy);
  }

  function texts() {
    document.documentElement.lang = lang;
    document.querySelectorAll("[data-text]").forEach((e) => set(e, t(e.dataset.text)));
    document.querySelectorAll("[data-label]").forEach((e) => attribute(e, "aria-label", t(e.dataset.label)));
    document.querySelectorAll("[data-lang]").forEach((e) => attribute(e, "aria-pressed", String(e.dataset.lang === lang)));
    const theme = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.querySelectorAll("[data-theme-choice]").forEach((e) => attribute(e, "aria-pressed", String(e.dataset.themeChoice === theme)));
    if (last) show(last);
  }

  function show(s) {
    document.title = `${s.gateway} – ${s.site}`;
    set($("gateway"), s.gateway);
    set($("site"), s.site);
    $("simulated").hidden = !s.simulated;
    link(s.link);
    const sp = s.spool;
    const spoolLevel = sp.problem ? "bad" : sp.lost + sp.evicted + sp.displaced > 0 ? "warn" : "ok";
    tile("tile-spool", spoolLevel, number(sp.depth, 0), sp.problem ? t("lostMessages", number(sp.lost, 0), sp.problem)
      : [t("keptSize", bytes(sp.bytes)), sp.oldestAgeSeconds ? t("oldest", span(sp.oldestAgeSeconds)) : "",
        t("kept", number(sp.delivered, 0), number(sp.evicted + sp.displaced, 0))].filter(Boolean).join(" · "));
    tile("tile-clock", s.clockTrusted ? "ok" : "warn", t(s.clockTrusted ? "trusted" : "untrusted"),
      s.clockTrusted ? time(s.at) : t("untrustedWhy"));
    certificate(s);
    const c = s.configuration;
    tile("tile-configuration", c.state === "applied" ? "ok" : "warn", c.version ? t("version", c.version) : t(c.state),
      [c.version ? t(c.state) : "", c.sha256.slice(0, 12)].filter(Boolean).join(" · "));
    rules(s.rules);
    devices(s);
    cameras(s);
    errors(s.errors);
    set($("versions"), t("versions", s.software, s.broker, s.account));
  }

  function link(l) {
    const level = l.state === "CONNECTED" ? "ok" : l.state === "CONNECTING" || l.state === "WAITING_FOR_TIME" ? "low" : "bad";
    const fault = l.state === "CONNECTED" || !l.fault ? null : l.fault[lang];
    tile("tile-link", level, t(l.state === "WAITING" ? "WAITING_LINK" : l.state),
      l.state === "CONNECTED" ? [t("sent", number(l.sent, 0), l.connects), l.inFlight ? t("inFlight", l.inFlight) : ""].filter(Boolean).join(" · ")
        : fault?.what ? `${fault.what}${l.lastError ? ` (${l.lastError})` : ""}` : l.lastError, fault?.remedy ?? "");
  }

  function certificate(s) {
    if (!s.certificateUntil) { tile("tile-certificate", "bad", t("none"), ""); return; }
    const days = Math.floor((new Date(s.certificateUntil) - new Date(s.at)) / 86400000);
    const level = days < 0 ? "bad" : days < 14 ? "warn" : "ok";
    tile("tile-certificate", level, days < 0 ? t("expired") : t("days", days), t("until", date(s.certificateUntil)));
  }

  const RULES = { WAITING: ["none", "WAITING_RULE"], CLEAR: ["ok", "CLEAR"], RISING: ["warn", "RISING"], HELD: ["bad", "HELD"], FALLING: ["warn", "FALLING"] };
  function rules(all) {
    $("rules-section").hidden = all.length === 0;
    const rows = children($("rules"), all.map((r) => r.id), row);
    all.forEach((r, i) => {
      const [what, now, more] = rows[i].children;
      set(what, r.message ? `${r.message} (${r.id})` : r.id);
      state(now, RULES[r.state][0], t(RULES[r.state][1]));
      set(more, [r.condition, r.value === null ? "" : t("value", number(r.value)), r.since ? t("since", time(r.since)) : "",
        r.outputs.length ? `→ ${r.outputs.join(", ")}` : ""].filter(Boolean).join(" · "));
    });
  }

  function devices(s) {
    const cameras = new Set(s.cameras.map((c) => c.id));
    const ids = s.devices.map((d) => d.id);
    s.channels.forEach((c) => { if (!ids.includes(c.device) && !cameras.has(c.device)) ids.push(c.device); });
    $("no-channels").hidden = s.channels.length > 0;
    const boxes = children($("devices"), ids, deviceBox);
    ids.forEach((id, i) => {
      const device = s.devices.find((d) => d.id === id);
      const [head, why, list] = boxes[i].children;
      set(head.children[0], id);
      const badge = head.children[1];
      if (!device || (!device.answering && device.failures === 0)) state(badge, "none", t("unread"));
      else if (!device.answering) state(badge, "bad", t("silent"));
      else state(badge, device.warning ? "warn" : "ok", t(device.warning ? "doubtful" : "answering"));
      set(why, device ? (!device.answering ? device.lastError ?? "" : device.warning ?? "") : "");
      const channels = s.channels.filter((c) => c.device === id);
      const rows = children(list, channels.map((c) => c.channel), channelRow);
      channels.forEach((c, n) => channel(rows[n], c, device?.lastError ?? ""));
    });
  }
  function deviceBox() {
    const box = document.createElement("article");
    box.className = "device";
    const head = make("div", "head", box);
    make("h3", "", head); make("span", "", head); make("p", "why", box); make("div", "", box);
    return box;
  }
  function channelRow() {
    const box = document.createElement("div");
    box.className = "channel";
    make("span", "label", box);
    const value = make("span", "value", box);
    make("span", "", value); make("span", "unit", value);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 100 30");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    box.append(svg);
    const under = make("span", "under", box);
    make("span", "", under); make("span", "", under);
    return box;
  }
  const UNITS = { "1": "", "Cel": "°C", "ug/m3": "µg/m³", "deg": "°", "{count}": "", "m3/s": "m³/s", "[ppm]": "ppm", "mm/h": "mm/h" };
  const LEVELS = { GOOD: "ok", UNCERTAIN: "warn", WARMING_UP: "low", STALE: "warn" };
  // What the head of the device says already is not said again below each of its channels.
  function channel(box, c, known) {
    const [label, value, svg, under] = box.children;
    set(label, c.channel);
    set(value.children[0], c.value === null ? "–" : number(c.value));
    set(value.children[1], c.value === null ? "" : ` ${UNITS[c.unit] ?? c.unit}`);
    state(under.children[0], LEVELS[c.quality] ?? "bad", t(c.quality));
    set(under.children[1], [ago(c.ageSeconds), c.error && c.error !== known ? c.error : ""].filter(Boolean).join(" · "));
    curve(svg, c.recent);
  }
  function curve(svg, points) {
    const known = points.filter((p) => p !== null);
    if (known.length < 2) { svg.replaceChildren(); attribute(svg, "aria-hidden", "true"); return; }
    const low = Math.min(...known), high = Math.max(...known), range = high - low || 1;
    const lines = [[]];
    points.forEach((p, i) => {
      if (p === null) { lines.push([]); return; }
      lines.at(-1).push(`${(100 * i / (points.length - 1)).toFixed(1)},${(high === low ? 15 : 27 - 24 * (p - low) / range).toFixed(1)}`);
    });
    svg.removeAttribute("aria-hidden");
    attribute(svg, "aria-label", t("curve", Math.max(1, Math.round(points.length / 6)), number(low), number(high)));
    const drawn = children(svg, lines.filter((l) => l.length > 1).map((_, i) => String(i)),
      () => document.createElementNS("http://www.w3.org/2000/svg", "polyline"));
    lines.filter((l) => l.length > 1).forEach((l, i) => attribute(drawn[i], "points", l.join(" ")));
  }

  function cameras(s) {
    $("cameras-section").hidden = s.cameras.length === 0;
    set($("crashes"), s.videoCrashes ? t("crashes", s.videoCrashes) : "");
    const rows = children($("cameras"), s.cameras.map((c) => c.id), row);
    s.cameras.forEach((c, i) => {
      const [what, now, more] = rows[i].children;
      set(what, c.id);
      state(now, !c.alive ? "bad" : c.problem ? "warn" : "ok", t(!c.alive ? "dark2" : c.problem ? "limited" : "alive"));
      set(more, [lang === "vi" ? c.problemVi : c.problem, t("messages", number(c.messages, 0))].filter(Boolean).join(" · "));
    });
  }

  function errors(all) {
    $("no-errors").hidden = all.length > 0;
    const rows = children($("errors"), all.map((e) => `${e.source} ${e.first} ${e.message}`), row);
    all.forEach((e, i) => {
      const [what, now, more] = rows[i].children;
      set(what, e.source);
      set(now, e.times > 1 ? t("times", number(e.times, 0)) : "");
      set(more, `${time(e.last)} · ${e.message}`);
    });
  }

  const TESTS = { WAITING: "none", RUNNING: "low", GOOD: "ok", DOUBTFUL: "warn", BAD: "bad" };
  function tests(answer) {
    const rows = children($("tests"), answer.results.map((r) => r.id), row);
    answer.results.forEach((r, i) => {
      const [what, now, more] = rows[i].children;
      const [kind, ...name] = r.id.split("/");
      set(what, t(`t-${kind}`, name.join("/")));
      state(now, TESTS[r.state], t(`T_${r.state}`));
      set(more, r[lang]);
    });
    const count = (...states) => answer.results.filter((r) => states.includes(r.state)).length;
    set($("test-state"), answer.running ? t("testRunning") : t("testDone", count("GOOD"), count("DOUBTFUL"), count("BAD")));
    attribute($("begin-test"), "aria-disabled", String(answer.running));
  }
  async function followTest() {
    try {
      let answer;
      do {
        await new Promise((done) => setTimeout(done, 400));
        answer = await (await fetch("/api/self-test")).json();
        tests(answer);
      } while (answer.running);
    } catch { /* the status line says that the gateway does not answer */ }
    testing = false;
    attribute($("begin-test"), "aria-disabled", "false");
  }
  $("begin-test").addEventListener("click", async () => {
    if (testing) return;
    testing = true;
    attribute($("begin-test"), "aria-disabled", "true");
    try { await fetch("/api/self-test", { method: "POST", headers: { "X-Self-Test": "1" } }); } finally { followTest(); }
  });

  async function ask() {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const answer = await fetch("/api/status", { signal: AbortSignal.timeout(8000) });
      if (answer.status === 401) { complain(t("signedOut")); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      last = await answer.json();
      lastAt = Date.now();
      pause = 2000;
      $("stale").hidden = true;
      show(last);
    } catch {
      pause = Math.min(pause * 2, 30000);
      complain(t("lost", lastAt ? span((Date.now() - lastAt) / 1000) : "…"));
    }
    timer = setTimeout(ask, pause);
  }
  function complain(text) { set($("stale"), text); $("stale").hidden = false; }

  document.querySelectorAll("[data-lang]").forEach((e) => e.addEventListener("click", () => { lang = e.dataset.lang; store("lang", lang); texts(); }));
  document.querySelectorAll("[data-theme-choice]").forEach((e) => e.addEventListener("click", () => {
    document.documentElement.dataset.theme = e.dataset.themeChoice; store("theme", e.dataset.themeChoice); texts();
  }));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { pause = 2000; ask(); } });
  if (stored("theme")) document.documentElement.dataset.theme = stored("theme");
  $("sign-out").hidden = location.protocol !== "https:";
  texts();
  ask();
})();
