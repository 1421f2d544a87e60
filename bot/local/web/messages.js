// The list of messages: bubbles, day separators, scrolling, edits in place.

import { byId, dayOf, element, icon, timeOf } from "./dom.js";
import { renderInlineKeyboard } from "./keyboards.js";
import { renderMedia } from "./media.js";
import { openMenu, toast } from "./notices.js";
import { renderText } from "./text.js";

const NEAR_BOTTOM = 90;
// While the list still glides to its end, what comes next is followed, too.
const GOING_DOWN = 700;
// What a message that is read from its beginning leaves for the one above it, and for the edge.
const READING_ROOM = 120;
const START_MARGIN = 8;
let wentDown = 0;
let holdsStart = false;
const shown = new Map();
let context = null;
let below = 0;

/** The context has botUsername, onCommand, onReply, onEdit. */
export function setUpMessages(given) {
  context = given;
  byId("to-bottom").addEventListener("click", () => scrollToEnd(true));
  byId("scroll").addEventListener("scroll", () => isNearEnd() && countBelow(0), { passive: true });
}

export function showAll(chatId, records) {
  shown.clear();
  byId("messages").replaceChildren();
  for (const record of records) place(chatId, record);
  separateDays();
  countBelow(0);
  scrollToEnd(false);
}

export function showOne(chatId, record) {
  const follows = isNearEnd() || isOwn(record.payload) || Date.now() - wentDown < GOING_DOWN;
  const isNew = !shown.has(record.payload.message_id);
  const node = place(chatId, record);
  if (isNew) {
    node.classList.add("is-new");
    separateDays();
  }
  if (follows && isNew && !isOwn(record.payload) && isTall(node)) scrollToStart(node);
  else if (follows) scrollToEnd(true);
  else if (isNew) countBelow(below + 1);
}

export function removeOne(messageId) {
  shown.get(messageId)?.remove();
  shown.delete(messageId);
  separateDays();
}

export function showTyping(isShown) {
  const follows = isNearEnd();
  byId("typing").hidden = !isShown;
  if (isShown && follows) scrollToEnd(true);
}

const isOwn = (payload) => !payload.from.is_bot;

function place(chatId, record) {
  const node = build(chatId, record.payload);
  const old = shown.get(record.payload.message_id);
  shown.set(record.payload.message_id, node);
  if (old) old.replaceWith(node);
  else byId("messages").append(node);
  group(node);
  if (node.nextElementSibling) group(node.nextElementSibling);
  return node;
}

/** Files that were sent together look like one message: the later ones continue the first. */
function group(node) {
  const before = node.previousElementSibling;
  const belongs = Boolean(node.dataset.group) && before?.dataset.group === node.dataset.group;
  node.classList.toggle("continues", belongs);
  if (belongs) before.classList.add("goes-on");
}

function build(chatId, payload) {
  const media = renderMedia(payload);
  const text = payload.text ?? payload.caption;
  const entities = payload.entities ?? payload.caption_entities;
  const body = text ? renderText(text, entities, context) : null;
  const parts = payload.show_caption_above_media ? [body, media] : [media, body];
  const keyboard = renderInlineKeyboard(chatId, payload, context);
  const side = isOwn(payload) ? "is-out" : "is-in";
  const kinds = [side, payload.sticker ? "is-sticker" : "", keyboard ? "has-keyboard" : "", payload.edit_date ? "is-edited" : "", parts.at(-1) === body && body ? "ends-with-text" : ""].filter(Boolean);
  const bubble = element("div", { class: "bubble" }, answered(payload), ...parts, meta(payload));
  const node = element("li", { class: `message ${kinds.join(" ")}`, "data-id": payload.message_id, "data-date": payload.date, "data-group": payload.media_group_id ?? "" }, bubble, keyboard, more(payload));
  if (isOwn(payload)) bubble.prepend(element("span", { class: "visually-hidden" }, "我："));
  return node;
}

function meta(payload) {
  const time = new Date(payload.date * 1000);
  return element(
    "span",
    { class: "meta" },
    payload.edit_date ? element("span", {}, "已编辑") : null,
    element("time", { datetime: time.toISOString(), title: time.toLocaleString("zh-CN") }, timeOf(payload.date)),
  );
}

function answered(payload) {
  const target = payload.reply_to_message;
  if (!target) return null;
  return element("button", { type: "button", class: "answered", onclick: () => flash(target.message_id) }, summary(target));
}

export function summary(payload) {
  const text = payload.text ?? payload.caption;
  if (text) return text.replaceAll("\n", " ");
  if (payload.photo) return "［图片］";
  if (payload.document) return `［文件］${payload.document.file_name}`;
  if (payload.voice) return "［语音］";
  if (payload.sticker) return `［贴纸］${payload.sticker.emoji}`;
  return "［消息］";
}

function more(payload) {
  const text = payload.text ?? payload.caption;
  const button = element("button", { type: "button", class: "message-more", "aria-label": "消息操作", "aria-haspopup": "menu" }, icon("more"));
  button.addEventListener("click", () => {
    const items = [["回复", () => context.onReply(payload)]];
    if (text) items.push(["复制文字", () => navigator.clipboard.writeText(text).then(() => toast("已复制"))]);
    if (isOwn(payload) && payload.text) items.push(["修改", () => context.onEdit(payload)]);
    openMenu(button, items);
  });
  return button;
}

function flash(messageId) {
  const node = shown.get(messageId);
  if (!node) return toast("原消息已删除");
  node.scrollIntoView({ block: "center", behavior: "smooth" });
  node.classList.add("is-flash");
  setTimeout(() => node.classList.remove("is-flash"), 1200);
}

function separateDays() {
  for (const old of byId("messages").querySelectorAll(".day")) old.remove();
  let last = "";
  for (const node of shown.values()) {
    const day = dayOf(Number(node.dataset.date));
    if (day !== last) node.before(element("li", { class: "day" }, day));
    last = day;
  }
}

function isNearEnd() {
  const place = byId("scroll");
  return place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_BOTTOM;
}

const isTall = (node) => node.offsetHeight > byId("scroll").clientHeight - READING_ROOM;

/** A message that does not fit is read from its beginning: its first lines stay in view, below what it answers. */
function scrollToStart(node) {
  const place = byId("scroll");
  const before = node.previousElementSibling;
  const first = before?.classList.contains("is-out") && before.offsetHeight < READING_ROOM ? before : node;
  const top = first.getBoundingClientRect().top - place.getBoundingClientRect().top;
  [holdsStart, wentDown] = [true, 0];
  place.scrollTo({ top: place.scrollTop + top - START_MARGIN, behavior: "smooth" });
  countBelow(0);
}

function scrollToEnd(isSmooth) {
  wentDown = Date.now();
  holdsStart = false;
  const place = byId("scroll");
  place.scrollTo({ top: place.scrollHeight, behavior: isSmooth ? "smooth" : "instant" });
  countBelow(0);
}

function countBelow(count) {
  below = count;
  byId("to-bottom").hidden = isNearEnd() && count === 0;
  byId("below-count").hidden = count === 0;
  byId("below-count").textContent = String(count);
}

/** Shows the button that leads down when one scrolls up. */
export function watchScrolling() {
  byId("scroll").addEventListener("scroll", () => {
    byId("to-bottom").hidden = isNearEnd();
  }, { passive: true });
  // The end stays in view when pictures load or the keyboard of a phone opens.
  let height = 0;
  new ResizeObserver(() => {
    const place = byId("scroll");
    const wasAtEnd = height - place.scrollTop - place.clientHeight < NEAR_BOTTOM * 4;
    height = place.scrollHeight;
    if (wasAtEnd && below === 0 && !holdsStart) place.scrollTo({ top: place.scrollHeight, behavior: "instant" });
  }).observe(byId("messages"));
}
