// Language, title and description of the document follow the page; what Streamlit draws is mended for a keyboard.
{
    const said = [...document.querySelectorAll("[data-document-title]")].at(-1)?.dataset;
    if (said) {
        document.documentElement.lang = said.documentLang;
        document.title = said.documentTitle;
        document.querySelector('meta[name="description"]')?.setAttribute("content", said.documentDescription);
    }
}
// Streamlit's wide tables scroll and its phone menu lists groups: both as a keyboard and a screen reader need them.
window.mendMarkup ??= () => {
    document.querySelectorAll('[data-testid="stTable"] div:has(> table):not([tabindex])').forEach(e => e.tabIndex = 0);
    document.querySelectorAll('[data-testid="stSidebarNavItems"]:not([role])').forEach(e => e.role = "group");
    document.querySelectorAll('[data-testid="stSidebarNavItems"] li:not([role])').forEach(e => e.role = "presentation");
};
window.mendMarkup();
window.mending ??= new MutationObserver(window.mendMarkup);
window.mending.observe(document.body, {childList: true, subtree: true});
