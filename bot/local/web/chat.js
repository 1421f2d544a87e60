// The page: what is shown of whom, and what changes it.

import { block, getChat, getState } from "./api.js";
import { setUpAttachments } from "./attach.js";
import { setCommands } from "./commands.js";
import { openDraft, sayNow, setPlaceholder, setUpComposer, startEdit, startReply } from "./composer.js";
import { byId } from "./dom.js";
import { renderReplyKeyboard, showAnswer } from "./keyboards.js";
import { listen } from "./live.js";
import { listenToViewer } from "./media.js";
import { removeOne, setUpMessages, showAll, showOne, showTyping, watchScrolling } from "./messages.js";
import { attempt, listenToMenus, openMenu } from "./notices.js";
import { markSeen, renderPeople, setUpPeople } from "./people.js";

const CURRENT = "current";
const TYPING_MS = 5500;
const CHECK_MS = 15000;
const state = { bot: null, people: [], chat: null, current: 0, revision: 0, latest: 0, isKeyboardShown: true, typing: 0 };
const context = { botUsername: "", onCommand: sayNow, onReply: startReply, onEdit: startEdit };

async function synchronize() {
  state.latest = 0;
  const found = await attempt(getState);
  if (!found) return;
  state.bot = found.bot;
  state.people = found.identities;
  state.revision = found.revision;
  context.botUsername = found.bot.username;
  const wanted = Number(localStorage.getItem(CURRENT)) || 0;
  const isKnown = state.people.some((person) => person.id === wanted);
  await openChat(isKnown ? wanted : state.people[0]?.id ?? 0);
}

async function openChat(id) {
  const isSwitch = id !== state.current;
  state.current = id;
  localStorage.setItem(CURRENT, String(id));
  let chat = await attempt(() => getChat(id));
  // What happened while the answer was under way may be missing in it.
  while (chat && state.current === id && chat.revision < state.latest) chat = await attempt(() => getChat(id));
  if (!chat || state.current !== id) return;
  state.chat = chat;
  state.revision = Math.max(state.revision, chat.revision);
  if (!state.people.some((person) => person.id === id)) await refreshState();
  if (isSwitch) openDraft(id);
  setTyping(false);
  showAll(id, chat.messages);
  renderChat();
  see();
  if (isSwitch && matchMedia("(hover: hover)").matches) byId("input").focus();
}

async function refreshState() {
  const found = await getState().catch(() => null);
  if (!found) return;
  state.bot = found.bot;
  state.people = found.identities;
  if (state.chat) renderChat();
}

function renderChat() {
  const { bot, chat } = state;
  const isEmpty = chat.messages.length === 0;
  for (const id of ["bot-name", "empty-name"]) byId(id).textContent = bot.name;
  for (const id of ["bot-avatar", "empty-avatar"]) byId(id).textContent = [...bot.name][0] ?? "？";
  byId("as-whom").textContent = state.people.find((person) => person.id === state.current)?.label ?? "";
  byId("empty").hidden = !isEmpty;
  byId("empty-text").textContent = bot.description || bot.short_description || "按“开始”，和机器人聊起来。";
  byId("start").hidden = chat.is_started || chat.is_blocked;
  byId("composer").hidden = !chat.is_started || chat.is_blocked;
  byId("blocked").hidden = !chat.is_blocked;
  setCommands(chat.commands);
  setPlaceholder(chat.keyboard?.input_field_placeholder);
  renderReplyKeyboard(chat.is_blocked ? null : chat.keyboard, state.isKeyboardShown, sayNow);
  renderStatus();
  renderSwitcher();
}

function renderStatus() {
  const line = byId("bot-status");
  line.classList.toggle("is-active", state.typing > 0);
  if (state.typing > 0) line.textContent = "正在输入…";
  else line.textContent = state.bot.is_there ? "机器人在线" : "机器人还没有连上";
}

function renderSwitcher() {
  const total = renderPeople(state.people, state.current, state.revision);
  document.title = total ? `（${total}）${state.bot.name}` : state.bot.name;
}

function see() {
  if (document.visibilityState === "visible") markSeen(state.current, state.revision);
}

function setTyping(isTyping) {
  clearTimeout(state.typing);
  state.typing = isTyping ? setTimeout(() => setTyping(false), TYPING_MS) : 0;
  showTyping(isTyping);
  if (state.bot) renderStatus();
}

function noteMessage(event) {
  const { payload, revision } = event.message;
  state.revision = Math.max(state.revision, revision);
  const person = state.people.find((one) => one.id === event.chat_id);
  if (person) {
    if (payload.from.is_bot) person.incoming.push(revision);
    if (!person.last || payload.message_id >= person.last.message_id) person.last = payload;
  }
  if (event.chat_id === state.current && state.chat) {
    const list = state.chat.messages;
    const at = list.findIndex((one) => one.payload.message_id === payload.message_id);
    if (at < 0) list.push(event.message);
    else list[at] = event.message;
    if (payload.from.is_bot) setTyping(false);
    byId("empty").hidden = true;
    showOne(state.current, event.message);
    see();
  }
  renderSwitcher();
}

const reactions = {
  message: noteMessage,
  deleted(event) {
    if (event.chat_id !== state.current) return;
    state.chat.messages = state.chat.messages.filter((one) => one.payload.message_id !== event.message_id);
    removeOne(event.message_id);
    refreshState();
  },
  action(event) {
    if (event.chat_id === state.current) setTyping(true);
  },
  answer(event) {
    showAnswer(event.query, { ...context, isCurrent: event.chat_id === state.current });
  },
  chat(event) {
    const { is_started, is_blocked, keyboard } = event;
    const person = state.people.find((one) => one.id === event.chat_id);
    if (person) Object.assign(person, { is_started, is_blocked });
    if (event.chat_id !== state.current || !state.chat) return;
    Object.assign(state.chat, { is_started, is_blocked, keyboard });
    state.isKeyboardShown = true;
    renderChat();
  },
  async bot() {
    const chat = await getChat(state.current).catch(() => null);
    if (chat && state.chat) state.chat.commands = chat.commands;
    await refreshState();
  },
  identity: refreshState,
};

function chatMenu() {
  const isBlocked = state.chat?.is_blocked;
  const change = () => attempt(() => block(state.current, !isBlocked));
  openMenu(byId("chat-more"), [[isBlocked ? "解除屏蔽" : "屏蔽机器人", change]]);
}

setUpMessages(context);
setUpComposer();
setUpPeople(openChat);
setUpAttachments(() => state.current);
listenToViewer();
listenToMenus();
watchScrolling();
byId("start").addEventListener("click", () => sayNow("/start"));
byId("unblock").addEventListener("click", () => attempt(() => block(state.current, false)));
byId("chat-more").addEventListener("click", chatMenu);
byId("keys").addEventListener("click", () => {
  state.isKeyboardShown = !state.isKeyboardShown;
  renderReplyKeyboard(state.chat.keyboard, state.isKeyboardShown, sayNow);
});
document.addEventListener("visibilitychange", () => state.chat && see());
listen(synchronize, (event) => {
  state.latest = Math.max(state.latest, event.message?.revision ?? event.revision ?? 0);
  if (state.bot && state.chat) reactions[event.type]?.(event);
});
setInterval(refreshState, CHECK_MS);
