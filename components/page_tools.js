/* For every page: its address to copy and on paper, and charts that fit the paper. It runs once. */
(() => {
    if (window.hasPageTools) return;
    window.hasPageTools = true;

    /* The address of what is shown, with its language: it opens the same whatever the reader's browser asks for. */
    function address() {
        const url = new URL(location.href);
        url.searchParams.set("lang", document.documentElement.lang.slice(0, 2));
        return url.href;
    }

    document.addEventListener("click", async event => {
        const button = event.target.closest?.("button[data-copy-page]");
        if (!button) return;
        const said = button.parentElement.querySelector('[role="status"]');
        try {
            await navigator.clipboard.writeText(address());
            said.textContent = button.dataset.copied;
        } catch {  // not allowed here: the reader copies it by hand
            said.textContent = address();
            getSelection().selectAllChildren(said);
        }
    });

    addEventListener("beforeprint", () => {
        for (const place of document.querySelectorAll("[data-printed-address]")) place.textContent = address();
        for (const box of document.querySelectorAll(".svg-container")) {
            const layers = [...box.querySelectorAll(":scope > .main-svg")], drawn = layers[0];  // for the screen
            const width = drawn?.width.baseVal.value, height = drawn?.height.baseVal.value;
            if (!width || !height) continue;
            box.dataset.printed = "";
            box.style.aspectRatio = `${width} / ${height}`;
            box.style.setProperty("max-width", `${width}px`, "important");  // never larger: Streamlit would have it so
            for (const layer of layers) layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
        }
    });
    addEventListener("afterprint", () => {
        for (const box of document.querySelectorAll(".svg-container[data-printed]")) {
            delete box.dataset.printed;
            box.style.aspectRatio = "";
            box.style.removeProperty("max-width");
            for (const layer of box.querySelectorAll(":scope > .main-svg")) layer.removeAttribute("viewBox");
        }
    });
})();
