//! The elements of raw HTML that a page may hold beside those of plain text, which the sanitiser knows.

/// Our own markup, and what plays files of the project.
pub(crate) const ELEMENTS: [&str; 8] = [
    "audio", "input", "picture", "section", "source", "tfoot", "track", "video",
];

/// The elements of HTML (its standard, and those that it has given up), of SVG and of MathML that stand within a
/// text. What is called otherwise is no tag.
const KNOWN: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo big \
    blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del \
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 \
    h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark \
    marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p \
    param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select slot \
    small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot \
    th thead time title tr track tt u ul var video wbr xmp path circle rect line polygon polyline ellipse g \
    defs use text tspan symbol image mi mo mn mrow mfrac msup msub";

/// Whether an element is called so, in lower case.
pub(crate) fn is_element(name: &str) -> bool {
    KNOWN.split_whitespace().any(|known| known == name)
}
