"use strict";
// All data is in the tables of the page; nothing is fetched, and text is only ever set as text.
(function () {
	const $ = (selector, from) => (from || document).querySelector(selector);
	const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));

	function make(name, attributes, ...children) {
		const svg = ["svg", "g", "rect", "text", "title", "path", "marker", "defs"].includes(name) || attributes?.svg;
		const e = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
		for (const [key, value] of Object.entries(attributes || {})) if (key !== "svg") e.setAttribute(key, value);
		e.append(...children);
		return e;
	}

	// A cell ends where the next tag begins, after a line feed.
	const said = (e) => e.textContent.trim();

	// Items: flows and objects, by the ids of their rows.
	const items = new Map();
	for (const row of all("#flows tbody tr, #objects tbody tr")) {
		const flow = row.id[0] === "f", cells = row.cells;
		items.set(row.id, {
			n: row.id, row, flow, id: cells[0].id, name: $("a", cells[0]).textContent, type: said(cells[1]),
			division: said(cells[2]), broken: $(".bad", cells[0]) !== null, missing: $("a ~ .warn", cells[0]) !== null,
			facts: flow ? [["Division", said(cells[2])], ["Version", said(cells[3])],
				["Date", said(cells[4])], ["Author", said(cells[5])]] : [["Division", said(cells[2])]],
			users: [], uses: [], texts: [],
		});
	}
	for (const item of items.values())
		for (const a of all("a", item.row.cells[item.row.cells.length - 1])) {
			const user = items.get(a.hash.slice(1));
			if (!user) continue;
			item.users.push(user);
			user.uses.push(item);
		}
	for (const body of all("#texts tbody")) {
		const item = items.get(body.dataset.n);
		let task = "";
		for (const row of Array.from(body.rows).slice(1)) {
			task = said(row.cells[0]) || task;
			item?.texts.push({ item, task, step: said(row.cells[1]), text: said(row.cells[2]) });
		}
	}
	const by_id = new Map(Array.from(items.values(), (i) => [i.id, i]));

	// The way to an item: its own id where it has one, so that the address can be sent to others.
	const address = (item) => "#" + encodeURIComponent(item.id || item.n);
	const link = (item) => make("a", { href: address(item) }, item.name);

	// Search
	const find = $("#find"), q = $("#q"), type = $("#type"), division = $("#division"), count = $("#count"), RESULTS = 200;

	// "+1 (201) 555-0100" and "tel:0012015550100" are one number, as for gc-grep.
	const digits = (s) => s.replace(/\(0\)/g, "").replace(/[\s\u00a0./()-]/g, "").replace(/(^|[^\d])00(?=\d)/g, "$1+");
	function matcher(text) {
		const low = text.toLowerCase();
		const phone = /^(tel:)?[\d\s\u00a0+./()-]*\d[\d\s\u00a0+./()-]*$/.test(text) && digits(text.replace(/^tel:/, ""));
		return (s) => s.toLowerCase().includes(low) || (phone && phone.length > 2 && digits(s).includes(phone));
	}
	function marked(s, text) {
		const at = s.toLowerCase().indexOf(text.toLowerCase());
		if (at < 0 || s.toLowerCase().length !== s.length) return [s];
		return [s.slice(0, at), make("mark", null, s.slice(at, at + text.length)), s.slice(at + text.length)];
	}
	const passes = (i) => (!type.value || i.type === type.value) && (!division.value || i.division === division.value);

	function result(item, text, hit) {
		const li = make("li", null, link(item), " ", make("small", null, item.type));
		if (hit) li.append(make("br"), make("small", null, [hit.task, hit.step].filter(Boolean).join(" \u203a ") + ": "), ...marked(hit.text, text));
		else if (!item.name.toLowerCase().includes(text.toLowerCase())) li.append(" ", make("small", null, ...marked(item.id, text)));
		return li;
	}
	function search() {
		const text = q.value.trim(), list = $("#results ol"), section = $("#results");
		let shown = 0, found = 0;
		list.replaceChildren();
		for (const item of items.values()) {
			item.row.hidden = !passes(item);
			shown += !item.row.hidden;
		}
		section.hidden = !text;
		count.textContent = type.value || division.value ? shown + " of " + items.size + " shown" : "";
		if (!text) return;
		const matches = matcher(text), add = (item, hit) => { if (++found <= RESULTS) list.append(result(item, text, hit)); };
		for (const item of items.values()) if (passes(item) && (matches(item.name) || item.id.toLowerCase().includes(text.toLowerCase()))) add(item);
		for (const item of items.values()) if (passes(item)) for (const hit of item.texts) if (matches(hit.text)) add(item, hit);
		if (found > RESULTS) list.append(make("li", null, "\u2026 and " + (found - RESULTS) + " more; search for more of the text"));
		if (!found) list.append(make("li", null, "Nothing found"));
		count.textContent = found + (found === 1 ? " hit" : " hits");
	}

	// The graph: who uses it on the left, what it refers to on the right.
	const WIDTH = 250, HEIGHT = 44, GAP = 12, SIDE = 14, COLUMN = 340;
	const cut = (s, n) => (Array.from(s).length > n ? Array.from(s).slice(0, n - 1).join("") + "\u2026" : s);
	function node(item, x, y, self) {
		const kind = ["node", item.flow ? "flow" : "thing", item.broken ? "broken" : "", self ? "self" : ""].join(" ").trim();
		const box = [make("title", null, item.name + " (" + item.type + ")" + (item.broken ? ", broken" : "")),
			make("rect", { x, y, width: WIDTH, height: HEIGHT, rx: item.flow ? 4 : 18 }),
			make("text", { x: x + 14, y: y + 19 }, cut(item.name, 31)),
			make("text", { x: x + 14, y: y + 35, class: "kind" }, item.type + (item.broken ? " \u00b7 broken" : item.missing ? " \u00b7 missing in target" : ""))];
		return self ? make("g", { class: kind }, ...box) : make("a", { svg: true, href: address(item), class: kind }, ...box);
	}
	function side(svg, list, x, height, from, to) {
		const some = list.length > SIDE ? list.slice(0, SIDE - 1) : list, rows = some.length + (some.length < list.length);
		let y = 30 + (height - rows * (HEIGHT + GAP) + GAP) / 2;
		for (const item of some) {
			const middle = y + HEIGHT / 2, bend = (to - from) / 2, center = 30 + height / 2;
			const [a, b] = x === 0 ? [middle, center] : [center, middle];
			svg.append(make("path", { d: `M${from} ${a} C${from + bend} ${a} ${to - bend} ${b} ${to - 3} ${b}`, "marker-end": "url(#arrow)" }), node(item, x, y));
			y += HEIGHT + GAP;
		}
		if (some.length < list.length) svg.append(make("text", { x: x + 14, y: y + 24, class: "kind" }, "\u2026 and " + (list.length - some.length) + " more, in the list below"));
	}
	function graph(item) {
		const rows = Math.max(1, Math.min(SIDE, Math.max(item.users.length, item.uses.length))), height = rows * (HEIGHT + GAP) - GAP;
		const left = item.users.length > 0 ? COLUMN : 0, width = left + WIDTH + (item.uses.length > 0 ? COLUMN : 0);
		const svg = make("svg", { viewBox: `-2 0 ${width + 4} ${height + 34}`, width: width + 4, height: height + 34, role: "group", "aria-label": "Graph around " + item.name });
		svg.append(make("defs", null, make("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, make("path", { d: "M0 0L8 4L0 8z" }))));
		if (item.users.length) svg.append(make("text", { x: 0, y: 14, class: "col" }, "Used by " + item.users.length));
		if (item.uses.length) svg.append(make("text", { x: left + COLUMN, y: 14, class: "col" }, "Refers to " + item.uses.length));
		side(svg, item.users, 0, height, WIDTH, COLUMN);
		side(svg, item.uses, left + COLUMN, height, left + WIDTH, left + COLUMN);
		svg.append(node(item, left, 30 + (height - HEIGHT) / 2, true));
		return make("div", { class: "wide", tabindex: 0, role: "group", "aria-label": "Graph" }, svg);
	}
	const hint = (item) => item.users.length + item.uses.length ? [make("p", { class: "about" }, "One step in each direction. Choose a box to move there.")] : [];
	function list(title, others) {
		if (!others.length) return [];
		return [make("h3", null, title), make("ul", null, ...others.map((o) => make("li", null, link(o), " ", make("small", null, o.type))))];
	}

	function show(item) {
		const section = $("#detail");
		for (const row of all("tr.here")) row.classList.remove("here");
		section.hidden = !item;
		if (!item) return;
		item.row.classList.add("here");
		const facts = item.facts.concat([["Id", item.id]]).filter((f) => f[1]);
		const close = make("button", { type: "button", class: "close" }, "Close");
		close.addEventListener("click", () => { location.hash = ""; });
		const title = make("h2", { id: "detail-title", tabindex: -1 }, item.name, " ", make("small", null, item.type));
		if (item.broken) title.append(" ", make("span", { class: "bad" }, "broken"));
		if (item.missing) title.append(" ", make("span", { class: "warn" }, "missing in target"));
		section.replaceChildren(make("div", { class: "top" }, title, close),
			make("dl", null, ...facts.map((f) => make("div", null, make("dt", null, f[0]), make("dd", null, f[1])))),
			graph(item), ...hint(item), ...list("Used by", item.users), ...list("Refers to", item.uses));
		if (item.texts.length) section.append(make("h3", null, "Texts"), make("div", { class: "wide" }, make("table", null, make("tbody", null,
			...item.texts.map((t) => make("tr", null, make("td", null, [t.task, t.step].filter(Boolean).join(" \u203a ")), make("td", null, t.text)))))));
		section.scrollIntoView({ block: "start" });
		title.focus({ preventScroll: true });
	}
	function follow() {
		let hash = location.hash.slice(1);
		try { hash = decodeURIComponent(hash); } catch (e) { /* not encoded */ }
		const item = by_id.get(hash) || items.get(hash);
		if (item && item.id && hash === item.n) history.replaceState(null, "", address(item));
		show(item);
	}

	// Sorting by a column
	function sort(th) {
		const body = th.closest("table").tBodies[0], at = th.cellIndex, up = th.getAttribute("aria-sort") !== "ascending";
		for (const other of all("th[aria-sort]", th.parentNode)) other.removeAttribute("aria-sort");
		th.setAttribute("aria-sort", up ? "ascending" : "descending");
		const value = (row) => { const c = row.cells[at]; return said($("summary", c) || c); };
		const compare = new Intl.Collator(undefined, { numeric: true }).compare;
		body.append(...Array.from(body.rows).sort((a, b) => compare(value(a), value(b)) * (up ? 1 : -1)));
	}
	for (const th of all("section:not(#texts) thead th")) {
		const button = make("button", { type: "button" }, th.textContent);
		button.addEventListener("click", () => sort(th));
		th.replaceChildren(button);
	}

	find.hidden = false;
	find.addEventListener("submit", (e) => e.preventDefault());
	find.addEventListener("reset", () => setTimeout(search));
	let wait;
	q.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 120); });
	type.addEventListener("change", search);
	division.addEventListener("change", search);
	document.addEventListener("keydown", (e) => {
		if (e.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { e.preventDefault(); q.focus(); }
		if (e.key === "Escape" && !$("#detail").hidden) location.hash = "";
	});
	addEventListener("hashchange", follow);
	search();
	follow();
}());
