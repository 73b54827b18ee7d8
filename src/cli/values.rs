//! Values of arguments, as people type them. Each that cannot be read is told with what to type.

use std::net::{IpAddr, Ipv4Addr};

use groundwork::model::agenda;
use groundwork::model::date::Date;
use groundwork::model::lang::is_language_code;
use groundwork::model::sheet::Paper;

pub(super) fn name(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err("write the name of your handbook".to_owned());
    }
    Ok(name)
}

pub(super) fn language(text: &str) -> Result<String, String> {
    if is_language_code(text) {
        return Ok(text.to_owned());
    }
    Err("write the code of a language, such as en, fr or pt-BR".to_owned())
}

pub(super) fn start(text: &str) -> Result<u32, String> {
    const TIME: &str = "write a time of the day such as 18:30 or 6:30pm";
    if let Some(time) = agenda::clock(text) {
        return Ok(time);
    }
    let (hours, minutes) = text.trim().split_once(':').unwrap_or(("", ""));
    match (hours.parse::<u32>(), minutes.parse::<u32>()) {
        (Ok(hours @ 24..48), Ok(minutes @ 0..60)) => Err(format!(
            "a day ends at 23:59; for the night after it write {:02}:{minutes:02}",
            hours - 24
        )),
        _ => Err(TIME.to_owned()),
    }
}

pub(super) fn people(text: &str) -> Result<u32, String> {
    let most = agenda::MOST_PEOPLE;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_grouped = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\''));
    match text.trim().parse::<u32>() {
        Ok(0) => Err("nobody meets with nobody: write how many come, at least 1".to_owned()),
        Ok(people) if people <= most => Ok(people),
        Ok(_) => Err(format!("an agenda is planned for {most} people at most")),
        Err(_) if is_grouped && digits.len() > 3 => {
            Err(format!("write the number in digits alone: {digits}"))
        }
        Err(_) => Err("write how many come as a whole number, such as 22".to_owned()),
    }
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let is_written_so = matches!(parts[..], [year, month, day]
            if year.len() == 4 && [month, day].iter().all(|part| part.len() == 2));
        let is_number = parts
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if is_written_so && is_number {
            format!("the calendar has no day {text}; write one that it has, such as 2026-12-01")
        } else {
            "write the day as year, month and day, such as 2026-12-01".to_owned()
        }
    })
}

pub(super) fn paper(text: &str) -> Result<Paper, String> {
    Paper::named(text).ok_or_else(|| "write a4 or letter".to_owned())
}

pub(super) fn host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        _ => text
            .trim_matches(['[', ']'])
            .parse()
            .map_err(|_| "write an address such as 127.0.0.1 or 0.0.0.0".to_owned()),
    }
}

pub(super) fn base_url(text: &str) -> Result<String, String> {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return Err("begin it with https:// or http://".to_owned());
    }
    let slash = if text.ends_with('/') { "" } else { "/" };
    Ok(format!("{text}{slash}"))
}

pub(super) fn port(text: &str) -> Result<u16, String> {
    text.trim()
        .parse()
        .map_err(|_| "write a number from 1 to 65535, such as 9000".to_owned())
}
