// Building elements without markup strings: nothing a person typed is ever parsed as HTML.

export const byId = (id) => document.getElementById(id);

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

export function avatar(name, id) {
  const node = element("span", { class: "avatar", "aria-hidden": "true" }, [...name].at(-1) ?? "？");
  node.style.setProperty("--hue", String((id * 137) % 360));
  return node;
}

const clock = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
const fullDay = new Intl.DateTimeFormat("zh-CN", { year: "numeric", month: "long", day: "numeric", weekday: "short" });

export const timeOf = (seconds) => clock.format(seconds * 1000);

export function dayOf(seconds) {
  const start = (date) => new Date(date).setHours(0, 0, 0, 0);
  const days = Math.round((start(Date.now()) - start(seconds * 1000)) / 86400000);
  if (days === 0) return "今天";
  if (days === 1) return "昨天";
  return fullDay.format(seconds * 1000);
}
