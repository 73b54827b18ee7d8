//! A meeting drawn to scale, as SVG.
//!
//! Widths are parts of the whole, so that the letters keep their size on any screen. Nothing is told
//! by colour: items have numbers and outlines, a break is hatched, time to spare has a broken line.
//! The list of items beside it says all of it in words.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::minutes::elapsed;
use super::numbering::numbering;
use crate::model::agenda::{Agenda, DAY, ItemKind};
use crate::model::page::Page;
use crate::model::timing::Plan;
use crate::render::render_context::RenderContext;

/// The least part of the whole, in thousandths, in which a number has room.
const ROOM: u32 = 28;

/// The steps between marks of time, the first that gives no more than six.
const STEPS: [u32; 8] = [5, 10, 15, 30, 60, 120, 240, 480];

/// The drawing of the meeting as it is planned.
pub(super) fn draw(cx: RenderContext<'_>, page: &Page, agenda: &Agenda, plan: &Plan) -> String {
    let whole = (plan.end + plan.spare).max(1);
    let mut svg = String::new();
    let words = cx.words;
    let items = words.count("items", agenda.items.len());
    let label = words
        .plain("timeline-label")
        .replace("{items}", &items)
        .replace("{length}", &words.duration(f64::from(whole)));
    let _ = write!(
        svg,
        "<svg class=\"timeline\" data-whole=\"{whole}\" width=\"100%\" height=\"62\" role=\"img\" aria-label=\""
    );
    let _ = escape_html(&mut svg, &label);
    svg.push_str(
        "\"><defs><pattern id=\"page-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path d=\"M0 0V6\" stroke=\"currentColor\"/></pattern></defs>",
    );
    let titles = agenda
        .items
        .iter()
        .map(|item| &*page.body.headings[item.heading as usize].text);
    let numbering = numbering(titles);
    for (at, (item, slot)) in agenda.items.iter().zip(&plan.slots).enumerate() {
        let title = &page.body.headings[item.heading as usize].text;
        let class = match item.sort {
            Some(ItemKind::Break) => "break",
            _ => item.priority.name(),
        };
        bar(
            &mut svg,
            class,
            &numbering[at].label,
            title,
            (slot.start, slot.minutes),
            whole,
        );
    }
    // One of no width can grow in a browser, where fewer come.
    let spare = (plan.end, plan.spare);
    let title = words.plain("time-to-spare");
    bar(&mut svg, "spare", "", title, spare, whole);
    marks(&mut svg, cx, agenda, whole);
    svg.push_str("</svg>");
    svg
}

fn bar(
    svg: &mut String,
    class: &str,
    number: &str,
    title: &str,
    (start, minutes): (u32, u32),
    whole: u32,
) {
    let _ = write!(svg, "<g class=\"bar bar-{class}\"><title>");
    let _ = escape_html(&mut *svg, title);
    let _ = write!(
        svg,
        "</title><rect x=\"{}%\" y=\"1\" width=\"{}%\" height=\"34\"/>",
        part(start, whole),
        part(minutes, whole)
    );
    if !number.is_empty() {
        let hidden = if minutes * 1000 / whole < ROOM {
            " visibility=\"hidden\""
        } else {
            ""
        };
        let middle = part(2 * start + minutes, 2 * whole);
        let _ = write!(
            svg,
            "<text x=\"{middle}%\" y=\"23\"{hidden}>{number}</text>"
        );
    }
    svg.push_str("</g>");
}

/// Marks of time below the bars, at round times of the day where the start is known.
fn marks(svg: &mut String, cx: RenderContext<'_>, agenda: &Agenda, whole: u32) {
    let step = STEPS.into_iter().find(|step| whole / step <= 6);
    let step = step.unwrap_or(whole);
    let start = agenda.settings.start;
    let first = start.map_or(0, |start| (step - start % step) % step);
    for at in (first..=whole).step_by(step as usize) {
        let label = match start {
            Some(start) => cx.words.clock((start + at) % DAY),
            None => elapsed(at),
        };
        let anchor = match at * 100 / whole {
            0..5 => "start",
            5..95 => "middle",
            _ => "end",
        };
        let x = part(at, whole);
        let _ = write!(
            svg,
            "<g class=\"mark\" data-mark=\"{at}\"><line x1=\"{x}%\" x2=\"{x}%\" y1=\"36\" y2=\"42\"/><text x=\"{x}%\" y=\"56\" text-anchor=\"{anchor}\">"
        );
        let _ = escape_html(&mut *svg, &label);
        svg.push_str("</text></g>");
    }
}

/// A part of the whole in hundredths, with two decimal places.
fn part(minutes: u32, whole: u32) -> String {
    let parts = u64::from(minutes) * 10_000 / u64::from(whole);
    format!("{}.{:02}", parts / 100, parts % 100)
}
