//! Calendar dates as front matter, `site.toml` and `SOURCE_DATE_EPOCH` give them.

use std::fmt;

/// A day of the Gregorian calendar. It is always one that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// At most 9999 where it is read from a text or from a count of seconds.
    pub year: u16,
    /// From 1, for January, to 12.
    pub month: u8,
    /// From 1 to the last of the month.
    pub day: u8,
}

impl Date {
    /// The date of these numbers, unless the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2026-11-22`; what follows a `T` or a space (a time of day) is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.split(['T', 't', ' ']).next()?;
        let mut parts = day.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day in UTC of a count of seconds since 1970, as `SOURCE_DATE_EPOCH` holds it.
    ///
    /// Follows the `civil_from_days` construction of Howard Hinnant's "chrono-Compatible Low-Level
    /// Date Algorithms". `None` for years beyond 9999.
    pub fn from_epoch(seconds: u64) -> Option<Self> {
        let days = i64::try_from(seconds / 86_400).ok()? + 719_468;
        let era = days / 146_097;
        let day_of_era = days % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let year = u16::try_from(year).ok().filter(|year| *year <= 9999)?;
        Self::new(year, month as u8, day as u8)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How many days a month from 1 to 12 has.
pub(crate) fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_date_is_read_only_if_the_calendar_has_it() {
        assert_eq!(Date::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
        assert_eq!(Date::parse("2026-11-22T19:00:00Z"), Date::new(2026, 11, 22));
        for wrong in ["2023-02-29", "2026-13-01", "22-11-2026", "2026-11", "soon"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn seconds_since_1970_give_their_day() {
        assert_eq!(Date::from_epoch(0), Date::new(1970, 1, 1));
        assert_eq!(Date::from_epoch(951_782_400), Date::new(2000, 2, 29));
        assert_eq!(Date::from_epoch(1_795_305_600), Date::new(2026, 11, 22));
        assert_eq!(Date::from_epoch(u64::MAX), None);
    }
}
