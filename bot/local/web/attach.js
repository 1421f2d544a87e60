// Sending files: by button, by dropping, by pasting; and stickers.

import { sendFile } from "./api.js";
import { byId, element } from "./dom.js";
import { sizeInWords } from "./media.js";
import { attempt, openMenu, toast } from "./notices.js";

const PHOTO_TYPES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
const STICKERS = ["👍", "👌", "🙏", "😀", "😂", "🤔", "😮", "😢", "🎉", "❤️"];
const LARGEST = 50 * 1024 * 1024;
let currentChat = () => 0;
let chosen = [];

export function setUpAttachments(getChatId) {
  currentChat = getChatId;
  const pick = (id) => () => byId(id).click();
  byId("attach").addEventListener("click", () => {
    const items = [["图片", pick("pick-photo")], ["文件", pick("pick-file")], ["语音（声音文件）", pick("pick-voice")]];
    openMenu(byId("attach"), items, stickers());
  });
  byId("pick-photo").addEventListener("change", (event) => offer(event.target));
  byId("pick-file").addEventListener("change", (event) => offer(event.target, true));
  byId("pick-voice").addEventListener("change", sendVoice);
  byId("file-form").addEventListener("submit", submit);
  listenToPaste();
  listenToDrop();
}

function stickers() {
  const send = (emoji) => () => {
    byId("popover").hidePopover();
    attempt(() => sendFile(currentChat(), { kind: "sticker", emoji }));
  };
  const buttons = STICKERS.map((emoji) => element("button", { role: "menuitem", "aria-label": `贴纸 ${emoji}`, onclick: send(emoji) }, emoji));
  return element("div", { class: "stickers" }, ...buttons);
}

function offer(input, asFile = false) {
  openDialog([...input.files], asFile);
  input.value = "";
}

function openDialog(files, asFile) {
  const fitting = files.filter((file) => file.size > 0 && file.size <= LARGEST);
  if (fitting.length < files.length) toast("空文件和超过 50 MB 的文件不能发送");
  if (fitting.length === 0) return;
  chosen = fitting;
  const form = byId("file-form");
  const areAllPhotos = fitting.every((file) => PHOTO_TYPES.has(file.type));
  form.reset();
  form.as_file.checked = asFile || !areAllPhotos;
  byId("as-file-row").hidden = !areAllPhotos;
  byId("file-title").textContent = fitting.length > 1 ? `发送 ${fitting.length} 个文件` : "发送文件";
  byId("file-preview").replaceChildren(...fitting.map(preview));
  byId("file-dialog").showModal();
  form.caption.focus();
}

function preview(file) {
  const line = `${file.name || "粘贴的图片"}（${sizeInWords(file.size)}）`;
  if (!PHOTO_TYPES.has(file.type) || chosen.length > 1) return element("p", {}, line);
  const image = element("img", { src: URL.createObjectURL(file), alt: line });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

async function submit(event) {
  event.preventDefault();
  const form = byId("file-form");
  const kind = form.as_file.checked ? "document" : "photo";
  const caption = form.caption.value;
  byId("file-dialog").close();
  const album = chosen.length > 1 ? { album: String(Date.now()) } : {};
  for (const [index, file] of chosen.entries()) {
    await attempt(() => sendFile(currentChat(), { kind, caption: index === 0 ? caption : "", ...album }, file));
  }
  chosen = [];
}

function sendVoice(event) {
  const file = event.target.files[0];
  event.target.value = "";
  if (!file) return;
  const sound = new Audio(URL.createObjectURL(file));
  const send = () => {
    URL.revokeObjectURL(sound.src);
    const duration = Number.isFinite(sound.duration) ? Math.max(1, Math.round(sound.duration)) : 1;
    attempt(() => sendFile(currentChat(), { kind: "voice", duration }, file));
  };
  sound.addEventListener("loadedmetadata", send, { once: true });
  sound.addEventListener("error", () => toast("这不是能播放的声音文件"), { once: true });
}

function listenToPaste() {
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    openDialog(files, false);
  });
}

function listenToDrop() {
  const area = byId("chat");
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  area.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    byId("drop").hidden = false;
  });
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) byId("drop").hidden = true;
  });
  area.addEventListener("drop", (event) => {
    byId("drop").hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    openDialog([...event.dataTransfer.files], false);
  });
}
