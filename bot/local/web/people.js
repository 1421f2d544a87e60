// The switcher of identities with unread counters.

import { addPerson } from "./api.js";
import { avatar, byId, dayOf, element, timeOf } from "./dom.js";
import { summary } from "./messages.js";
import { attempt } from "./notices.js";

const SEEN = "seen:";
let choose = () => {};

export function setUpPeople(onChoose) {
  choose = (id) => {
    toggleDrawer(false);
    onChoose(id);
  };
  byId("people-open").addEventListener("click", () => toggleDrawer(true));
  byId("people-close").addEventListener("click", () => toggleDrawer(false));
  byId("shade").addEventListener("click", () => toggleDrawer(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && toggleDrawer(false));
  byId("add-person").addEventListener("click", () => byId("person-dialog").showModal());
  byId("person-form").addEventListener("submit", submit);
}

export function markSeen(id, revision) {
  localStorage.setItem(SEEN + id, String(revision));
}

export function unread(person, revision) {
  const seen = Number(localStorage.getItem(SEEN + person.id) ?? 0);
  // A fresh state starts counting again, below what was seen of the old one.
  const from = seen > revision ? 0 : seen;
  return person.incoming.filter((one) => one > from).length;
}

export function renderPeople(people, currentId, revision) {
  const counts = new Map(people.map((person) => [person.id, person.id === currentId ? 0 : unread(person, revision)]));
  byId("people-list").replaceChildren(
    ...people.map((person) => element("li", {}, personButton(person, person.id === currentId, counts.get(person.id)))),
  );
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  byId("others-unread").hidden = total === 0;
  byId("others-unread").textContent = String(total);
  return total;
}

function personButton(person, isCurrent, count) {
  const last = person.last;
  const time = last ? (dayOf(last.date) === "今天" ? timeOf(last.date) : dayOf(last.date).slice(0, 11)) : "";
  return element(
    "button",
    { type: "button", class: "person", "aria-current": String(isCurrent), onclick: () => choose(person.id) },
    avatar(person.label, person.id),
    element("span", { class: "person-name" }, person.label),
    element("span", { class: "person-time" }, time),
    element("span", { class: "person-last" }, person.is_blocked ? "已屏蔽机器人" : last ? summary(last) : "还没有开始"),
    count ? element("span", { class: "badge", "aria-label": `${count} 条未读` }, String(count)) : null,
  );
}

function toggleDrawer(isOpen) {
  byId("people").classList.toggle("is-open", isOpen);
  byId("shade").hidden = !isOpen;
  byId("people-open").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("people-list").querySelector("[aria-current=true]")?.focus();
}

async function submit(event) {
  event.preventDefault();
  const form = byId("person-form");
  const body = { first_name: form.elements.first_name.value.trim(), label: form.elements.label.value.trim() };
  if (form.elements.id.value) body.id = Number(form.elements.id.value);
  const person = await attempt(() => addPerson(body));
  if (!person) return;
  form.reset();
  byId("person-dialog").close();
  choose(person.id);
}
