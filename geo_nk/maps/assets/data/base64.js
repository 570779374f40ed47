// Bytes that stand in the page as text.

/** @param {string} text base64 @returns {Uint8Array} */
export function bytesOf(text) {
  // Newer browsers read base64 themselves, several times as fast.
  if ("fromBase64" in Uint8Array) return /** @type {any} */ (Uint8Array).fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
