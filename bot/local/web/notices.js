// Toasts, alerts, small menus and the connection bar.

import { byId, element } from "./dom.js";

const TOAST_MS = 3500;

export function toast(text) {
  const node = element("div", {}, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), TOAST_MS + 40 * text.length);
}

export function alertBox(text) {
  byId("alert-text").textContent = text;
  const dialog = byId("alert");
  if (!dialog.open) dialog.showModal();
}

/** Runs an action and shows a refusal as a toast; returns undefined then. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(error.status ? error.message : "没有连上服务，请稍后再试");
    return undefined;
  }
}

export function connection(text, isFatal = false) {
  const bar = byId("connection");
  bar.hidden = !text;
  bar.textContent = text;
  bar.classList.toggle("is-fatal", isFatal);
}

/** Opens a menu of [label, action] items next to a button. */
export function openMenu(button, items, extra = null) {
  const menu = byId("popover");
  const choose = (action) => () => {
    menu.hidePopover();
    action();
  };
  menu.replaceChildren(
    ...items.map(([label, action]) => element("button", { role: "menuitem", onclick: choose(action) }, label)),
    ...(extra ? [extra] : []),
  );
  menu.showPopover();
  const place = button.getBoundingClientRect();
  const left = Math.min(Math.max(8, place.left), innerWidth - menu.offsetWidth - 8);
  const below = place.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - menu.offsetHeight - 4)}px`;
  menu.querySelector("button")?.focus();
}

export function listenToMenus() {
  byId("popover").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...byId("popover").querySelectorAll("button")];
    const next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
    buttons[next]?.focus();
  });
  for (const button of document.querySelectorAll("dialog [data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
}
