//! Pictures of whole projects: what is published of them, under what name, and what is said.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::project::Project;

/// One pixel.
const WEBP: &str = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const SVG: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>";

/// What no published file may hold.
const SECRET: &[u8] = b"48.8566 N 2.3522 E";

fn decoded(base64: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(base64).expect("it is one of ours")
}

/// The picture with the secret as a comment before its pixels and after its end.
fn png_with_secret() -> Vec<u8> {
    let png = decoded(PNG);
    let mut text = b"tEXtComment\0".to_vec();
    text.extend(SECRET);
    let length = (text.len() as u32 - 4).to_be_bytes();
    let sum = crc(&text).to_be_bytes();
    [&png[..33], &length, &text, &sum, &png[33..], SECRET].concat()
}

/// The check sum of a chunk (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    let turn = |sum: u32| (0..8).fold(sum, |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)));
    !bytes
        .iter()
        .fold(!0, |sum, byte| turn(sum ^ u32::from(*byte)))
}

fn project(text: &str, files: &[(&str, &[u8])]) -> Project {
    let page = format!("+++\ntitle = \"Home\"\n+++\n{text}\n");
    let project = Project::new(&[("content/index.md", &page)]);
    for (name, bytes) in files {
        project.write(&format!("content/{name}"), bytes);
    }
    project
}

/// The names of published files but for the theme's, without the hashes in them.
fn published(project: &Project) -> Vec<String> {
    let files = project.files("public/assets");
    for (name, bytes) in &files {
        let leaks = bytes.windows(SECRET.len()).any(|window| window == SECRET);
        assert!(!leaks, "{name}");
    }
    let mut names: Vec<String> = files
        .into_keys()
        .map(|name| {
            let (stem, ending) = name.rsplit_once('.').expect("it has an ending");
            format!("{}.{ending}", &stem[..stem.len() - 11])
        })
        .collect();
    let own = [
        "favicon.svg",
        "social.png",
        "elsewhere.svg",
        "elsewhere-rtl.svg",
    ];
    let is_code = |name: &str| [".js", ".css"].iter().any(|end| name.ends_with(end));
    names.retain(|name| !is_code(name) && !own.contains(&name.as_str()));
    names
}

#[test]
fn a_picture_is_cleaned_and_named_by_what_it_is() {
    let secret = png_with_secret();
    let webp = decoded(WEBP);
    let svg = format!("<!-- {} -->{SVG}", String::from_utf8_lossy(SECRET));
    let project = project(
        "![a](a.jpg) [b](b.jfif) ![c](noext) [d](d.txt) ![[e.jpe|e]] [f](<photo 1.2>) ![g](g.png)",
        &[
            ("a.jpg", &webp),
            ("b.jfif", &secret),
            ("noext", &secret),
            ("d.txt", svg.as_bytes()),
            ("e.jpe", &secret),
            ("photo 1.2", &secret),
            ("g.png", svg.as_bytes()),
        ],
    );
    project.run(&["build"]).ends(0);
    assert_eq!(
        published(&project),
        [
            "a.webp",
            "b.png",
            "d.txt.svg",
            "e.png",
            "g.svg",
            "noext.png",
            "photo 1.2.png"
        ]
    );
}

#[test]
fn a_picture_that_cannot_be_cleaned_is_published_by_nobody() {
    let heic = [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], SECRET].concat();
    let avif = [&b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"[..], SECRET].concat();
    let tiff = [&b"II*\0\x08\0\0\0"[..], SECRET].concat();
    let bmp = [&b"BM\x36\xc2\x01\0\0\0\0\0\x36\0\0\0\x28\0\0\0"[..], SECRET].concat();
    let cut = &png_with_secret()[..80];
    let project = project(
        "![a](a.heic) [a](a.heic)\n\n[b](b.pdf)\n\n![c](c.jpg)\n\n[d](d)\n\n[e](e.cr3)\n\n[f](f.png)",
        &[
            ("a.heic", &heic),
            ("b.pdf", &avif),
            ("c.jpg", &tiff),
            ("d", &bmp),
            ("e.cr3", SECRET),
            ("f.png", cut),
        ],
    );
    project.finds(&[
        ("unusable-image", "content/index.md:4:1"),
        ("unusable-image", "content/index.md:6:1"),
        ("unusable-image", "content/index.md:8:1"),
        ("unusable-image", "content/index.md:10:1"),
        ("unusable-image", "content/index.md:12:1"),
        ("unusable-image", "content/index.md:14:1"),
    ]);
    project
        .run(&["build"])
        .ends(1)
        .says("`a.heic` cannot be shown: its format is HEIC, from which place and camera cannot be taken out")
        .says("`b.pdf` cannot be published: its format is AVIF")
        .says("save a copy as JPEG or PNG");
    project.run(&["build", "--allow-errors"]).ends(0);
    assert_eq!(published(&project), [""; 0]);
    let page = project
        .files("public")
        .remove("index.html")
        .expect("it is built");
    let page = String::from_utf8(page).expect("it is text");
    assert!(
        page.contains("<span class=\"dead-link\">b</span>"),
        "{page}"
    );
    assert!(
        page.contains("<span class=\"dead-link\">![a](a.heic)</span>"),
        "{page}"
    );
    assert!(
        !page.contains("href=\"a.heic\"") && !page.contains("src=\"c.jpg\""),
        "{page}"
    );
}

#[test]
fn what_is_shown_and_is_no_picture_is_told_and_can_be_linked() {
    let project = project(
        "![film](film.mp4) [film](film.mp4)\n\n![notes](notes.txt)",
        &[
            ("film.mp4", b"\0\0\0\x14ftypisom\0\0\0\0isom"),
            ("notes.txt", b"Notes."),
        ],
    );
    project.finds(&[
        ("unusable-image", "content/index.md:4:1"),
        ("unusable-image", "content/index.md:6:1"),
    ]);
    project.run(&["build", "--allow-errors"]).ends(0);
    assert_eq!(published(&project), ["film.mp4"]);
}

fn home(project: &Project) -> String {
    String::from_utf8_lossy(&project.files("public")["index.html"]).into_owned()
}

/// A photograph of so many pixels, which no encoder makes small.
fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut grain = 1u32;
    let picture = image::RgbImage::from_fn(width, height, |_, _| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(grain >> 24) as u8, (grain >> 16) as u8, 90])
    });
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    picture
        .write_with_encoder(encoder)
        .expect("it is a picture");
    bytes
}

#[test]
fn a_large_photo_is_published_in_two_widths_and_itself_only_where_it_is_linked() {
    let photo = photo(2000, 500);
    let project = project("![Rally](rally.jpg)", &[("rally.jpg", &photo)]);
    project.run(&["build"]).ends(0);
    let names = |project: &Project| -> Vec<String> {
        let names = project.files("public/assets").into_keys();
        names.filter(|name| name.starts_with("rally")).collect()
    };
    let shown = names(&project);
    let [wide, narrow] = shown.as_slice() else {
        panic!("{shown:?}");
    };
    assert!(wide.ends_with("-1600.jpg") && narrow.ends_with("-800.jpg"));
    let size = |name: &str| {
        let bytes = &project.files("public/assets")[name];
        let picture = image::load_from_memory(bytes).expect("it is a picture");
        (picture.width(), picture.height())
    };
    assert_eq!((size(wide), size(narrow)), ((1600, 400), (800, 200)));
    let page = home(&project);
    let img =
        format!("<img src=\"assets/{wide}\" srcset=\"assets/{narrow} 800w, assets/{wide} 1600w\"");
    assert!(page.contains(&img), "{page}");

    let before = project.files("public");
    project.run(&["build"]).ends(0);
    assert_eq!(project.files("public"), before);

    project.write(
        "content/index.md",
        "+++\ntitle = \"Home\"\n+++\n<b>x</b> ![Rally](rally.jpg) [all of it](rally.jpg)\n",
    );
    project.run(&["build"]).ends(0);
    assert_eq!(names(&project).len(), 3);
    let page = home(&project);
    assert!(
        page.contains(" 1600w\""),
        "raw HTML takes nothing away: {page}"
    );
}

#[test]
fn a_large_photo_of_raw_html_is_published_as_its_page_shows_it() {
    let text = "<img src=\"hall.jpg\" alt=\"A hall\">\n\n<video src=\"a.mp4\" poster=\"hall.jpg\"></video>";
    let files: [(&str, &[u8]); 2] = [("hall.jpg", &photo(4000, 1000)), ("a.mp4", b"a film")];
    let shown = project(text, &files);
    shown.run(&["build"]).ends(0);
    let names = shown.files("public");
    let page = home(&shown);
    let addresses = page.split(['"', ' ', ',']);
    let addresses: Vec<&str> = addresses
        .filter(|part| part.starts_with("assets/hall-"))
        .collect();
    assert!(addresses.len() >= 4, "{page}");
    for address in addresses {
        assert!(names.contains_key(address), "{address}");
    }
    assert!(
        !published(&shown)
            .iter()
            .any(|name| name.len() == "hall-0123456789.jpg".len())
    );

    // In a set of pictures each is what somebody has made it.
    let text = "<img src=\"hall.jpg\" srcset=\"hall.jpg 1x, wide.jpg 2x\" alt=\"A hall\">";
    let files: [(&str, &[u8]); 2] = [
        ("hall.jpg", &photo(4000, 1000)),
        ("wide.jpg", &photo(5000, 1000)),
    ];
    let set = project(text, &files);
    set.run(&["build"]).ends(0);
    let names = set.files("public");
    let page = home(&set);
    let srcset = page
        .split("srcset=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let candidates: Vec<&str> = srcset.unwrap_or_default().split(", ").collect();
    assert_eq!(candidates.len(), 2, "{page}");
    for candidate in candidates {
        let (address, size) = candidate.split_once(' ').unwrap();
        assert!(
            names.contains_key(address) && size.ends_with('x'),
            "{candidate}"
        );
        assert!(!address.contains("-1600"), "{candidate}");
    }
}

#[test]
fn each_thing_is_in_the_single_file_once() {
    let text = "![A hall](hall.jpg)\n\n[the hall](hall.jpg) and <img src=\"hall.jpg\" alt=\"It\">\n\n\
                <video src=\"a.mp4\"></video>\n\n<video><source src=\"a.mp4\"></video>\n\n[the film](a.mp4)";
    let files: [(&str, &[u8]); 2] = [("hall.jpg", &photo(4000, 1000)), ("a.mp4", b"a film")];
    let project = project(text, &files);
    project
        .run(&["build", "--single-file", "--allow-errors"])
        .ends(0);
    let files = project.files("public");
    let single = String::from_utf8_lossy(&files["test.html"]);
    assert_eq!(single.matches("data:image/jpeg").count(), 1);
    assert_eq!(single.matches("data:video/mp4").count(), 1);
    assert_eq!(single.matches("<video").count(), 1);
    let id = single
        .split("<span id=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let id = id
        .filter(|id| id.starts_with("assets/a-"))
        .expect("the film has a place");
    let links = single.matches(&format!("href=\"#{id}\"")).count();
    assert_eq!(
        links, 2,
        "that in place of the second player, and the writer's own"
    );
}

#[test]
fn a_small_picture_is_published_as_it_is() {
    let photo = photo(900, 90);
    let project = project("![Rally](rally.jpg)", &[("rally.jpg", &photo)]);
    project.run(&["build"]).ends(0);
    assert_eq!(published(&project), ["rally.jpg"]);
    assert!(!home(&project).contains("srcset"));
}

#[test]
fn an_attached_page_is_no_page_of_a_single_file() {
    let project = project(
        "[slides](slides.html)",
        &[("slides.html", b"<main>Slides of Ana</main>")],
    );
    project
        .run(&["build", "--single-file"])
        .ends(0)
        .says("active-attachment");
    assert_eq!(published(&project), ["slides.html"]);
    let mut files = project.files("public").into_iter();
    let single = files
        .find(|(path, _)| path == "test.html")
        .expect("it is built")
        .1;
    assert!(!String::from_utf8_lossy(&single).contains("Slides of Ana"));
}

#[cfg(feature = "pdf")]
mod paper {
    use super::{SVG, decoded};
    use crate::project::Project;

    /// A handout that shows a picture on line 9, and one that does not.
    fn project(name: &str, bytes: &[u8]) -> Project {
        let handout = |text: &str| {
            format!(
                "+++\ntitle = \"H\"\nkind = \"handout\"\nsummary = \"S.\"\n+++\n\n## Text\n\n{text}\n\n## How to use it\n\nRead.\n"
            )
        };
        let project = Project::new(&[
            (
                "content/shows.md",
                &handout(&format!("![A picture]({name})")),
            ),
            ("content/other.md", &handout("Words.")),
        ]);
        project.write(&format!("content/{name}"), bytes);
        project
    }

    /// Both sheets are made, and `check` and `build` say the same of the picture.
    fn is_printed(project: &Project, rule: &str, words: &str) {
        let findings = project.findings();
        let said = findings.iter().any(|finding| {
            finding.rule == rule
                && finding.place == "content/shows.md:9:1"
                && finding.message.contains(words)
        });
        assert!(said, "no {rule} with {words} among {findings:#?}");
        assert!(
            findings
                .iter()
                .all(|finding| finding.rule != "template-error"),
            "{findings:#?}"
        );
        project.run(&["build"]).ends(0).says(words);
        let files = project.files("public");
        assert!(
            files.contains_key("print/shows/sheet.pdf")
                && files.contains_key("print/other/sheet.pdf")
        );
    }

    #[test]
    fn a_letter_of_a_drawing_that_no_font_has_is_told_at_the_picture() {
        let drawing = SVG.replace(
            "<path",
            "<text x='1' y='5'>contact \u{2192} meeting \u{378}</text><path",
        );
        is_printed(
            &project("d.svg", drawing.as_bytes()),
            "missing-glyph",
            "no font has a letter for `\u{378}` (U+0378), `\u{2192}` (U+2192) in `d.svg`",
        );
    }

    #[test]
    fn what_only_a_browser_shows_of_a_drawing_is_told_at_the_picture() {
        let drawing = SVG.replace("<path", "<path style='clip-path:circle(2px)'");
        is_printed(
            &project("d.svg", drawing.as_bytes()),
            "unprintable-picture",
            "`d.svg` looks otherwise on paper than on a screen, where alone `clip-path: circle(2px)` can be shown",
        );
    }

    #[test]
    fn a_drawing_that_would_take_minutes_or_stop_the_program_leaves_its_place_empty() {
        let steps = |step: &dyn Fn(usize) -> String| (0..200).map(step).collect::<String>();
        for (parts, why) in [
            (
                steps(&|at| {
                    let inner = format!("<rect width='1' height='1' fill='url(#p{})'/>", at + 1);
                    format!("<pattern id='p{at}' width='1' height='1'>{inner}</pattern>")
                }),
                "too many in a row",
            ),
            (
                "<filter id='f'><feTurbulence baseFrequency='.1' numOctaves='1000000'/></filter>\
                 <rect width='9' height='9' filter='url(#f)'/>"
                    .to_owned(),
                "filters that work out far too much",
            ),
            (
                format!("<text>{}</text>", "<tspan>a</tspan>".repeat(2_000)),
                "too many parts of one text",
            ),
        ] {
            let drawing = SVG.replace("<path", &format!("{parts}<path fill='url(#p0)'"));
            is_printed(
                &project("d.svg", drawing.as_bytes()),
                "unprintable-picture",
                why,
            );
        }
    }

    #[test]
    fn letters_that_are_never_seen_stop_no_sheet() {
        let letters: String = ('\u{80}'..'\u{3000}')
            .chain([
                '\u{fe0f}',
                '\u{feff}',
                '\u{fffd}',
                '\u{e000}',
                '\u{1f600}',
                '\u{f0000}',
            ])
            .filter(|letter| !letter.is_alphanumeric())
            .collect();
        let drawing = SVG.replace(
            "<path",
            &format!("<text x='1' y='5'>a{letters}b</text><path"),
        );
        is_printed(
            &project("d.svg", drawing.as_bytes()),
            "missing-glyph",
            "and ",
        );
    }

    #[test]
    fn a_picture_that_is_damaged_within_leaves_its_place_empty() {
        let mut png = decoded(super::PNG);
        // The bytes of the pixels, with a check sum that says they are sound.
        png[43..50].fill(0xEE);
        let sum = super::crc(&png[37..54]).to_be_bytes();
        png[54..58].copy_from_slice(&sum);
        is_printed(
            &project("a.png", &png),
            "unprintable-picture",
            "`a.png` cannot be printed",
        );
    }

    #[test]
    fn a_picture_is_printed_as_what_it_is_whatever_it_is_called() {
        for (name, bytes) in [
            ("a.jpg", decoded(super::WEBP)),
            ("noext", decoded(super::PNG)),
            ("a.gif", SVG.into()),
        ] {
            let project = project(name, &bytes);
            assert_eq!(project.findings(), [], "{name}");
            project.run(&["build"]).ends(0);
        }
    }
}
