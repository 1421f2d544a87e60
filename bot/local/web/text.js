// Formatted text: a string with entities (UTF-16 offsets, as JavaScript counts) to elements.

import { element } from "./dom.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN_TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };

/** `onCommand(text)` is called for commands and for links that start this bot. */
export function renderText(text, entities, { botUsername, onCommand }) {
  const options = { botUsername, onCommand };
  return element("div", { class: "text" }, ...renderRange(text, entities ?? [], 0, text.length, options));
}

function renderRange(text, entities, from, to, options) {
  const nodes = [];
  let at = from;
  const blocks = entities.filter((e) => BLOCKS.has(e.type) && e.offset >= from && e.offset + e.length <= to);
  for (const block of blocks.sort((a, b) => a.offset - b.offset)) {
    if (block.offset < at) continue;
    nodes.push(...renderInline(text, entities, at, block.offset, options, nodes.length > 0));
    const end = block.offset + block.length;
    nodes.push(renderBlock(text, entities, block, options));
    at = end;
  }
  nodes.push(...renderInline(text, entities, at, to, options, nodes.length > 0));
  return nodes;
}

function renderInline(text, entities, from, to, options, isAfterBlock) {
  // A block is a line of its own: the line breaks next to it are not shown twice.
  let [start, end] = [from, to];
  if (isAfterBlock && text[start] === "\n") start += 1;
  if (end < text.length && end > start && text[end - 1] === "\n") end -= 1;
  if (end <= start) return [];
  const inside = entities.filter((e) => !BLOCKS.has(e.type) && e.offset < end && e.offset + e.length > start);
  const edges = new Set([start, end]);
  for (const e of inside) {
    edges.add(Math.max(start, e.offset));
    edges.add(Math.min(end, e.offset + e.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((cut, index) => {
    const active = inside.filter((e) => e.offset <= cut && e.offset + e.length > cut);
    return wrap(document.createTextNode(text.slice(cut, cuts[index + 1])), active, text, options);
  });
}

function wrap(node, active, text, options) {
  return active.reduceRight((inner, entity) => decorate(inner, entity, text, options), node);
}

function decorate(inner, entity, text, options) {
  const tag = PLAIN_TAGS[entity.type];
  if (tag) return element(tag, {}, inner);
  const covered = text.slice(entity.offset, entity.offset + entity.length);
  switch (entity.type) {
    case "text_link":
      return link(inner, entity.url, options);
    case "url":
      return link(inner, covered, options);
    case "email":
      return element("a", { href: `mailto:${covered}` }, inner);
    case "bot_command":
      return element("button", { type: "button", class: "as-link", onclick: () => options.onCommand(covered) }, inner);
    case "spoiler":
      return spoiler(inner);
    case "mention":
    case "hashtag":
    case "text_mention":
      return element("a", {}, inner);
    default:
      return inner;
  }
}

export function startPayload(url, botUsername) {
  const found = /^https?:\/\/t\.me\/([A-Za-z0-9_]+)\/?\?start=([A-Za-z0-9_-]{1,64})$/.exec(url);
  return found && found[1].toLowerCase() === botUsername.toLowerCase() ? `/start ${found[2]}` : null;
}

function link(inner, url, { botUsername, onCommand }) {
  const command = startPayload(url, botUsername);
  if (command) return element("button", { type: "button", class: "as-link", onclick: () => onCommand(command) }, inner);
  if (!/^https?:\/\//i.test(url)) return element("a", {}, inner);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, inner);
}

function spoiler(inner) {
  const reveal = (event) => {
    const box = event.currentTarget.closest(".text");
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    for (const node of box.querySelectorAll(".spoiler")) {
      node.classList.add("is-open");
      node.removeAttribute("role");
      node.removeAttribute("aria-label");
      node.removeAttribute("tabindex");
    }
  };
  const attributes = { class: "spoiler", role: "button", tabindex: "0", "aria-label": "隐藏的文字，点按显示" };
  return element("span", { ...attributes, onclick: reveal, onkeydown: reveal }, element("span", {}, inner));
}

function renderBlock(text, entities, block, options) {
  const [from, to] = [block.offset, block.offset + block.length];
  if (block.type === "pre") {
    return element("pre", { "data-language": block.language }, text.slice(from, to));
  }
  const inner = entities.filter((e) => e !== block && e.offset >= from && e.offset + e.length <= to);
  const around = entities.filter((e) => !BLOCKS.has(e.type) && !inner.includes(e));
  const quoted = element("span", { class: "quoted" }, ...renderRange(text, [...around, ...inner], from, to, options));
  const quote = element("blockquote", {}, quoted);
  if (block.type === "expandable_blockquote") foldable(quote);
  return quote;
}

function foldable(quote) {
  const button = element("button", { type: "button", "aria-expanded": "false" }, "展开");
  quote.classList.add("is-folded");
  button.addEventListener("click", () => {
    const isFolded = quote.classList.toggle("is-folded");
    button.textContent = isFolded ? "展开" : "收起";
    button.setAttribute("aria-expanded", String(!isFolded));
  });
  quote.append(button);
  // A quote that is short enough anyway needs no button; its height is known once it is in the page.
  requestAnimationFrame(() => {
    const quoted = quote.firstElementChild;
    button.hidden = quoted.clientHeight > 0 && quoted.scrollHeight <= quoted.clientHeight + 2;
  });
}
