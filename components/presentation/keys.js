// Keys, presenter remotes and swipes press the buttons of the slide; where there is no slide they do nothing.
(() => {
    if (window.presentation) return;
    window.presentation = true;
    const button = name => document.querySelector(`.st-key-slide_${name} button:not(:disabled)`);
    const press = name => { const found = button(name); found?.click(); return Boolean(found); };
    const keys = {
        ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
        ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
        Home: "first", End: "last", Escape: "close", f: "full", F: "full",
    };
    const typing = target => target.closest?.(
        "input, textarea, select, button, a, [contenteditable], [role=slider], [role=combobox], [role=listbox], [role=dialog], [data-testid=stPopoverBody]"
    );
    document.addEventListener("keydown", event => {
        const name = keys[event.key];
        const taken = typing(event.target);
        const always = ["PageDown", "PageUp", "Home", "End"].includes(event.key) || event.key.startsWith("Arrow");
        if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
        if (taken && !(always && taken.matches("button, a"))) return;
        if (event.key === "Escape" && document.fullscreenElement) return;
        if (press(name)) event.preventDefault();
    });
    document.addEventListener("click", event => {
        if (!event.target.closest?.(".st-key-slide_full")) return;
        if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.();
    }, true);
    let from = null;
    document.addEventListener("touchstart", event => {
        from = event.touches.length === 1 && !typing(event.target) ? event.touches[0] : null;
    }, {passive: true});
    document.addEventListener("touchend", event => {
        const to = event.changedTouches[0];
        if (!from || !to) return;
        const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
        if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) press(across < 0 ? "next" : "previous");
        from = null;
    }, {passive: true});
})();
