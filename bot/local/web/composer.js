// The input: sending, drafts for each identity, replying and editing.

import { edit, say } from "./api.js";
import { closeCommands, handleKey, setUpCommands, suggest } from "./commands.js";
import { byId } from "./dom.js";
import { summary } from "./messages.js";
import { attempt } from "./notices.js";

const DRAFT = "draft:";
let chatId = 0;
let replyTo = null;
let editing = null;

export function setUpComposer() {
  const input = byId("input");
  setUpCommands((command) => {
    // What was typed of the command is done with; a draft that is something else stays.
    if (input.value.startsWith("/")) fill("");
    return sayNow(command);
  });
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener("input", () => {
    suggest(input.value);
    changed();
  });
  input.addEventListener("keydown", (event) => {
    // A line that is still being composed with an input method is not sent.
    if (event.isComposing || handleKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape") dropContext();
  });
  byId("context-cancel").addEventListener("click", dropContext);
}

export function openDraft(id) {
  chatId = id;
  dropContext();
  closeCommands();
  fill(localStorage.getItem(DRAFT + id) ?? "");
}

export function sayNow(text) {
  return attempt(() => say(chatId, text));
}

export function startReply(payload) {
  editing = null;
  replyTo = payload.message_id;
  showContext(`回复：${summary(payload)}`);
}

export function startEdit(payload) {
  replyTo = null;
  editing = payload.message_id;
  showContext("修改消息");
  fill(payload.text);
}

export function setPlaceholder(text) {
  byId("input").placeholder = text || "输入消息";
}

async function submit() {
  const text = byId("input").value.trim();
  if (!text) return;
  const [id, answer, changing] = [chatId, replyTo, editing];
  closeCommands();
  fill("");
  const done = await attempt(() => (changing ? edit(id, changing, text) : say(id, text, answer)));
  if (done) dropContext();
  else if (chatId === id && !byId("input").value) fill(text);
}

function showContext(text) {
  byId("context").hidden = false;
  byId("context-text").textContent = text;
  byId("input").focus();
}

function dropContext() {
  if (editing) fill("");
  replyTo = null;
  editing = null;
  byId("context").hidden = true;
}

function fill(text) {
  byId("input").value = text;
  changed();
}

function changed() {
  const input = byId("input");
  if (!editing) {
    if (input.value) localStorage.setItem(DRAFT + chatId, input.value);
    else localStorage.removeItem(DRAFT + chatId);
  }
  byId("send").disabled = !input.value.trim();
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}
