// Requests to the messenger, each with the page token.

const token = new URLSearchParams(location.search).get("token") ?? "";

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const headers = { authorization: `Bearer ${token}`, ...options.headers };
  const response = await fetch(`/control${path}`, { ...options, headers });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.error ?? `出错了（${response.status}）`);
  return answer;
}

const post = (path, body) =>
  ask(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });

export const getState = () => ask("/state");
export const getChat = (id) => ask(`/chats/${id}`);
export const say = (id, text, replyTo) => post(`/chats/${id}/messages`, { text, reply_to: replyTo ?? null });
export const edit = (id, message, text) => post(`/chats/${id}/messages/${message}/edit`, { text });
export const press = (id, message, data) => post(`/chats/${id}/messages/${message}/press`, { data });
export const block = (id, blocked) => post(`/chats/${id}/block`, { blocked });
export const addPerson = (person) => post("/identities", person);

export function sendFile(id, fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file) form.append("file", file, file.name || "粘贴的图片.png");
  return ask(`/chats/${id}/files`, { method: "POST", body: form });
}

export const fileUrl = (id, download = false) =>
  `/control/files/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}${download ? "&download=1" : ""}`;
export const eventsUrl = `/control/events?token=${encodeURIComponent(token)}`;
