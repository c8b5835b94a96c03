//! The words of a heading → what its section is about.

/// What a section is about, as far as it matters how its words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Other,
    Attendance,
    Declarations,
    /// The minutes of an earlier meeting.
    EarlierMinutes,
    /// What became of actions of an earlier meeting.
    EarlierActions,
    /// The actions of this meeting.
    Actions,
    Recommendations,
    /// What was decided elsewhere and is reported here.
    Elsewhere,
    /// What was decided, under a heading that says so.
    Decision,
    NextMeeting,
}

/// What a heading announces.
pub(super) fn topic_of(heading: &str) -> Topic {
    let lower = heading.to_lowercase();
    let title = Title { lower: lower.trim_matches(|c: char| !c.is_alphabetic()) };
    match () {
        _ if title.is_next_meeting() => Topic::NextMeeting,
        _ if title.is_declarations() => Topic::Declarations,
        _ if title.is_earlier_actions() => Topic::EarlierActions,
        _ if title.is_actions() => Topic::Actions,
        // "Matters arising from the minutes" are matters of this meeting.
        _ if title.has(&["arising"]) => Topic::Other,
        _ if title.is_earlier_minutes() => Topic::EarlierMinutes,
        _ if title.is_recommendations() => Topic::Recommendations,
        _ if title.is_elsewhere() => Topic::Elsewhere,
        _ if title.is_decision() => Topic::Decision,
        _ if title.is_attendance() => Topic::Attendance,
        _ => Topic::Other,
    }
}

/// A heading in lower case, without number and stops.
struct Title<'h> {
    lower: &'h str,
}

impl Title<'_> {
    fn has(&self, any: &[&str]) -> bool {
        any.iter().any(|words| self.lower.contains(words))
    }

    fn starts(&self, any: &[&str]) -> bool {
        any.iter().any(|words| self.lower.starts_with(words))
    }

    fn is_longer(&self, words: usize) -> bool {
        self.lower.split_whitespace().nth(words).is_some()
    }

    fn is_next_meeting(&self) -> bool {
        self.starts(&["next call", "next interim", "next session", "next sitting", "donm"])
            || self.has(&["next meeting", "cyfarfod nesaf", "future meeting", "dates of meetings", "next council meeting", "next full"])
    }

    fn is_declarations(&self) -> bool {
        self.starts(&["declaration", "disclosure", "interests", "conflict", "members' interests", "datgan", "declare"])
            || self.has(&["declarations of", "declaration of", "disclosures of", "conflicts of interest"])
    }

    fn is_earlier_actions(&self) -> bool {
        let told =
            ["previous", "last ", "log", "tracker", "outstanding", "review of", "update", "from the", "follow", "progress", "arising"];
        self.has(&["action"]) && self.has(&told) && !self.starts(&["actions arising"])
    }

    fn is_actions(&self) -> bool {
        self.starts(&["action", "agreed action", "summary of action", "camau gweithredu"])
            && !self.is_longer(4)
            && !self.has(&["plan", "taken", "fraud"])
    }

    fn is_earlier_minutes(&self) -> bool {
        self.starts(&["minute", "notes of", "notes from", "cofnodion", "record of the", "draft minutes"])
            || self.has(&["of minutes", "the minutes", "minutes of", "notes of", "of the notes", "o'r cofnodion"])
            || self.has(&["last minutes", "previous minutes"])
    }

    fn is_recommendations(&self) -> bool {
        let first = self.starts(&["recommendation", "officer recommendation", "argymhell"]) && !self.is_longer(6);
        first || (self.lower.ends_with("recommendation") || self.lower.ends_with("recommendations")) && !self.is_longer(5)
    }

    fn is_elsewhere(&self) -> bool {
        self.has(&["planning decisions", "decisions received", "decisions notified", "decisions by", "decisions of", "decision notices"])
    }

    fn is_decision(&self) -> bool {
        self.starts(&["decision", "resolution", "resolved", "penderfyniad"]) && !self.is_longer(3)
    }

    fn is_attendance(&self) -> bool {
        self.starts(&["present", "in attendance", "attend", "apologies", "absent", "invited", "yn bresennol", "ymddiheuriadau"])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_their_sections() {
        let cases = [
            ("Declarations of Conflict of Interest", Topic::Declarations),
            ("Notes of the Previous Meeting", Topic::EarlierMinutes),
            ("To approve the minutes of the meeting held on 3 May", Topic::EarlierMinutes),
            ("Matters arising from the minutes", Topic::Other),
            ("Actions from previous meeting", Topic::EarlierActions),
            ("Action log", Topic::EarlierActions),
            ("Summary of actions", Topic::Actions),
            ("Action plan for the river", Topic::Other),
            ("Date of next meeting", Topic::NextMeeting),
            ("Recommendations", Topic::Recommendations),
            ("Decisions of the planning authority", Topic::Elsewhere),
            ("Street lighting", Topic::Other),
        ];
        for (heading, expected) in cases {
            assert_eq!(topic_of(heading), expected, "{heading}");
        }
    }
}
