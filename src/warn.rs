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
