// The live stream of changes, reconnecting by itself.

import { eventsUrl, getState } from "./api.js";
import { connection } from "./notices.js";

const RETRY_MS = 1500;

/** Calls onOpen at each (re)connection, onEvent for each change. */
export function listen(onOpen, onEvent) {
  const source = new EventSource(eventsUrl);
  source.addEventListener("open", () => {
    connection("");
    onOpen();
  });
  source.addEventListener("message", (message) => {
    const event = JSON.parse(message.data);
    if (event.type === "resync") onOpen();
    else onEvent(event);
  });
  source.addEventListener("error", () => {
    connection("连接断开了，正在重新连接…");
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => retry(onOpen, onEvent), RETRY_MS);
  });
  window.addEventListener("pagehide", () => source.close());
}

async function retry(onOpen, onEvent) {
  try {
    await getState();
  } catch (error) {
    if (error.status === 403) return connection("访问口令已失效，请用新的地址打开。", true);
  }
  listen(onOpen, onEvent);
}
