// Pictures, documents, voice messages and stickers in bubbles, and the picture viewer.

import { fileUrl } from "./api.js";
import { byId, element, icon } from "./dom.js";

export function renderMedia(payload) {
  if (payload.photo) return photo(payload.photo.at(-1), payload.has_media_spoiler);
  if (payload.document) return documentCard(payload.document);
  if (payload.voice) return element("audio", { controls: true, preload: "metadata", src: fileUrl(payload.voice.file_id) });
  if (payload.sticker) return element("span", { class: "sticker", role: "img", "aria-label": `贴纸 ${payload.sticker.emoji}` }, payload.sticker.emoji);
  return null;
}

export function sizeInWords(bytes) {
  if (bytes < 1024) return `${bytes} 字节`;
  const units = ["KB", "MB", "GB"];
  let size = bytes;
  let unit = -1;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(size < 10 ? 1 : 0)} ${units[unit]}`;
}

function photo(size, isSpoiler) {
  const image = element("img", { src: fileUrl(size.file_id), width: size.width, height: size.height, alt: "图片", decoding: "async" });
  const button = element("button", { type: "button", class: "photo", "aria-label": "放大图片" }, image);
  if (isSpoiler) button.classList.add("is-spoiler");
  button.addEventListener("click", () => {
    if (button.classList.contains("is-spoiler")) button.classList.remove("is-spoiler");
    else openViewer(size.file_id);
  });
  return button;
}

function documentCard(file) {
  return element(
    "a",
    { class: "document", href: fileUrl(file.file_id, true), download: file.file_name, "aria-label": `下载 ${file.file_name}` },
    element("span", { class: "document-icon" }, icon("file")),
    element("span", {}, element("b", {}, file.file_name), element("small", {}, sizeInWords(file.file_size))),
  );
}

function openViewer(fileId) {
  byId("viewer-image").src = fileUrl(fileId);
  byId("viewer-save").href = fileUrl(fileId, true);
  byId("viewer").showModal();
}

export function listenToViewer() {
  const viewer = byId("viewer");
  byId("viewer-close").addEventListener("click", () => viewer.close());
  viewer.addEventListener("click", (event) => {
    if (event.target === viewer) viewer.close();
  });
}
