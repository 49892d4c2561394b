//! What to tell the user without failing.

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A choice that was made for the user.
    Note,
    /// Something in the data that the picture does not show; `--strict` makes it fail.
    Warning,
}

/// One sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub level: Level,
    /// The sentence, without a final stop.
    pub message: String,
}

/// The notices of one run, in order, each sentence once.
#[derive(Clone, Debug, Default)]
pub struct Warnings {
    notices: Vec<Notice>,
}

impl Warnings {
    /// Tell the user of a choice.
    pub fn note(&mut self, message: impl Into<String>) {
        self.push(Level::Note, message.into());
    }

    /// Warn the user.
    pub fn warn(&mut self, message: impl Into<String>) {
        self.push(Level::Warning, message.into());
    }

    /// Tell all that was told elsewhere.
    pub fn take(&mut self, others: Self) {
        for Notice { level, message } in others.notices {
            self.push(level, message);
        }
    }

    /// All notices so far.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    fn push(&mut self, level: Level, message: String) {
        let notice = Notice { level, message };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// `1 row`, `2 rows`: a count with its noun, whose plural ends in s.
#[must_use]
pub fn count(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The verb of a count: `1 row is`, `2 rows are`.
#[must_use]
pub fn verb<'a>(number: u64, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 { one } else { many }
}
