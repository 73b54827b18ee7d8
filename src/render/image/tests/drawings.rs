//! SVG: what is kept of it, what goes, and what is told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::super::clean;
use super::{cleaned, jpeg, svg};
use crate::render::image::left_out::Wanted;
use crate::render::image::problem::ImageProblem;

/// What is left of an SVG's contents.
fn drawn(contents: &str) -> String {
    let text = String::from_utf8(cleaned(svg(contents).as_bytes()).bytes).unwrap();
    let (_, inner) = text.split_once('>').unwrap();
    inner.strip_suffix("</svg>").unwrap().to_owned()
}

#[test]
fn an_svg_loses_everything_that_runs_leads_out_or_names_people() {
    let before = "<?xml-stylesheet href='http://x/y.css'?><!-- by Ana --><metadata><Work/></metadata>\
        <script>alert(1)</script><g onclick=\"x()\" data-file=\"/home/ana\" id=\"a\">\
        <image href=\"http://x/a.png\"/><image xlink:href=\"file:///a.png\"/><use href=\"#a\"/></g>\
        <a href=\"javascript:x()\"><set attributeName=\"href\" to=\"http://x\"/><text>hi &amp; ho</text></a>\
        <h:p xmlns:h=\"http://www.w3.org/1999/xhtml\">no</h:p>\
        <e:view xmlns:e=\"http://www.inkscape.org/namespaces/inkscape\"><path/></e:view>";
    assert_eq!(
        drawn(before),
        "<g id=\"a\"><image/><image/><use href=\"#a\"/></g><a><text>hi &amp; ho</text></a>"
    );
}

#[test]
fn styles_in_an_svg_refer_to_the_drawing_alone() {
    let before = "<style><![CDATA[@import url(\"http://x;y\");a>b{fill:url(#g);/* Ana */}]]> c{d:\\75rl(http://x)}</style>\
        <path style=\"fill:URL( 'http://x' );background:image-set('http://x')\" stroke=\"url(#g)\" mask=\"url(http://x)\"/>";
    assert_eq!(
        drawn(before),
        "<style> a&gt;b{fill:url(#g); } c{d:75rl(http://x)}</style>\
         <path style=\"fill:none;background:none(&apos;http://x&apos;)\" stroke=\"url(#g)\" mask=\"none\"/>"
    );
}

#[test]
fn a_picture_inside_an_svg_is_cleaned_too() {
    use base64::Engine as _;
    let encode = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let before = format!(
        "<image href=\"data:image/jpg;base64,{}\"/>",
        encode(&jpeg(None))
    );
    let after = format!(
        "<image href=\"data:image/jpeg;base64,{}\"/>",
        encode(&cleaned(&jpeg(None)).bytes)
    );
    assert_eq!(drawn(&before), after);
    let broken = svg("<image href=\"data:image/png;base64,AAAA\"/>");
    assert!(matches!(
        clean(broken.as_bytes()),
        Err(ImageProblem::Damaged(_))
    ));
}

#[test]
fn an_svg_that_cannot_be_shown_without_more_is_a_problem() {
    let problem = |contents: &str| clean(svg(contents).as_bytes()).expect_err("a problem");
    assert_eq!(
        problem("<script>draw()</script>"),
        ImageProblem::NeedsScript
    );
    assert_eq!(
        problem("<path/><foreignObject><p/></foreignObject>"),
        ImageProblem::NeedsHtml
    );
    assert!(matches!(
        problem("<path d=\"&ns_own;\"/>"),
        ImageProblem::Damaged(_)
    ));
    assert!(matches!(problem("<g/>"), ImageProblem::Damaged(_)));
    let with_other_words = "<switch><foreignObject><p/></foreignObject><text>hi</text></switch>";
    assert_eq!(drawn(with_other_words), "<switch><text>hi</text></switch>");
    assert_eq!(
        clean(b"<svg xmlns='http://www.w3.org/2000/svg'><path/></svg>"),
        Err(ImageProblem::NoSize)
    );
    assert!(matches!(
        clean(b"<svg viewBox='0 0 1 1'><path/></svg>"),
        Err(ImageProblem::Damaged(_))
    ));
}

#[test]
fn attributes_that_editors_add_for_themselves_go() {
    let text = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" \
        viewBox=\"0 0 3 2\" content=\"&lt;mxfile agent=&quot;Ana&quot;&gt;\" i:export-filename=\"/home/ana/a.png\" \
        docname=\"/home/ana/a.svg\" host=\"ana-laptop\"><path d=\"M0 0\" fill=\"red\" aria-label=\"a way\" data-by=\"Ana\"/></svg>";
    let clean = String::from_utf8(cleaned(text.as_bytes()).bytes).unwrap();
    assert!(
        clean.ends_with(
            " viewBox=\"0 0 3 2\"><path d=\"M0 0\" fill=\"red\" aria-label=\"a way\"/></svg>"
        ),
        "{clean}"
    );
}

#[test]
fn entities_that_a_drawing_declares_are_what_they_stand_for() {
    let drawing = |declared: &str, used: &str| {
        format!(
            "<?xml version=\"1.0\"?><!-- by Ana --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\" [\
             <!ENTITY ns_svg \"http://www.w3.org/2000/svg\">{declared}]><svg xmlns=\"&ns_svg;\" viewBox=\"0 0 3 2\">{used}</svg>"
        )
    };
    let text = |declared: &str, used: &str| {
        let image = clean(drawing(declared, used).as_bytes())?;
        let text = String::from_utf8(image.bytes).expect("it is text");
        Ok::<_, ImageProblem>(text.split_once('>').expect("it has a root").1.to_owned())
    };
    let declared = "<!ENTITY red 'f00'> <!ENTITY fill \"fill:#&red;\"><!ENTITY red 'not this'>";
    assert_eq!(
        text(declared, "<path style=\"&fill;\"/><text>&red; &amp;</text>"),
        Ok("<path style=\"fill:#f00\"/><text>f00 &amp;</text></svg>".to_owned())
    );
    // What it stands for is cleaned like all else.
    assert_eq!(
        text("<!ENTITY run '<script>x()</script><path/>'>", "&run;"),
        Ok("<path/></svg>".to_owned())
    );
    assert!(
        text(
            "<!ENTITY out SYSTEM 'file:///etc/passwd'>",
            "<text>&out;</text>"
        )
        .is_err()
    );
    let mut bomb = String::from("<!ENTITY a0 \"aaaaaaaaaa\">");
    for number in 1..30 {
        let ten = format!("&a{};", number - 1).repeat(10);
        bomb.push_str(&format!("<!ENTITY a{number} \"{ten}\">"));
    }
    assert!(matches!(
        text(&bomb, "<text>&a29;</text>"),
        Err(ImageProblem::Damaged(_))
    ));
}

#[test]
fn a_drawing_in_another_encoding_is_read_and_written_as_utf_8() {
    let text = svg("<text>é</text><script>x()</script>");
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let image = cleaned(&[&b"\xFE\xFF"[..], &units].concat());
    assert!(image.bytes.ends_with("<text>é</text></svg>".as_bytes()));
    let seven = "<?xml version=\"1.0\" encoding=\"UTF-7\"?>".to_owned()
        + &svg("<text>+ADw-script+AD4-</text>");
    let image = cleaned(seven.as_bytes());
    assert!(
        image.bytes.starts_with(b"<svg ")
            && image.bytes.ends_with(b"+ADw-script+AD4-</text></svg>")
    );
    assert!(
        clean(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><text>\xE9</text></svg>")
            .is_err()
    );
}

/// Drawings that would take the longer the more of something they hold.
#[test]
fn a_drawing_that_is_made_to_be_slow_is_a_problem_soon() {
    let many = |one: &str| one.repeat(100_000);
    let attributes: String = (0..100_000)
        .map(|number| format!(" a{number}='1'"))
        .collect();
    let prefixes: String = (0..100_000)
        .map(|number| format!(" xmlns:a{number}='b'"))
        .collect();
    let nested = (0..60).fold(svg("<path/>"), |inner, _| {
        let data = percent_encoding::utf8_percent_encode(&inner, percent_encoding::CONTROLS);
        svg(&format!(
            "<image href=\"data:image/svg+xml,{}\"/>",
            quick_xml::escape::escape(data.to_string())
        ))
        .replace("&amp;amp;", "&amp;")
    });
    let mut copies = "<path id='a0'/>".to_owned();
    let mut chain = copies.clone();
    for number in 1..10_000 {
        let copy = format!("<use href='#a{}'/>", number - 1);
        chain.push_str(&format!("<g id='a{number}'>{copy}</g>"));
        if number < 20 {
            copies.push_str(&format!("<g id='a{number}'>{}</g>", copy.repeat(10)));
        }
    }
    let start = std::time::Instant::now();
    for drawing in [
        svg(&format!("<path{attributes}/>")),
        svg(&format!("<path{prefixes}/>")),
        svg(&format!("{}{}", many("<g>"), many("</g>"))),
        svg(&format!(
            "<metadata>{}{}</metadata>",
            many("<g>"),
            many("</g>")
        )),
        nested,
        svg(&copies),
        svg(&chain),
    ] {
        assert!(matches!(
            clean(drawing.as_bytes()),
            Err(ImageProblem::Damaged(_))
        ));
    }
    for sound in [
        svg(&many("<path d='M0 0'/>")),
        svg(&format!(
            "<g id='a'><path id='b'/><use href='#a'/></g>{}",
            many("<use href='#b'/>")
        )),
        svg(&format!(
            "<style>{}</style><path/>",
            many("@import url(a);url(")
        )),
        svg(&format!("<text>{}</text>", many("&amp;"))),
        svg(&format!("<path style='{}'/>", many("/*"))),
    ] {
        assert!(clean(sound.as_bytes()).is_ok());
    }
    // Unoptimised code on a busy machine; what is quadratic takes minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn words_that_stand_in_a_drawing_only_in_part_are_told() {
    let label = |html: &str, plain: &str| {
        let drawing = svg(&format!(
            "<switch><foreignObject><p>{html}</p></foreignObject>{plain}</switch>"
        ));
        cleaned(drawing.as_bytes()).cut_label
    };
    let long = "Call <b>everyone</b><br/>on the list";
    let cut = label(long, "<text>Call everyo...</text>");
    assert_eq!(cut.as_deref(), Some("Call everyone on the list"));
    assert_eq!(
        label(long, "<text>Call everyone</text><text>on the list</text>"),
        None
    );
    assert_eq!(label(long, "<image href='#a'/>"), None);
    assert_eq!(label("", "<text>1</text>"), None);
}

#[test]
fn what_a_drawing_names_outside_itself_is_left_out_and_noted() {
    let jpeg = BASE64.encode(jpeg(None));
    let drawing = svg(&format!(
        "<style>@import 'fonts.css'; @font-face {{ src: url(//host/a.woff) }} path {{ fill: url(b.svg#c) }}</style>\
         <image href='photo.png'/><image href='photo.png'/><use href='\\\\host\\x.svg#y'/>\
         <path fill='url(//host/x#a)' style='mask: image-set(\"d.png\" 1x)'/>\
         <a href='https://example.org'><path/></a><image href='data:;base64,{jpeg}'/>\
         <switch><a href='https://example.org/help'><path/></a></switch><image href='#z'/>\
         <unknown href='e.png'/>"
    ));
    let picture = cleaned(drawing.as_bytes());
    let left_out = |wanted| picture.left_out.addresses(wanted).collect::<Vec<_>>();
    assert_eq!(
        left_out(Wanted::Picture),
        ["photo.png", "\\\\host\\x.svg#y"]
    );
    assert_eq!(left_out(Wanted::Look), ["b.svg#c", "//host/x#a", "d.png"]);
    assert_eq!(left_out(Wanted::Font), ["fonts.css", "//host/a.woff"]);
    assert_eq!(left_out(Wanted::Link), ["https://example.org"]);
    let shown = String::from_utf8(picture.bytes).unwrap();
    assert!(shown.contains("data:image/jpeg;base64,"));
    assert!(!shown.contains("host"));
}
