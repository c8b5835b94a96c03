//! The name of a profile → the law that applies, from the profiles that are built in.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Holidays, Law, Profile};
use crate::source::Source;

use super::entry::{Notation, Schema};
use super::rules;

/// Every profile there is, by name.
pub const PROFILES: [(&str, &str); 2] =
    [("england", include_str!("../../profiles/england.toml")), ("wales", include_str!("../../profiles/wales.toml"))];

const HOLIDAYS: &str = include_str!("../../profiles/bank-holidays.toml");

/// The law of a profile; none, and a finding, where there is no profile of that name.
pub(super) fn named(name: &str, report: &mut Report) -> Law {
    let Some((_, text)) = PROFILES.iter().find(|(known, _)| *known == name) else {
        let known = PROFILES.map(|(known, _)| known).join(" and ");
        let message = format!("`profile` is \"{name}\", and there is no such profile");
        report.push(Diagnostic::in_file(&rules::UNKNOWN_VALUE, "panelpress.toml", message).help(format!("there are {known}")));
        return Law::default();
    };
    let read = |path: &str, text: &str| Arc::new(Source::new(path, text));
    let (profile, holidays) = (read("profile", text), read("bank-holidays", HOLIDAYS));
    Law {
        profile: Schema::<Profile>::new().read(&profile, profile.span(), Notation::Toml, report),
        holidays: Schema::<Holidays>::new().read(&holidays, holidays.span(), Notation::Toml, report),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profiles_are_whole_and_their_holidays_in_order() {
        for (name, _) in PROFILES {
            let mut report = Report::default();
            let law = named(name, &mut report);
            assert!(report.is_empty(), "{:?}", report.sorted());
            let profile = &law.profile;
            assert!(profile.notice.is_some() && profile.exempt.is_some() && profile.background.is_some() && !profile.bodies.is_empty());
            assert!(law.holidays.holiday.is_sorted_by_key(|holiday| holiday.date));
            let weekday = |date: jiff::civil::Date| date.weekday().to_monday_zero_offset() < 5;
            assert!(law.holidays.holiday.iter().all(|holiday| weekday(holiday.date)));
        }
    }

    #[test]
    fn another_profile_is_told() {
        let mut report = Report::default();
        named("scotland", &mut report);
        assert!(report.has(&rules::UNKNOWN_VALUE));
    }
}
