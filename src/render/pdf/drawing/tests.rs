//! Drawings as they are on paper.

use super::{Drawing, Letters, for_paper};

const LETTERS: Letters<'static> = Letters {
    has: &|letter| letter != '→',
    family: &|_| None,
};

fn drawn(contents: &str) -> String {
    let svg =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"{contents}</svg>");
    let drawing = for_paper(&svg, LETTERS).expect("it can be read");
    let (_, inner) = drawing
        .svg
        .split_once("viewBox=\"0 0 9 9\"")
        .expect("it has one");
    // Letters are as large as in a browser, where nothing else is said.
    let inner = inner.replacen(" style=\"font-size:16px;\"", "", 1);
    inner.trim_end_matches("</svg>").to_owned()
}

#[test]
fn styles_of_sheets_and_of_elements_hold_as_in_a_browser() {
    let style = "<style>:root{--c:#c00}.v{fill:var(--c)} rect{stroke:red!important;fill:blue} \
                 @media (prefers-color-scheme: dark){.v{fill:white}}</style>";
    assert_eq!(
        drawn(&format!(
            ">{style}<rect class=\"v\" style=\"stroke:light-dark(a,b)\"/>"
        )),
        "><rect class=\"v\" style=\"fill:#c00;stroke:#ff0000;\"></rect>"
    );
}

#[test]
fn attributes_are_resolved_and_void_ones_left_out() {
    assert_eq!(
        drawn("><rect fill=\"var(--x, #fff)\" stroke=\"var(--x)\" transform=\"rotate(3)\"/>"),
        "><rect fill=\"#fff\" transform=\"rotate(3)\"></rect>"
    );
}

#[test]
fn variables_are_those_of_the_nearest_element_above() {
    assert_eq!(
        drawn(
            "><g style=\"--c:red\"><g style=\"--c:blue\"/><path fill=\"var(--c)\"/></g><path fill=\"var(--c)\"/>"
        ),
        "><g><g></g><path fill=\"#ff0000\"></path></g><path></path>"
    );
}

#[test]
fn words_from_right_to_left_begin_at_their_right() {
    assert_eq!(
        drawn(
            " direction=\"rtl\"><text>a</text><text text-anchor=\"end\">b<tspan style=\"direction:ltr\">c</tspan></text><g text-anchor=\"middle\"><text>d</text></g>"
        ),
        " direction=\"rtl\"><text style=\"text-anchor:end !important;\">a</text>\
         <text text-anchor=\"end\" style=\"text-anchor:start !important;\">b<tspan style=\"direction:ltr;\">c</tspan></text>\
         <g text-anchor=\"middle\"><text>d</text></g>"
    );
}

#[test]
fn a_colour_that_is_not_understood_is_told() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path fill=\"color-mix(in srgb, red, blue)\"/></svg>";
    let drawing = for_paper(svg, LETTERS).expect("it can be read");
    let unknown: Vec<String> = drawing.unknown_colours.into_iter().collect();
    assert_eq!(unknown, ["color-mix(in srgb, red, blue)"]);
}

#[test]
fn a_colour_behind_the_drawing_is_painted() {
    assert_eq!(
        drawn(" style=\"background: #222; background-color: light-dark(#fff, #121212)\">"),
        "><rect x=\"0\" y=\"0\" width=\"9\" height=\"9\" style=\"fill:#fff;stroke:none\"/>"
    );
}

#[test]
fn letters_that_no_font_has_are_marks_and_told() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>a → b<tspan>&lt;→</tspan></text><title>→</title></svg>";
    let drawing = for_paper(svg, LETTERS).expect("it can be read");
    assert!(
        drawing
            .svg
            .contains("<text>a \u{fffd} b<tspan>&lt;\u{fffd}</tspan></text>"),
        "{}",
        drawing.svg
    );
    assert_eq!(drawing.missing.into_iter().collect::<String>(), "→");
}

#[test]
fn a_drawing_that_would_take_minutes_is_refused() {
    let rules: String = (0..5_000)
        .map(|number| format!(".c{number}{{fill:red}}"))
        .collect();
    let elements = "<path/>".repeat(5_000);
    let svg =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>{rules}</style>{elements}</svg>");
    assert!(for_paper(&svg, LETTERS).is_err());
}

fn on_paper(contents: &str) -> Drawing {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\" viewBox=\"0 0 200 100\">{contents}</svg>"
    );
    for_paper(&svg, LETTERS).expect("it can be read")
}

/// Drawings, each with what is told of it.
const TOLD: [(&str, &str); 26] = [
    (
        "<style>.a{clip-path:circle(20px)}</style><path class='a'/>",
        "clip-path: circle(20px)",
    ),
    ("<style>.a{clip-path:circle(20px)}</style><path/>", ""),
    (
        "<path style='mask-image:linear-gradient(#000,#fff)'/>",
        "mask-image: linear-gradient(#000,#fff)",
    ),
    (
        "<style>path:has(a){fill:red}</style><path/>",
        "path:has(a) {…}",
    ),
    (
        "<style>@media (width > 9px){path{fill:red}}</style><path/>",
        "@media (width > 9px)",
    ),
    (
        "<style>@media (width > 9px){rect{fill:red}}</style><path/>",
        "",
    ),
    (
        "<style>@media (prefers-color-scheme:dark){path{fill:red}}</style><path/>",
        "",
    ),
    (
        "<style>@supports (fill:novel()){path{fill:red}}</style><path/>",
        "@supports (fill:novel())",
    ),
    (
        "<style media='screen'>path{fill:red}</style><path/>",
        "@media screen",
    ),
    (
        "<style type='text/less'>path:has(a){fill:red}</style><path/>",
        "",
    ),
    (
        "<style>@keyframes k{to{opacity:0}} path{animation:k 2s}</style><path/>",
        "animation: k 2s",
    ),
    (
        "<style>@font-face{font-family:'X y'} text{font-family:'x Y',serif}</style><text>a</text>",
        "@font-face x y",
    ),
    (
        "<style>@font-face{font-family:X}</style><text font-family='Y, X'>a</text>",
        "",
    ),
    (
        "<path><animate attributeName='x' to='3'/></path>",
        "<animate>",
    ),
    (
        "<path pathLength='9' stroke-dasharray='1'/>",
        "pathLength=\"9\"",
    ),
    ("<path pathLength='9'/>", ""),
    (
        "<radialGradient spreadMethod='repeat'/>",
        "spreadMethod=\"repeat\"",
    ),
    ("<linearGradient spreadMethod='repeat'/>", ""),
    (
        "<g transform='scale(3)'><path style='vector-effect:non-scaling-stroke'/></g>",
        "vector-effect: non-scaling-stroke",
    ),
    (
        "<g transform='rotate(3)'><path style='vector-effect:non-scaling-stroke'/></g>",
        "",
    ),
    (
        "<path style='transform-box:fill-box'/>",
        "transform-box: fill-box",
    ),
    (
        "<path style='stroke-width:calc(1px + 2%)'/>",
        "stroke-width: calc(1px + 2%)",
    ),
    (
        "<path stroke-width='calc(1px + 2%)'/>",
        "stroke-width: calc(1px + 2%)",
    ),
    (
        "<text style='text-shadow:1px 1px red'>a</text>",
        "text-shadow: 1px 1px red",
    ),
    (
        "<path style='filter:blur(3px);fill:red;novelty:3;fill:blue'/>",
        "novelty: 3",
    ),
    (
        "<path style='fill:color-mix(in srgb,red,blue);fill:red'/>",
        "",
    ),
];

#[test]
fn what_only_a_browser_shows_is_told() {
    for (contents, expected) in TOLD {
        let drawing = on_paper(contents);
        let told: Vec<String> = drawing.elsewhere.into_iter().collect();
        assert_eq!(told.join(", "), expected, "{contents}");
        assert!(drawing.unknown_colours.is_empty(), "{contents}");
    }
}

/// What programs write, and paper shows as it is meant.
const OF_PROGRAMS: [&str; 8] = [
    // Inkscape
    "<text xml:space='preserve' style='font-size:10px;line-height:1.25;-inkscape-font-specification:x;font-variant-caps:normal;\
     text-align:start;letter-spacing:0px;writing-mode:lr-tb;white-space:pre;shape-inside:url(#a);text-orientation:mixed;\
     dominant-baseline:auto;baseline-shift:baseline;text-decoration:none;text-decoration-style:solid;text-decoration-color:#000;\
     isolation:auto;mix-blend-mode:normal;solid-color:#000;vector-effect:none;enable-background:accumulate;text-indent:0;\
     text-transform:none;inline-size:0;paint-order:markers stroke fill;stop-color:#000'>a</text>",
    // Illustrator
    "<style type='text/css'> .st0{fill:#E6E6E6;} .st1{clip-path:url(#SVGID_2_);enable-background:new    ;} </style>\
     <path class='st0 st1'/>",
    // Draw.io
    "<rect pointer-events='all' style='fill: light-dark(#ffffff, var(--ge-dark-color, #121212)); stroke: light-dark(rgb(0, 0, 0), rgb(255, 255, 255));'/>",
    // Mermaid
    "<style>@keyframes dash{to{stroke-dashoffset:0;}} .edge-animation-slow{animation:dash 50s linear infinite} .edgeLabel{background-color:rgba(232,232,232, 0.8);\
     text-align:center;} div.mermaidTooltip{position:absolute;z-index:100;border:1px solid #aaa} [data-look='neo'].node rect{filter:drop-shadow( 1px 2px 2px rgba(185,185,185,1))} \
     .node.clickable{cursor:pointer;} :root{--mermaid-font-family:arial}</style><g class='edgeLabel node clickable'><rect style='stroke-dasharray: 1, 0;'/></g>",
    // Excalidraw
    "<text style='white-space: pre;' direction='ltr' dominant-baseline='alphabetic' font-family='Helvetica, Segoe UI Emoji'>a</text>",
    // PlantUML
    "<text lengthAdjust='spacing' textLength='29'>a</text><line style='stroke:#181818;stroke-width:0.5;stroke-dasharray:5.0,5.0;'/>",
    // matplotlib
    "<style type='text/css'>*{stroke-linejoin: round; stroke-linecap: butt}</style><text style=\"font: 10px 'DejaVu Sans', sans-serif; text-anchor: middle\">a</text>",
    // Plotly
    "<path style='vector-effect: non-scaling-stroke; fill: none; stroke: rgb(31, 119, 180); opacity: 1;'/>",
];

#[test]
fn nothing_is_told_of_what_programs_write() {
    for contents in OF_PROGRAMS {
        let drawing = on_paper(contents);
        assert_eq!(drawing.elsewhere.into_iter().next(), None, "{contents}");
        assert_eq!(
            drawing.unknown_colours.into_iter().next(),
            None,
            "{contents}"
        );
    }
}

#[test]
fn styles_that_attributes_do_not_know_become_attributes() {
    for (contents, expected) in [
        (
            "><rect style=\"x:calc(2*3px);width:2em;fill:red\" width=\"3\"/>",
            "><rect x=\"6px\" width=\"2em\" style=\"fill:#ff0000;\"></rect>",
        ),
        (
            "><path style=\"d:path('M0 0')\" d=\"M1 1\"/>",
            "><path d=\"M0 0\"></path>",
        ),
        (
            "><g style=\"transform:translate(1px,2px);scale:2\" transform=\"rotate(3)\"/>",
            "><g transform=\"rotate(3)\" style=\"transform:matrix(2 0 0 2 2 4);\"></g>",
        ),
        (
            "><g font-size=\"20\"><text font-size=\"50%\">a</text></g>",
            "><g font-size=\"20\"><text font-size=\"10px\">a</text></g>",
        ),
        (
            "><style>text{text-transform:uppercase;white-space:pre}</style><text>a</text>",
            "><text style=\"text-transform:uppercase;white-space:pre;\" xml:space=\"preserve\">A</text>",
        ),
        (
            "><g dominant-baseline=\"hanging\"><text>a<tspan>b</tspan></text></g>",
            "><g dominant-baseline=\"hanging\"><text>a<tspan style=\"dominant-baseline:hanging;\">b</tspan></text></g>",
        ),
        (
            "><g marker-mid=\"url(#a)\"><rect/></g>",
            "><g marker-mid=\"url(#a)\"><rect style=\"marker-start:none;marker-mid:none;marker-end:none;\"></rect></g>",
        ),
    ] {
        assert_eq!(drawn(contents), expected, "{contents}");
    }
}

#[test]
fn styles_without_end_are_refused() {
    let names: String = (0..2_000).map(|number| format!("--a{number}:b;")).collect();
    for contents in [
        format!(
            "<style>.a{{{}}}</style>{}",
            "fill:red;".repeat(2_000),
            "<g class='a'/>".repeat(500)
        ),
        format!(
            "<g style='{names}'>{}</g>",
            "<g style='--z:1'/>".repeat(500)
        ),
        format!(
            "<style>g:nth-child(2n) ~ x{{fill:red}} g ~ g ~ x ~ g{{fill:red}}</style>{}",
            "<g/>".repeat(4_000)
        ),
        format!(
            "<style>x g g g g g path{{fill:red}}</style>{}<path/>{}",
            "<g>".repeat(100),
            "</g>".repeat(100)
        ),
    ] {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{contents}</svg>");
        assert!(for_paper(&svg, LETTERS).is_err(), "{}", &contents[..60]);
    }
}
