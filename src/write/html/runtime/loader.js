// Inflates the data and the runtime, and starts it. Where that cannot be done, the static picture stays.
(async () => {
  /** @param {string} id */
  const inflate = async (id) => {
    const text = atob(document.getElementById(id)?.textContent ?? "");
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  };
  const [code, data] = await Promise.all([inflate("vizcli-runtime"), inflate("vizcli-data")]);
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(code);
  document.head.append(script);
  document.dispatchEvent(new CustomEvent("vizcli", { detail: data }));
})().catch((error) => console.error("the page stays a picture:", error));
