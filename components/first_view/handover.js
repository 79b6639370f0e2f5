// The first view stands over Streamlit's page, which cannot be seen or reached meanwhile, until that one is drawn.
(() => {
    const view = document.getElementById("first-view");
    const PATIENCE = 15_000; // ms that charts may take once the page has its footer
    const SETTLED = 2_500; // ms after which a page without a footer is one that failed
    let complete = 0, idle = 0;

    const isDrawn = figure => figure.querySelector("canvas")
        || (figure.querySelector(".main-svg") && (!figure.querySelector(".geo") || figure.querySelector(".choroplethlayer path")));
    const inView = figure => figure.getBoundingClientRect().top < innerHeight + view.scrollTop;

    const isReady = now => {
        const app = document.querySelector('[data-testid="stApp"]');
        if (!app) return false;
        if (app.querySelector("footer.site-foot")) {
            complete ||= now;
            const figures = [...app.querySelectorAll('[data-testid="stPlotlyChart"], [data-testid="stDeckGlJsonChart"]')];
            const waits = app.querySelector('.stMain [data-testid="stSkeleton"]') || !figures.filter(inView).every(isDrawn);
            return !waits || now - complete > PATIENCE;
        }
        const stopped = app.dataset.testScriptState === "notRunning" && app.querySelector(".stMain [data-testid]");
        idle = stopped ? idle || now : 0;
        return idle && now - idle > SETTLED;
    };

    const look = now => {
        if (!isReady(now)) return setTimeout(() => requestAnimationFrame(look), 60);
        const main = document.querySelector('[data-testid="stMain"]');
        const scrolled = view.scrollTop;
        view.remove();
        if (main && scrolled) main.scrollTop = scrolled;
        performance.mark("first-view-gone");
    };
    requestAnimationFrame(look);
})();
