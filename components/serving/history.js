// One act of the reader makes one entry in the browser's history, so that Back undoes it in one step. Streamlit pushes an
// entry for each parameter that a page corrects or adds, and one with the coming page's parameters on the page being left.
(() => {
    const push = history.pushState.bind(history);
    let entered = true; // what a page writes when it opens is no act
    let leaving = null; // path of the page being left

    history.pushState = (state, title, url) => {
        const path = new URL(url, location.href).pathname;
        if (path === leaving) return;
        leaving = null;
        (entered ? history.replaceState.bind(history) : push)(state, title, url);
        entered = true;
    };

    for (const act of ["pointerdown", "keydown", "click", "input"]) addEventListener(act, () => { entered = false; }, true);
    addEventListener("popstate", () => { leaving = null; entered = true; }, true);
    addEventListener("click", event => {
        const link = event.target.closest?.("a[href]");
        const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || link?.target === "_blank";
        if (!link || elsewhere || link.origin !== location.origin) return;
        leaving = link.pathname === location.pathname ? null : location.pathname;
    }, true);

    // Where a copy of the site ended, another takes over the visit and begins it anew from the address. It has to be asked:
    // Streamlit waits for the reader's next act, which then would be lost. Its key for "run again" is all that it offers.
    let connected = false, lost = false;
    new MutationObserver(() => {
        const now = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
        lost ||= connected && !now;
        connected = now;
        if (!connected || !lost) return;
        lost = false;
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "r", code: "KeyR", keyCode: 82, bubbles: true}));
        entered = true; // no act of the reader
    }).observe(document, {subtree: true, attributeFilter: ["data-test-connection-state"]});
})();
