// The command menu and the completion of "/".

import { byId, element } from "./dom.js";

let commands = [];
let matches = [];
let active = -1;
let isMenu = false;
let choose = () => {};

export function setUpCommands(onChoose) {
  choose = onChoose;
  byId("menu").addEventListener("click", () => {
    isMenu = byId("commands").hidden || !isMenu;
    show(isMenu ? commands : []);
    byId("input").focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#composer")) closeCommands();
  });
}

export function setCommands(list) {
  commands = list;
  byId("menu").hidden = list.length === 0;
}

export function suggest(text) {
  isMenu = false;
  const typed = /^\/([a-z0-9_]*)$/i.exec(text)?.[1].toLowerCase();
  show(typed === undefined ? [] : commands.filter((one) => one.command.startsWith(typed)));
}

export function closeCommands() {
  isMenu = false;
  show([]);
}

/** Returns true where the key was for the list. */
export function handleKey(event) {
  if (matches.length === 0) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) activate((active + step + matches.length) % matches.length);
  else if (event.key === "Escape") closeCommands();
  else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && active >= 0)) pick(Math.max(active, 0));
  else return false;
  event.preventDefault();
  return true;
}

function pick(index) {
  const command = `/${matches[index].command}`;
  closeCommands();
  choose(command);
}

function show(list) {
  matches = list;
  const place = byId("commands");
  place.hidden = list.length === 0;
  for (const id of ["menu", "input"]) byId(id).setAttribute("aria-expanded", String(list.length > 0));
  place.replaceChildren(
    ...list.map((one, index) =>
      element("li", { id: `command-${index}`, role: "option", "aria-selected": "false", onclick: () => pick(index) }, element("b", {}, `/${one.command}`), element("span", {}, one.description)),
    ),
  );
  activate(list.length > 0 && !isMenu ? 0 : -1);
}

function activate(index) {
  active = index;
  [...byId("commands").children].forEach((node, place) => {
    node.setAttribute("aria-selected", String(place === index));
    if (place === index) node.scrollIntoView({ block: "nearest" });
  });
  if (index >= 0) byId("input").setAttribute("aria-activedescendant", `command-${index}`);
  else byId("input").removeAttribute("aria-activedescendant");
}
