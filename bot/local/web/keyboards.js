// Inline keyboards under bubbles and the reply keyboard under the input.

import { press } from "./api.js";
import { byId, element, icon } from "./dom.js";
import { alertBox, attempt, toast } from "./notices.js";
import { startPayload } from "./text.js";

// Telegram's apps stop waiting after about this long.
const PATIENCE_MS = 60000;
const waiting = new Map();

export function renderInlineKeyboard(chatId, payload, context) {
  const rows = payload.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return element(
    "div",
    { class: "keyboard", role: "group", "aria-label": "按钮" },
    ...rows.map((row) => element("div", { class: "row" }, ...row.map((one) => inlineButton(chatId, payload, one, context)))),
  );
}

function inlineButton(chatId, payload, button, { botUsername, onCommand }) {
  const style = button.style ? `is-${button.style}` : "";
  if (button.callback_data !== undefined) {
    const node = element("button", { type: "button", class: style }, button.text);
    node.addEventListener("click", () => pressButton(node, chatId, payload.message_id, button.callback_data));
    return node;
  }
  if (button.copy_text) {
    const copy = () => attempt(async () => {
      await navigator.clipboard.writeText(button.copy_text.text);
      toast("已复制");
    });
    return element("button", { type: "button", class: style, onclick: copy }, button.text, icon("copy"));
  }
  const command = startPayload(button.url, botUsername);
  if (command) return element("button", { type: "button", class: style, onclick: () => onCommand(command) }, button.text);
  return element("a", { class: style, href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text, icon("out"));
}

async function pressButton(node, chatId, messageId, data) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  const query = await attempt(() => press(chatId, messageId, data));
  if (!query) return node.removeAttribute("aria-busy");
  if (early.has(query.id)) return settle(node, query.id);
  waiting.set(query.id, node);
  setTimeout(() => settle(node, query.id), PATIENCE_MS);
}

// Answers may come over the live stream before the press itself is acknowledged.
const early = new Set();

function settle(node, queryId) {
  node.removeAttribute("aria-busy");
  waiting.delete(queryId);
  early.delete(queryId);
}

export function showAnswer(query, { isCurrent, onCommand, botUsername }) {
  const node = waiting.get(query.id);
  if (node) settle(node, query.id);
  else early.add(query.id);
  if (!isCurrent) return;
  const command = query.answer.url ? startPayload(query.answer.url, botUsername) : null;
  if (command) onCommand(command);
  if (!query.answer.text) return;
  if (query.answer.show_alert) alertBox(query.answer.text);
  else toast(query.answer.text);
}

export function renderReplyKeyboard(keyboard, isShown, onSay) {
  const place = byId("reply-keyboard");
  const rows = keyboard?.keyboard ?? [];
  byId("keys").hidden = rows.length === 0;
  byId("keys").setAttribute("aria-expanded", String(isShown));
  place.hidden = rows.length === 0 || !isShown;
  place.replaceChildren(
    ...rows.map((row) =>
      element("div", { class: "row" }, ...row.map((key) => element("button", { type: "button", onclick: () => onSay(key.text) }, key.text))),
    ),
  );
}
