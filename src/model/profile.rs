//! The law that applies to a record, as data: each fact with its source and with how well it is known.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::BodyKind;

/// What a jurisdiction asks of those who meet in public. The program counts days and compares; it knows no law of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// What the jurisdiction is called.
    pub name: String,
    /// Kinds of bodies to which the law of access to information applies.
    pub bodies: Vec<BodyKind>,
    /// How long before a meeting its notice and papers must be public.
    pub notice: Option<Notice>,
    /// That reports list what they are based on.
    pub background: Option<Fact>,
    /// That minutes are open to the public.
    pub minutes: Option<Fact>,
    /// That a panel may ask for an answer in writing by a day.
    pub response: Option<Fact>,
    /// How long papers stay open.
    pub retention: Option<Retention>,
    /// Why a paper may be withheld.
    pub exempt: Option<Exempt>,
    /// What an elected local policing body must publish.
    pub obligation: Vec<Obligation>,
}

/// Where a fact of law stands, and how well it is known here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The instrument with its section.
    pub source: String,
    /// How well it is known.
    pub certainty: Certainty,
}

/// How well a fact of law is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The text of the instrument was read.
    Read,
    /// An authority or a lawyer cites it.
    Cited,
    /// It is believed to be so. What rests on it is advice.
    Unverified,
}

/// Clear days of notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// How many. The day of publication and that of the meeting do not count, nor weekends and bank holidays.
    pub clear_days: usize,
    /// Where it stands.
    pub law: Fact,
    /// Where it stands that an urgent item needs a reason.
    pub urgency: Fact,
}

/// How long papers stay open to the public.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Years after the meeting for its agenda, minutes and open reports.
    pub years: i16,
    /// Where it stands.
    pub law: Fact,
}

/// The grounds on which a paper may be withheld.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exempt {
    /// The paragraphs, each with what it covers.
    pub paragraphs: Vec<ExemptParagraph>,
    /// Where they stand.
    pub law: Fact,
}

/// A paragraph of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExemptParagraph {
    /// Its number.
    pub number: String,
    /// What information it covers.
    pub covers: String,
}

/// Something that must be published.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// The paragraph: "5(a)".
    pub paragraph: String,
    /// What is to be published.
    pub what: String,
    /// When, as far as that is known.
    pub when: Option<String>,
    /// The part of the record that shows it by itself.
    pub shown_by: Option<ShownBy>,
    /// Where it stands.
    pub law: Fact,
}

/// A part of the record that shows what must be published without anybody saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ShownBy {
    /// The register of meetings.
    Meetings,
    /// The list of agendas.
    Agendas,
    /// The list of minutes.
    Minutes,
    /// The register of decisions.
    Decisions,
}

/// A day on which no office is open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// What it is called.
    pub name: String,
}

/// Bank holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Holidays {
    /// The days, in order.
    pub holiday: Vec<Holiday>,
}

impl Holidays {
    /// Whether the bank holidays of a year are known.
    pub fn cover(&self, year: i16) -> bool {
        self.holiday.iter().any(|holiday| holiday.date.year() == year)
    }

    /// The bank holiday on a day.
    pub fn on(&self, date: Date) -> Option<&Holiday> {
        self.holiday.binary_search_by_key(&date, |holiday| holiday.date).ok().map(|place| &self.holiday[place])
    }
}

/// The law that applies: a jurisdiction and its bank holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Law {
    /// The jurisdiction.
    pub profile: Profile,
    /// Days that are no working days.
    pub holidays: Holidays,
}

impl Law {
    /// The working days that lie between two days.
    pub fn clear_days(&self, from: Date, to: Date) -> Vec<Date> {
        let mut days = Vec::new();
        let mut day = from;
        // A year of notice is more than any law asks for.
        for _ in 0..366 {
            day = match day.tomorrow() {
                Ok(next) if next < to => next,
                _ => break,
            };
            let weekend = day.weekday().to_monday_zero_offset() >= 5;
            if !weekend && self.holidays.on(day).is_none() {
                days.push(day);
            }
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn clear_days_leave_out_both_ends_weekends_and_bank_holidays() {
        let easter = |day| Holiday { date: day, name: "Easter".to_owned() };
        let holidays = Holidays { holiday: vec![easter(date(2026, 4, 3)), easter(date(2026, 4, 6))] };
        let law = Law { profile: Profile::default(), holidays };
        assert_eq!(law.clear_days(date(2026, 4, 1), date(2026, 4, 9)), [date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8)]);
        assert!(law.clear_days(date(2026, 4, 9), date(2026, 4, 1)).is_empty());
    }
}
