/* Saves a figure as a picture: headline, subtitle, plotly's own layers, legend and source line in one SVG document.
   Buttons say what to save by data attributes (picture.py); one listener serves them all, however often they are drawn
   anew. Fonts are inlined from this site's own files; nobody else is asked. */
(() => {
    if (window.savesPictures) return;
    window.savesPictures = true;

    const SVG = "http://www.w3.org/2000/svg";
    const MARGIN = 24, SHARPNESS = 2, NARROWEST = 320;
    const DECIMALS = /(\.\d\d)\d+/g;  // of a path, beyond what an eye sees

    document.addEventListener("click", async event => {
        const button = event.target.closest?.("button[data-picture]");
        if (!button) return;
        const status = document.querySelector(`[data-picture-status="${button.dataset.exhibit}"]`);
        try {
            const place = document.querySelector(`.st-key-exhibit_${button.dataset.exhibit}`);
            const plot = place?.querySelector(".js-plotly-plot");
            if (!plot?.querySelector(".main-svg")) throw new Error("no figure on the page");
            const picture = await compose(plot, place.querySelector(".arc-legend"), button.dataset);
            const blob = button.dataset.picture === "png" ? await asPng(picture) : asSvg(picture);
            save(blob, `3x1_${button.dataset.exhibit}.${button.dataset.picture}`);
            if (status) status.textContent = "";
        } catch (error) {
            if (status) status.textContent = button.dataset.failed;
            console.error(error);
        }
    });

    async function compose(plot, legend, words) {
        const page = getComputedStyle(document.documentElement);
        const colour = name => page.getPropertyValue(`--${name}`).trim();
        const sans = page.getPropertyValue("--sans").trim(), serif = page.getPropertyValue("--serif").trim();
        const box = plot.getBoundingClientRect();
        const width = Math.max(Math.round(box.width), NARROWEST);
        const root = element("svg", {});
        root.append(element("title", {}, words.headline), element("desc", {}, words.alt));
        root.append(await fonts([sans, serif]));
        const paper = element("rect", {width: "100%", height: "100%", fill: colour("paper")});
        root.append(paper);
        let y = MARGIN;
        const paragraph = (text, size, leading, style) => {
            for (const line of wrapped(text, width, `${style["font-weight"] ?? 400} ${size}px ${style["font-family"]}`)) {
                root.append(element("text", {x: MARGIN, y: y + size, "font-size": size, ...style}, line));
                y += leading;
            }
        };
        const large = width < 480 ? 19 : 22;
        paragraph(words.headline, large, large * 1.25, {"font-family": serif, "font-weight": 600, fill: colour("ink")});
        y += 4;
        paragraph(words.subtitle, 14, 20, {"font-family": sans, fill: colour("quiet")});
        y += 12;
        for (const layer of plot.querySelectorAll(".main-svg")) root.append(copied(layer, box, MARGIN, y));
        y += Math.round(box.height) + 12;
        if (legend) {
            root.append(legendCopied(legend, MARGIN, y));
            y += Math.round(legend.getBoundingClientRect().height) + 12;
        }
        paragraph(words.source, 12, 16, {"font-family": sans, fill: colour("quiet")});
        const size = {width: width + 2 * MARGIN, height: Math.round(y + MARGIN - 4)};
        set(root, {...size, viewBox: `0 0 ${size.width} ${size.height}`});
        return {root, ...size};
    }

    /* One of plotly's layers, with what style sheets gave it written into it, and without what only a pointer sees. */
    function copied(layer, box, left, top) {
        const copy = layer.cloneNode(true), at = layer.getBoundingClientRect();
        const originals = layer.querySelectorAll("*"), copies = copy.querySelectorAll("*");
        const gone = [];
        originals.forEach((original, i) => {
            const style = getComputedStyle(original);
            if (style.display === "none" || original.matches(".hoverlayer, .draglayer, foreignObject")) gone.push(copies[i]);
            if (original.matches("text, tspan")) {
                for (const name of ["font-family", "font-size", "font-weight", "font-style", "fill", "white-space"]) {
                    copies[i].style.setProperty(name, style.getPropertyValue(name));
                }
            }
            if (style.shapeRendering !== "auto") copies[i].style.setProperty("shape-rendering", style.shapeRendering);
            if (original.matches("path")) set(copies[i], {d: (original.getAttribute("d") ?? "").replace(DECIMALS, "$1")});
            for (const name of [...copies[i].attributes].map(a => a.name).filter(n => n.startsWith("data-"))) {
                copies[i].removeAttribute(name);
            }
        });
        gone.forEach(node => node.remove());
        copy.removeAttribute("style");
        copy.removeAttribute("class");
        set(copy, {x: left + at.left - box.left, y: top + at.top - box.top, width: at.width, height: at.height});
        return copy;
    }

    /* The legend of arcs, which is HTML: its lines where they stand on the page, its words beside them. */
    function legendCopied(legend, left, top) {
        const group = element("g", {}), from = legend.getBoundingClientRect();
        const x = box => left + box.left - from.left, y = box => top + box.top - from.top;
        legend.querySelectorAll("i").forEach((line, i) => {
            const style = getComputedStyle(line), box = line.getBoundingClientRect();
            const colours = style.backgroundImage.match(/rgba?\([^)]*\)/g) ?? [style.backgroundColor];
            const gradient = element("linearGradient", {id: `arc-legend-${i}`});
            colours.forEach((c, n) => gradient.append(
                element("stop", {offset: colours.length > 1 ? n / (colours.length - 1) : 0, "stop-color": c})));
            group.append(gradient, element("rect", {
                x: x(box), y: y(box), width: box.width, height: box.height, fill: `url(#arc-legend-${i})`}));
        });
        const words = document.createTreeWalker(legend, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
            const range = document.createRange(), style = getComputedStyle(words.currentNode.parentElement);
            range.selectNodeContents(words.currentNode);
            const box = range.getBoundingClientRect();
            group.append(element("text", {
                x: x(box), y: y(box) + box.height * .78, "font-family": style.fontFamily, "font-size": style.fontSize,
                fill: style.color}, words.currentNode.textContent));
        }
        return group;
    }

    function wrapped(text, width, font) {
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = font;
        const lines = [""];
        for (const word of text.split(/\s+/)) {
            const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
            if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
            else lines[lines.length - 1] = longer;
        }
        return lines;
    }

    /* The site's own font files of these families, written into a style of the picture. */
    async function fonts(families) {
        const rules = [...document.styleSheets].flatMap(sheet => {
            try { return [...sheet.cssRules]; } catch { return []; }
        });
        const names = families.join(",").split(",").map(unquoted);
        const faces = rules.filter(rule => rule instanceof CSSFontFaceRule
            && names.includes(unquoted(rule.style.getPropertyValue("font-family")))
            && rule.style.getPropertyValue("font-style") !== "italic");
        const seen = new Map(faces.map(face => [face.style.getPropertyValue("font-family"), face]));
        return element("style", {}, (await Promise.all([...seen.values()].map(inlined))).join("\n"));
    }

    async function inlined(face) {
        const [, address] = face.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/) ?? [];
        if (!address) return "";
        const url = new URL(address, face.parentStyleSheet.href ?? document.baseURI);
        if (url.origin !== location.origin) return "";
        const file = await (await fetch(url)).blob();
        const weight = face.style.getPropertyValue("font-weight") || "normal";
        return `@font-face { font-family: ${face.style.getPropertyValue("font-family")}; font-weight: ${weight}; `
            + `src: url("${await asDataUrl(file)}"); }`;
    }

    const unquoted = name => name.trim().replace(/^["']|["']$/g, "");

    const asDataUrl = file => new Promise((done, failed) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.onerror = () => failed(reader.error);
        reader.readAsDataURL(file);
    });

    function asSvg({root}) {
        const text = new XMLSerializer().serializeToString(root)
            .replace(/url\((?:&quot;|["'])?(?!data:)[^)#]*#([^)"'&]+)(?:&quot;|["'])?\)/g, "url(#$1)")  // without the page's address
            .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
        return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`], {type: "image/svg+xml"});
    }

    async function asPng(picture) {
        const address = URL.createObjectURL(asSvg(picture));
        try {
            const image = new Image(picture.width, picture.height);
            image.src = address;
            await image.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [picture.width * SHARPNESS, picture.height * SHARPNESS];
            canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
            return await new Promise((done, failed) =>
                canvas.toBlob(blob => blob ? done(blob) : failed(new Error("too large for a picture")), "image/png"));
        } finally {
            URL.revokeObjectURL(address);
        }
    }

    function save(blob, name) {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    function element(name, attributes, text = "") {
        const made = set(document.createElementNS(SVG, name), attributes);
        if (text) made.textContent = text;
        return made;
    }

    function set(node, attributes) {
        for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
        return node;
    }
})();
